"""Articles made up to be labelled: text of our own, by writers who saw no program of ours.

`taught.jsonl` is to learn from, `kept.jsonl` to measure on. They hold much that the corpus lacks:
anonymous sources, requests for comment, and what only looks like one, in the manner of papers of
many countries and fields. A line is an article with its labels, places as offsets.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from kg.model import AnonymityReason, Identification, ResponseKind, Span, Spans
from tests.measures.labels.corpus import HERE, Attribution, Gold, Half
from tests.measures.labels.placed import Placed

INVENTED = HERE.parent / "invented"
FILES: dict[Half, str] = {"open": "taught.jsonl", "kept": "kept.jsonl"}

Pair = tuple[int, int]


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid")


class _Source(_Part):
    source: list[Pair]
    cue: list[Pair]
    identification: Identification
    reason: AnonymityReason | None = None


class _Request(_Part):
    party: Pair
    outcome: ResponseKind
    at: list[Pair]


class _Line(_Part):
    id: str
    title: str
    outlet: str
    date: str
    text: str
    sources: list[_Source]
    requests: list[_Request]


@dataclass(frozen=True)
class Invented:
    """An article that was made up, with its labels as those of the corpus have them."""

    gold: Gold
    labels: tuple[Placed, ...]


def invented(half: Half, folder: Path = INVENTED) -> Iterator[Invented]:
    """Yield the articles of one half."""
    for line in (folder / FILES[half]).read_text(encoding="utf-8").splitlines():
        yield _invented(_Line.model_validate_json(line))


def _invented(one: _Line) -> Invented:
    told = [Attribution(_spans(each.source), _spans(each.cue), ()) for each in one.sources]
    gold = Gold(one.id, one.title, one.outlet, one.date, one.text, tuple(told))
    labels: dict[int, Placed] = {}
    for number, each in zip(gold.numbers, one.sources, strict=True):
        kinds = {"identification": each.identification.value}
        kinds |= {"reason": each.reason.value} if each.reason else {}
        at = gold.mentions[number].at
        labels.setdefault(number, Placed(one.id, "s", number, at, kinds))
    return Invented(gold, (*labels.values(), *(_request(one.id, each) for each in one.requests)))


def _request(article: str, one: _Request) -> Placed:
    at = _spans(one.at)
    party = {"party": Span(*one.party)}
    return Placed(article, "request", at[0].start, at, {"outcome": one.outcome.value}, party)


def _spans(pairs: list[Pair]) -> Spans:
    return tuple(Span(*pair) for pair in pairs)
