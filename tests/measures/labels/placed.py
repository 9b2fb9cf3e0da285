"""A label as it is kept: kinds and offsets, no words of an article."""

from __future__ import annotations

import json
from dataclasses import dataclass, field, replace
from typing import Literal, TypeAlias

from kg.model import Span, Spans
from tests.measures.labels.corpus import Choice, Chosen, Item
from tests.measures.labels.form import (
    HedgeLine,
    Inner,
    Line,
    NestingLine,
    RequestLine,
    SourceLine,
    SpeakerLine,
    StanceLine,
    Wrong,
)
from tests.measures.labels.place import first, nearest, only, places
from tests.measures.labels.sentences import sentences, within

Key: TypeAlias = tuple[str, str, int]
How: TypeAlias = Literal["both", "settled"]


@dataclass(frozen=True)
class Placed:
    """One label: what it is of, its kinds by name, and its stretches of text by name.

    `sort` is what it labels (s, request or item) and `number` which one; a request has the
    offset at which it begins as its number.
    """

    article: str
    sort: str
    number: int
    at: Spans
    kinds: dict[str, str] = field(default_factory=dict)
    spans: dict[str, Span] = field(default_factory=dict)
    inner: tuple[dict[str, Span], ...] | None = None
    unsure: bool = False
    how: How | None = None

    @property
    def key(self) -> Key:
        """Return what tells it from every other label of its set."""
        return (self.article, self.sort, self.number)

    def line(self) -> str:
        """Return it as a line of a file."""
        made: dict[str, object] = {"article": self.article, self.sort: self.number}
        made["at"] = [_pair(span) for span in self.at]
        made |= self.kinds
        made |= {name: _pair(span) for name, span in self.spans.items()}
        if self.inner is not None:
            made["inner"] = [
                {name: _pair(span) for name, span in one.items()} for one in self.inner
            ]
        made |= {"unsure": True} if self.unsure else {}
        return json.dumps(made | ({"how": self.how} if self.how else {}))

    def settled(self, how: How) -> Placed:
        """Return it with how it came to stand."""
        return replace(self, how=how)


_SORTS = ("s", "request", "item")


def unplaced(line: str) -> Placed:
    """Return the label of a line of a file."""
    one = json.loads(line)
    sort = next(name for name in _SORTS if name in one)
    rest = {
        name: value
        for name, value in one.items()
        if name not in {"article", sort, "at", "inner", "unsure", "how"}
    }
    inner = one.get("inner")
    return Placed(
        article=one["article"],
        sort=sort,
        number=one[sort],
        at=tuple(Span(*pair) for pair in one["at"]),
        kinds={name: value for name, value in rest.items() if isinstance(value, str)},
        spans={name: Span(*value) for name, value in rest.items() if isinstance(value, list)},
        inner=None
        if inner is None
        else tuple({name: Span(*pair) for name, pair in each.items()} for each in inner),
        unsure=one.get("unsure", False),
        how=one.get("how"),
    )


def _pair(span: Span) -> list[int]:
    return [span.start, span.end]


@dataclass(frozen=True)
class Placing:
    """Puts the labels of one set in their places."""

    held: Choice
    name: str

    def placed(self, line: Line) -> Placed:
        """Return a label with offsets for its words."""
        if isinstance(line, SourceLine):
            return self._source(line)
        if isinstance(line, RequestLine):
            return self._request(line)
        if isinstance(line, SpeakerLine):
            return self._speaker(line)
        return self._sentence(line)

    def _article(self, name: str) -> Chosen:
        one = self.held.chosen(self.name, name)
        if one is None:
            raise Wrong(f"article {name!r} is not in the set {self.name}")
        return one

    def _mention(self, one: Chosen, number: int) -> Spans:
        for mention in self.held.to_label(one):
            if mention.number == number:
                return mention.at
        raise Wrong(f"S{number} is not to be labelled in {one.key}")

    def _source(self, line: SourceLine) -> Placed:
        one = self._article(line.article)
        text, at = self.held.texts[one.id].text, self._mention(one, line.s)
        kinds = {"identification": line.identification.value}
        kinds |= {"reason": line.reason.value} if line.reason else {}
        kinds |= {"channel": line.channel.value} if line.channel else {}
        told = {"told": nearest(line.told, text, at[0])} if line.told else {}
        return Placed(one.id, "s", line.s, at, kinds, told, unsure=line.unsure)

    def _request(self, line: RequestLine) -> Placed:
        one = self._article(line.article)
        text = self.held.texts[one.id].text
        at = only(line.wording, text, line.nth)
        kinds, party = {"outcome": str(line.outcome)}, {"party": nearest(line.party, text, at)}
        return Placed(one.id, "request", at.start, (at,), kinds, party, unsure=line.unsure)

    def _speaker(self, line: SpeakerLine) -> Placed:
        one = self._article(line.article)
        gold, at = self.held.texts[one.id], self._mention(one, line.s)
        where, spans = line.refers, dict[str, Span]()
        if line.refers not in {"none", "unclear"}:
            where = "text" if places(line.refers, gold.text) else "title"
            body = gold.text if where == "text" else gold.title
            spans = {"whom": first(line.refers, body, line.nth)}
        kinds = {"refers": where, "kind": line.kind}
        return Placed(one.id, "s", line.s, at, kinds, spans, unsure=line.unsure)

    def _item(self, number: int) -> Item:
        items = self.held.items_of(self.name)
        if number not in items:
            raise Wrong(f"there is no item {number} in the set {self.name}")
        return items[number]

    def _marked(self, item: Item) -> Spans:
        """Return the content that is marked in a sentence; nothing where nothing is."""
        if item.attribution is None:
            return ()
        content = self.held.texts[item.article].attributions[item.attribution - 1].content
        return tuple(within(Span(*item.span), content))

    def _sentence(self, line: NestingLine | HedgeLine | StanceLine) -> Placed:
        item = self._item(line.item)
        text, span = self.held.texts[item.article].text, Span(*item.span)
        bare = Placed(item.article, "item", line.item, (span,), unsure=line.unsure)
        if isinstance(line, NestingLine):
            marked = self._marked(item)
            return replace(bare, inner=tuple(_inner(one, text, span, marked) for one in line.inner))
        if isinstance(line, HedgeLine):
            words = {"words": only(line.words, text, line.nth, span)} if line.words else {}
            return replace(bare, kinds={"hedge": str(line.hedge)}, spans=words)
        kinds = {"stance": str(line.stance)} | ({"scope": line.scope.value} if line.scope else {})
        if line.target is None:
            return replace(bare, kinds=kinds)
        if line.target == "earlier":
            return replace(bare, kinds=kinds | {"target": "earlier"})
        target = only(line.target, text, line.nth, _shown(text, span))
        return replace(bare, kinds=kinds | {"target": "words"}, spans={"words": target})


def _inner(one: Inner, text: str, span: Span, marked: Spans) -> dict[str, Span]:
    """Return where an inner attribution stands: of several places, those nearest together.

    Its cue stands inside the marked content, if the words are there: the same words may be the
    cue of what is marked.
    """
    starts = _some(one.content_starts, text, span)
    cues = _some(one.cue, text, span)
    cues = [cue for cue in cues if any(each.overlaps(cue) for each in marked)] or cues
    cue, content = min(
        ((cue, start) for cue in cues for start in starts),
        key=lambda pair: (_apart(*pair), pair[1].start, pair[0].start),
    )
    found = {"cue": cue, "content": content}
    return found | ({"source": nearest(one.source, text, cue, span)} if one.source else {})


def _apart(one: Span, two: Span) -> int:
    return max(0, one.start - two.end, two.start - one.end)


def _some(words: str, text: str, span: Span) -> list[Span]:
    found = places(words, text, span)
    if not found:
        raise Wrong(f"{words!r} is not in the sentence")
    return found


def _shown(text: str, span: Span) -> Span:
    """Return the sentence together with those that are shown before it."""
    every = [each.span for each in sentences(text)]
    place = every.index(span)
    return Span(every[max(0, place - 2)].start, span.end)
