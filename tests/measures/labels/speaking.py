"""How rightly it is told who speaks: pronouns, short names, descriptions.

    python -P -m tests.measures.labels.speaking [--extractor NAME]
        [--half open|kept] [--given] [--errors] [--words]

A labelled mention is found if the words of a source overlap it, the source
of an attribution that stands inside no other. Of what is found:

    right      the source is whom the label names: one of its mentions is
               among the words that the label points at, or its name or
               description are these words, without titles and initials
    abstained  it is left open who it is: the source is unresolved, unstated,
               or has nothing but the pronoun
    wrong      anything else; also a name where the article tells none

"right of those named" leaves out what was abstained from; "abstained" is a
share of what is found. A mention of whom the article does not tell is right
if nobody is named; one that the readers could not decide is left out. Whom
the label finds nowhere else ("the yard", and no more is ever said) is right
if the source is known by no other words. "kind" is of those that are right:
person, organisation, spokesperson, group, document or other. Each with a
Wilson interval of 95 %.

`--given` takes the sources, cues and contents that are marked in the corpus
in place of found ones, so that only the telling counts. `--errors` prints
what is not right by article and offsets, `--words` with the words, for the
terminal only.
"""

from __future__ import annotations

import argparse
import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from kg.extraction import extractors
from kg.extraction.rules.extractor import parse, read
from kg.extraction.rules.text.chosen import Chosen
from kg.extraction.rules.text.frames import Candidate, Frame, key_of
from kg.extraction.rules.text.lexicon import lexicon
from kg.extraction.rules.text.view import Range, View
from kg.model import (
    PUBLISHER,
    Article,
    Attribution,
    Extraction,
    Identification,
    Source,
    SourceKind,
    Span,
    Spans,
)
from tests.measures.labels.agree import overlap
from tests.measures.labels.corpus import HERE, Gold, choice
from tests.measures.labels.placed import Placed, unplaced
from tests.measures.requests.__main__ import wilson
from tests.measures.scorer import material

Find = Callable[[Gold], Extraction]


class Outcome(StrEnum):
    """What became of one labelled mention."""

    RIGHT = "right"
    ABSTAINED = "abstained"
    WRONG = "wrong"
    MISSED = "missed"
    LEFT_OUT = "left out"


class Form(StrEnum):
    """The way a mention names."""

    PRONOUN = "pronoun"
    SURNAME = "surname"
    DESCRIPTION = "description"


_PRONOUNS = frozenset(
    {"he", "she", "they", "it", "i", "we", "his", "her", "their"}
    | {"him", "them", "who", "us", "me"}
)
_OPEN = frozenset({Identification.UNRESOLVED, Identification.UNSTATED})
_NO_PART = frozenset(
    {"the", "a", "an", "mr", "mrs", "ms", "dr", "sen", "senator", "rep"}
    | {"gov", "president", "secretary"}
)
_DOCUMENTS = frozenset(
    {
        SourceKind.DOCUMENT,
        SourceKind.DATASET,
        SourceKind.RECORD,
        SourceKind.LEAKED_DOCUMENT,
    }
)
_GROUPS = frozenset({SourceKind.GROUP, SourceKind.EXPERT_GROUP})


@dataclass(frozen=True)
class Told:
    """A labelled mention with the source that was found for it, if any."""

    gold: Gold
    label: Placed
    source: Source | None
    outcome: Outcome

    @property
    def form(self) -> Form:
        """Return the way the labelled words name."""
        return form_of(self.label.at[0].of(self.gold.text))

    @property
    def right_kind(self) -> bool:
        """Return whether its kind is the labelled one."""
        kind = None if self.source is None else plain_kind(self.source.kind)
        return kind == self.label.kinds["kind"]

    def line(self, *, words: bool) -> str:
        """Return it as a line to read."""
        at = self.label.at[0]
        told = f"{self.outcome:9} {self.form:11} {self.gold.id} {at.start}"
        told += f" {self.label.kinds['kind']}"
        if self.source is not None:
            told += f", found {self.source.kind} {self.source.identification}"
        if not words:
            return told
        one = self.source
        found = None if one is None else one.name or one.description
        said = " ".join(at.of(self.gold.text).split())
        return f"{told}: {said!r} is {whom(self.gold, self.label)!r}; {found!r}"


def form_of(words: str) -> Form:
    """Return the way some words name."""
    lower = words.lower()
    if lower in _PRONOUNS:
        return Form.PRONOUN
    last = words.split()[-1:]
    common = bool(last) and not last[0][0].isupper()
    definite = lower.startswith("the ") and common
    return Form.DESCRIPTION if definite else Form.SURNAME


def plain_kind(kind: SourceKind) -> str:
    """Return the labelled kind that a kind of source belongs to."""
    if kind is SourceKind.SPOKESPERSON:
        return "spokesperson"
    if kind in _DOCUMENTS:
        return "document"
    if kind in _GROUPS:
        return "group"
    if kind is SourceKind.UNKNOWN:
        return "other"
    return "person" if kind.personal else "organisation"


def plain_name(words: str) -> tuple[str, ...]:
    """Return a name in small letters, without titles, initials and marks."""
    bare = re.sub(r"['’]s\b|['’](?=\s|$)", "", words)
    parts = re.findall(r"\w+(?:[-'’.]\w+)*", bare.lower())
    named = [part for part in parts if part not in _NO_PART]
    return tuple(part for part in named if len(part) > 1)


def whom(gold: Gold, label: Placed) -> str | None:
    """Return the words of whom the label names, if it names somebody."""
    span = label.spans.get("whom")
    if span is None:
        return None
    body = gold.title if label.kinds["refers"] == "title" else gold.text
    return span.of(body)


def outcome(gold: Gold, label: Placed, source: Source | None) -> Outcome:
    """Return what became of a mention for which that source was found."""
    if source is None:
        return Outcome.MISSED
    if label.kinds["refers"] == "unclear":
        return Outcome.LEFT_OUT
    words = whom(gold, label)
    if words is None:
        open_ = source.name is None or source.id == PUBLISHER
        return Outcome.RIGHT if open_ else Outcome.WRONG
    if is_same(label, source, words):
        return Outcome.RIGHT
    left_open = source.identification in _OPEN or _is_only_pronoun(source)
    return Outcome.ABSTAINED if left_open else Outcome.WRONG


def _is_only_pronoun(source: Source) -> bool:
    called = source.description or ""
    return source.name is None and form_of(called) is Form.PRONOUN


def is_same(label: Placed, source: Source, words: str) -> bool:
    """Return whether the source is the one with these words for a name."""
    wanted = plain_name(words)
    called = plain_name(source.name or source.description or "")
    if called == wanted:
        return True
    if label.kinds["refers"] == "title":
        return False
    at, span = label.at[0], label.spans["whom"]
    if span.overlaps(at):
        # nothing fuller stands anywhere, so no other words may be its own
        first = min(source.mentions, default=at)
        return source.name is None and first.overlaps(at)
    shared = set(called) & set(wanted) if source.name else {*wanted}
    there = any(span.overlaps(mention) for mention in source.mentions)
    return bool(shared) and there


def found_at(
    found: Extraction,
    at: Span,
    *,
    nested: bool,
) -> Attribution | None:
    """Return the attribution whose source has most of these characters."""
    ranked = sorted(
        found.attributions,
        key=lambda one: (-overlap(one.source_spans, (at,)), one.content[0]),
    )
    for one in ranked:
        if not overlap(one.source_spans, (at,)):
            return None
        if nested or one.nested_in is None:
            return one
    return None


def told(
    gold: Gold, labels: Iterable[Placed], found: Extraction, *, nested: bool
) -> Iterator[Told]:
    """Yield the labelled mentions of an article with what became of them."""
    sources = {one.id: one for one in found.sources}
    sources[PUBLISHER] = Source(
        id=PUBLISHER,
        identification=Identification.NAMED,
        kind=SourceKind.NEWS_OUTLET,
        name=gold.outlet,
    )
    for label in labels:
        one = found_at(found, label.at[0], nested=nested)
        source = None if one is None else sources[one.source]
        yield Told(gold, label, source, outcome(gold, label, source))


def article_of(gold: Gold) -> Article:
    """Return an article of the corpus as an extractor takes it."""
    return Article(text=gold.text, title=gold.title, outlet=gold.outlet)


def by_marks(gold: Gold) -> Extraction:
    """Return what is read where the corpus marks who says what."""
    words = lexicon()
    view = View(parse(gold.text), words.quoting)
    chosen = list(marked(view, gold))
    return read(view, words, article_of(gold), chosen)


def marked(view: View, gold: Gold) -> Iterator[Chosen]:
    """Yield the marked attributions that have a source, in tokens of the parse.

    An attribution hangs on its cue; of two with one cue the first counts.
    """
    taken: set[int] = set()
    for one in gold.attributions:
        source, cue = _tokens(view, one.source), _tokens(view, one.cue)
        pieces = [_tokens(view, (span,)) for span in one.content]
        content = tuple(piece for piece in pieces if piece is not None)
        if source is None or not content:
            continue
        at = _top(view, source if cue is None else cue)
        if at in taken:
            continue
        taken.add(at)
        candidate = Candidate(
            at,
            key_of(view, at),
            Frame.CLAUSE,
            (at, at) if cue is None else cue,
            content,
            _top(view, source),
            source,
        )
        yield Chosen(candidate, 1.0, given=True)


def _tokens(view: View, spans: Spans) -> Range | None:
    """Return the tokens between the ends of some stretches of the text."""
    if not spans:
        return None
    first = bisect_right(view.end, spans[0].start)
    last = bisect_left(view.start, spans[-1].end)
    return (first, last) if first < last else None


def _top(view: View, tokens: Range) -> int:
    """Return the token that the others hang on."""
    inside = range(*tokens)
    tops = [one for one in inside if view.head[one] not in inside]
    tops += [one for one in inside if view.head[one] == one]
    worded = [one for one in tops if view.is_word(one)]
    return next(iter([*worded, *tops]), tokens[0])


def report(every: Sequence[Told]) -> Iterator[str]:
    """Yield the figures."""
    apart = {Outcome.MISSED, Outcome.LEFT_OUT}
    found = [one for one in every if one.outcome not in apart]
    missed = sum(one.outcome is Outcome.MISSED for one in every)
    covered = wilson(len(every) - missed, len(every))
    yield f"found                  {covered}"
    yield from _shares("all", found)
    for form in Form:
        yield from _shares(form, [one for one in found if one.form is form])
    right = [one for one in found if one.outcome is Outcome.RIGHT]
    kinds = sorted({one.label.kinds["kind"] for one in right})
    every_kind = sum(one.right_kind for one in right)
    yield f"kind                   {wilson(every_kind, len(right))}"
    for kind in kinds:
        of = [one for one in right if one.label.kinds["kind"] == kind]
        share = wilson(sum(one.right_kind for one in of), len(of))
        yield f"  {kind:20} {share}"


def _shares(name: str, found: Sequence[Told]) -> Iterator[str]:
    right = sum(one.outcome is Outcome.RIGHT for one in found)
    left = sum(one.outcome is Outcome.ABSTAINED for one in found)
    yield f"{name}"
    yield f"  right of those named {wilson(right, len(found) - left)}"
    yield f"  abstained            {wilson(left, len(found))}"


def every_told(half: str, find: Find, *, nested: bool) -> Iterator[Told]:
    """Yield the labelled mentions of the articles of one half."""
    held = choice(material() / "corpora")
    lines = (HERE / "speakers.jsonl").read_text(encoding="utf-8").splitlines()
    labels = [unplaced(line) for line in lines]
    for one in held.of("speakers"):
        if one.half == half:
            gold = held.texts[one.id]
            own = [each for each in labels if each.article == one.id]
            yield from told(gold, own, find(gold), nested=nested)


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--half", choices=("open", "kept"), default="open")
    parser.add_argument("--extractor", default="learned")
    for name in ("--given", "--errors", "--words"):
        parser.add_argument(name, action="store_true")
    asked = parser.parse_args()
    extractor = None if asked.given else extractors()[asked.extractor]

    def find(gold: Gold) -> Extraction:
        if extractor is None:
            return by_marks(gold)
        return extractor.extract(article_of(gold))

    every = list(every_told(asked.half, find, nested=asked.given))
    print(*report(every), sep="\n")
    for one in every if asked.errors or asked.words else ():
        if one.outcome is not Outcome.RIGHT or not one.right_kind:
            print(one.line(words=asked.words))


if __name__ == "__main__":
    main()
