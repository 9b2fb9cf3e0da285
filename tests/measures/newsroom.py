"""What is read of the example articles, against what was labelled by hand before.

    .venv/bin/python -P -m tests.measures.newsroom [--failures] [ARTICLE…]

Every value in `examples/newsroom/*.expected.json` is one expectation, and an attribution that
is not found fails all of its expectations. The core is what each attribution is made of: the
words of its content, its cue and its source, who that is, of what kind and how far identified,
whose words the content is in, through how many hands it came and from whom; words, party, asker
and outcome of a request; stances; sentences without a source; corrections; sections. The rest
of the labels (on what terms a source spoke, how it knows) says how far the rules are from a
careful reader, and is counted apart, as is what was found and not labelled. What is not met is
listed with its reason: the core one by one, the rest by article and label.
"""

from __future__ import annotations

import json
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, TypeAlias

from kg import resources, sourcing
from kg.extraction import extractors
from kg.intake.given import Given
from kg.model import PUBLISHER, Attribution, PassageKind, Record, Request, Span, words
from kg.pipeline import Pipeline
from kg.readers import Incoming, read

Json: TypeAlias = dict[str, Any]

LIKE = 0.5
"""Least dice of the characters of two contents for them to be the same attribution."""

NAMED = frozenset({"origin", "recipient", "medium", "member_of", "speaks_for"})
CORE = frozenset(
    {"content", "cue", "source", "origin", "identification", "kind", "form", "hops", "origins"}
    | {"nested_in", "recipient", "request", "party", "asker", "outcome", "stance"}
    | {"unattributed", "own_observation", "correction", "section"}
)
OF_SOURCE = frozenset({"identification", "kind", "role", "stated_min", "stated_max", "reason"})
SKIPPED = frozenset({"id", "content"})
_EDGES = re.compile(r"^[\s“”‘’\"'.,;:…—–-]+|[\s“”‘’\"'.,;:…—–-]+$")


@dataclass(frozen=True, slots=True, order=True)
class Expectation:
    """One value that was labelled: of which article, of which part, under which key."""

    article: str
    part: str
    key: str


@dataclass(frozen=True, slots=True)
class Result:
    """Whether an expectation was met, and what stood there instead."""

    expectation: Expectation
    met: bool
    expected: object
    found: object


@dataclass(frozen=True, slots=True)
class Reading:
    """One example article, what was read of it, and what was labelled."""

    name: str
    record: Record
    labels: Json


def folder() -> Path:
    """Return where the example articles are."""
    return resources.examples() / "newsroom"


def names() -> tuple[str, ...]:
    """Return what the articles are called, in order."""
    return tuple(
        path.name.removesuffix(".expected.json")
        for path in sorted(folder().glob("*.expected.json"))
    )


@cache
def reading(name: str) -> Reading:
    """Read one article as a user would."""
    (path,) = (one for one in folder().glob(f"{name}.*") if one.suffix in {".txt", ".html"})
    (incoming,) = read(path, Given())
    assert isinstance(incoming, Incoming), incoming
    made = Pipeline(extractor=extractors()["rules"], base="https://data.test/").record(
        incoming.found
    )
    labels = json.loads((folder() / f"{name}.expected.json").read_text(encoding="utf-8"))
    return Reading(name, made, labels)


def results(name: str) -> tuple[Result, ...]:
    """Return every expectation of an article with what became of it."""
    return tuple(_Comparison(reading(name)).results())


def strays(name: str) -> tuple[Attribution, ...]:
    """Return the attributions that were found and not labelled."""
    comparison = _Comparison(reading(name))
    held = set(comparison.pairs.values())
    return tuple(one for one in comparison.found.attributions if one.id not in held)


class _Comparison:
    """The labels of one article beside what was found."""

    def __init__(self, one: Reading) -> None:
        self.name = one.name
        self.labels = one.labels
        self.record = one.record
        self.text = one.record.article.text
        self.found = one.record.extraction
        self.by_id = {each.id: each for each in self.found.attributions}
        self.facts = {fact.attribution: fact for fact in sourcing.derive(one.record)}
        self.called = self.names()
        self.pairs = self.aligned()

    def names(self) -> dict[str, str]:
        called = {one.id: one.name or one.description or "" for one in self.found.sources}
        called[PUBLISHER] = self.record.article.outlet or ""
        return called

    def aligned(self) -> dict[str, str]:
        """Return label ids and the ids of what was found for them, one to one, best first."""
        likeness = []
        for label in self.labels["attributions"]:
            place = offsets(label, self.text)
            for one in self.found.attributions:
                covered = {at for span in one.content for at in range(span.start, span.end)}
                dice = (
                    2 * len(place & covered) / (len(place) + len(covered))
                )  # 0 for what is not there
                cue = _contained(label.get("cue"), words(one.cue, self.text))
                if dice >= LIKE:
                    likeness.append((dice + cue, label["id"], one.id))
        pairs: dict[str, str] = {}
        for _, name, other in sorted(likeness, reverse=True):
            if name not in pairs and other not in pairs.values():
                pairs[name] = other
        return pairs

    def results(self) -> Iterator[Result]:
        for label in self.labels["attributions"]:
            yield from self.attribution(label)
        for number, label in enumerate(self.labels["requests"], 1):
            yield from self.request(f"r{number}", label)
        for number, label in enumerate(self.labels["stances"], 1):
            yield self.result(f"t{number}", "stance", label, self.stance(label))
        for key, kind in (
            ("unattributed", PassageKind.UNATTRIBUTED),
            ("own_observation", PassageKind.OBSERVED),
        ):
            for number, sentence in enumerate(self.labels.get(key, []), 1):
                yield self.result(f"u{number}", key, sentence, self.passage(sentence, kind))
        for number, label in enumerate(self.labels.get("corrections", []), 1):
            yield self.result(f"c{number}", "correction", label, self.correction(label))
        for number, label in enumerate(self.labels.get("sections", []), 1):
            yield self.result(f"s{number}", "section", label, self.section(label))

    def result(
        self, part: str, key: str, expected: object, met: object, found: object = None
    ) -> Result:
        return Result(Expectation(self.name, part, key), bool(met), expected, found)

    def attribution(self, label: Json) -> Iterator[Result]:
        one = self.by_id.get(self.pairs.get(label["id"], ""))
        content = words(one.content, self.text) if one else None
        same = content is not None and _bare(content) == _bare(label["content"])
        yield self.result(label["id"], "content", label["content"], same, content)
        for key, expected in label.items():
            if key not in SKIPPED:
                found = None if one is None else self.value(one, key)
                met = one is not None and self.agrees(key, expected, found)
                yield self.result(label["id"], key, expected, met, found)

    def value(self, one: Attribution, key: str) -> object:
        """Return what was found for a label's key."""
        fact, text = self.facts[one.id], self.text
        source = next((each for each in self.found.sources if each.id == one.source), None)
        special: dict[str, Callable[[], object]] = {
            "cue": lambda: words(one.cue, text),
            "source": lambda: words(one.source_spans, text),
            "origin": lambda: self.called[one.source],
            "origins": lambda: sorted(self.called[name] for name in fact.origins),
            "hops": lambda: fact.hops,
            "form": lambda: one.quote_form.value,
            "nested_in": lambda: next((k for k, v in self.pairs.items() if v == one.nested_in), 0),
            "recipient": lambda: self.called.get(one.recipient or ""),
            "medium": lambda: self.called.get(one.medium or ""),
            "against": lambda: sorted(self.called[name] for name in one.against),
            "member_of": lambda: source and self.called.get(source.member_of or ""),
            "speaks_for": lambda: source and self.called.get(source.speaks_for or ""),
            "channels": lambda: sorted(one.channels),
            "when": lambda: one.when and one.when.isoformat(),
        }
        if key in special:
            return special[key]()
        return _published(source, key) if key in OF_SOURCE else getattr(one, key)

    def agrees(self, key: str, expected: object, found: object) -> bool:
        if key in {"cue", "source", "role"} or key in NAMED:
            return _same_words(expected, found)
        if key in {"origins", "against"}:
            return _same_names(expected, found)
        if key == "channels":
            held = found if isinstance(found, list) else []
            return isinstance(expected, list) and set(expected) <= set(held)
        return bool(expected == found)

    def request(self, part: str, label: Json) -> Iterator[Result]:
        one = self.nearest(label)
        yield self.result(part, "request", label["words"], one is not None)
        for key, expected in label.items():
            if key != "words":
                found = None if one is None else self.asked(one, key)
                met = _same_words(expected, found) if key in {"party", "asker"} else None
                yield self.result(part, key, expected, bool(expected == found) or bool(met), found)

    def asked(self, one: Request, key: str) -> object:
        if key in {"party", "asker"}:
            return self.called[getattr(one, key)]
        value = getattr(one, key)
        return value.isoformat() if key == "when" and value else value

    def nearest(self, label: Json) -> Request | None:
        """Return the request whose clause shares words with the label's, by the same party."""
        start = self.text.find(label["words"])
        if start < 0:
            return None
        place = Span(start, start + len(label["words"]))
        near = [
            one for one in self.found.requests if any(span.overlaps(place) for span in one.spans)
        ]
        same = [one for one in near if _same_words(label["party"], self.called[one.party])]
        return next(iter(same or near), None)

    def stance(self, label: Json) -> bool:
        ends = (self.pairs.get(label["source"]), self.pairs.get(label["target"]))
        return any(
            (one.source, one.target) == ends
            and one.kind == label["kind"]
            and one.basis == label.get("basis", one.basis)
            and (one.denial_scope or None) == label.get("scope")
            for one in self.found.stances
        )

    def passage(self, sentence: str, kind: PassageKind) -> bool:
        return any(
            one.kind is kind and _bare(one.span.of(self.text)) == _bare(sentence)
            for one in self.found.passages
        )

    def correction(self, label: Json) -> bool:
        return any(
            one.kind == label["kind"] and _same_words(label["words"], words(one.spans, self.text))
            for one in self.found.corrections
        )

    def section(self, label: Json) -> bool:
        return any(
            one.kind == label["kind"] and _same_words(label["words"], one.span.of(self.text))
            for one in self.record.article.sections
        )


def _published(source: object, key: str) -> object:
    """Return what is known of a source; the publisher is a named outlet."""
    if source is None:
        return {"identification": "named", "kind": "news-outlet"}.get(key)
    return getattr(source, key)


def offsets(label: Json, text: str) -> frozenset[int]:
    """Return the characters of a label's content: the run of pieces that is nearest its cue."""
    pieces = label["content"].split(" … ")
    best: tuple[int, frozenset[int]] | None = None
    for match in re.finditer(re.escape(pieces[0]), text):
        places, at = set(range(match.start(), match.end())), match.end()
        for piece in pieces[1:]:
            start = text.find(piece, at)
            if start < 0:
                break
            at = start + len(piece)
            places |= set(range(start, at))
        else:
            far = min(
                (
                    min(abs(cue.start() - match.start()), abs(cue.start() - at))
                    for cue in re.finditer(re.escape(label.get("cue") or "\0"), text)
                ),
                default=0,
            )
            if best is None or far < best[0]:
                best = (far, frozenset(places))
    return best[1] if best else frozenset()


def _bare(text: str) -> str:
    """Return words without what only frames them: quotation marks, commas, a leading that."""
    pieces = [_EDGES.sub("", piece) for piece in re.split(r"\s*…\s*", text)]
    return " … ".join(piece for piece in pieces if piece).removeprefix("that ").casefold()


def _plain(value: object) -> str:
    held = _EDGES.sub("", str(value or "")).casefold()
    held = re.sub(r"[’']s?\b|[’'](?=\s|$)", "", held)
    return re.sub(r"^(the|a|an|its|his|her|their) ", "", " ".join(held.split()))


def _contained(expected: object, found: object) -> bool:
    one, two = _plain(expected), _plain(found)
    return one == two or bool(one and two and (one in two or two in one))


def _same_words(expected: object, found: object) -> bool:
    return _contained(expected, found)


def _same_names(expected: object, found: object) -> bool:
    if not isinstance(expected, list) or not isinstance(found, list):
        return False
    return len(expected) == len(found) and all(
        any(_contained(one, other) for other in found) for one in expected
    )


def main(arguments: list[str]) -> None:
    """Print how many expectations are met, by key, and on request those that are not."""
    telling = "--failures" in arguments
    chosen = [one for one in arguments if not one.startswith("--")]
    met: Counter[str] = Counter()
    all_of: Counter[str] = Counter()
    for name in names():
        if chosen and not any(name.startswith(one) for one in chosen):
            continue
        found = results(name)
        met.update(one.expectation.key for one in found if one.met)
        all_of.update(one.expectation.key for one in found)
        lost = strays(name)
        right = sum(one.met for one in found)
        print(f"{name:24} {right:4} of {len(found):4} met, {len(lost)} found and not labelled")
        for one in found if telling else ():
            if not one.met:
                key = f"{one.expectation.part} {one.expectation.key}"
                print(f"    {key:22} {one.expected!r:.90}\n{'':27}found {one.found!r:.90}")
        for stray in lost if telling else ():
            print(f"    stray {words(stray.content, reading(name).record.article.text)!r:.100}")
    for title, keys in (("core", set(all_of) & CORE), ("further labels", set(all_of) - CORE)):
        ours = Counter({key: all_of[key] for key in keys})
        for key, count in ours.most_common():
            print(f"  {key:18} {met[key]:5} of {count:5} {100 * met[key] / count:5.1f} %")
        right = sum(met[key] for key in keys)
        print(f"{title:20} {right:5} of {ours.total():5} {100 * right / ours.total():5.1f} %")


if __name__ == "__main__":
    main(sys.argv[1:])
