"""The sourcing of each claim of an article as a tree: what is said, by whom, through whom."""

from __future__ import annotations

from rich.text import Text
from rich.tree import Tree

from kg import mapping, sourcing
from kg.cli.tables import console, wrapped
from kg.model import PUBLISHER, Anonymity, Attribution, Facts, Record
from kg.store import Reader
from kg.telling.words import Speaker, byline, form, heading

_IDS = "[1] is a claim's number: `onrecord show ARTICLE#1` shows all there is of it"
_SHARES = {
    Anonymity.ONLY: "rests only on anonymous sources",
    Anonymity.PARTLY: "rests partly on anonymous sources",
}


def tree(reader: Reader, version: str) -> str:
    """Return the tree of one version."""
    record = mapping.to_record(reader.dataset(version), version)
    screen = console()
    with screen.capture() as captured:
        screen.print(_Branches(record).root())
    told = "\n".join(line.rstrip() for line in captured.get().splitlines())
    explained = "\n".join(wrapped(_IDS, 0))
    return f"{told}\n{explained}" if record.extraction.attributions else told


class _Branches:
    """One record growing into a tree."""

    def __init__(self, record: Record) -> None:
        self.record = record
        self.speaker = Speaker(record)
        self.facts = {one.attribution: one for one in sourcing.derive(record)}

    def root(self) -> Tree:
        article = self.record.article
        root = Tree(Text(f"{heading(article)}\n{byline(article)}"))
        found = self.record.extraction
        for one in found.attributions:
            if one.nested_in is None:
                self.grow(root, one, frozenset())
        for request in found.requests:
            root.add(Text(self.speaker.request(request)))
        if not (found.attributions or found.requests):
            root.add(Text(self.nothing()))
        return root

    def nothing(self) -> str:
        if self.record.analysed:
            return "no attributed statement was found"
        return "the text is not English: stored, not analysed"

    def grow(self, above: Tree, one: Attribution, on_the_way: frozenset[str]) -> None:
        """Add a statement with those it relays; a loop is told, not followed."""
        if one.id in on_the_way:
            above.add(Text("… and so on: these statements rest on each other"))
            return
        fact = self.facts[one.id]
        claim = f"{self.speaker.number(one.id)} {self.speaker.quotation(one)}"
        branch = above.add(Text("\n".join([claim, *self.below(one, fact)])))
        for other in self.record.extraction.attributions:
            if other.nested_in == one.id:
                self.grow(branch, other, on_the_way | {one.id})

    def below(self, one: Attribution, fact: Facts) -> list[str]:
        cue = f", “{self.speaker.cue(one)}”" if one.cue else ""
        told = [self.speaker.source(name) for name in (one.recipient, one.medium) if name]
        how = f"{self.speaker.identity(one.source)}{cue}, {form(one.quote_form)}"
        lines = [" · ".join(filter(None, [how, self.speaker.place(one)]))]
        if told and fact.attributor != PUBLISHER:
            lines.append(f"through {', '.join(told)}")
        if fact.anonymity in _SHARES:
            lines.append(_SHARES[fact.anonymity])
        if fact.declined_requests:
            lines.append("attributed to a party that declined to comment to the same outlet")
        return lines
