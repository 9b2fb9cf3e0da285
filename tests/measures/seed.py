"""How much of the seed article's labelled sourcing is found, as it is and with other names.

    .venv/bin/python -P -m tests.measures.seed

The article and its labels are read from the outside material and compared at run time.
A renaming replaces names, outlets, weekdays and topic words in the text and moves the
labels along: a rule that knew the article would find less.
"""

from __future__ import annotations

import json
import re
import sys
import tempfile
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from kg import ids, mapping, record, sourcing
from kg.extraction import Extractor, extractors
from kg.model import (
    Anonymity,
    Article,
    Attribution,
    Facts,
    Maker,
    Record,
    Spans,
)
from kg.queries import bind
from kg.queries import load as load_query
from kg.store import Publication, reading, writing
from tests.measures.scorer import material, scorer

HALF = 0.5
BASE = "https://data.test/"


@dataclass(frozen=True)
class Seed:
    """A text with its labels, as given or renamed."""

    text: str
    gold: dict[str, Any]
    outlet: str
    published: date


@dataclass(frozen=True)
class Found:
    """What one run over a seed gave.

    `labels` is the id of the attribution that each label is matched to; `answers` are the
    labels that the rows of each stored query are matched to, and what fits no label as it is.
    """

    made: Record
    labels: dict[str, str]
    right: tuple[str, ...]
    missed: tuple[str, ...]
    strays: tuple[str, ...]
    requests: tuple[tuple[str, str, str, str], ...]
    answers: dict[str, tuple[str, ...]]

    def counts(self) -> tuple[int, int, int, dict[str, tuple[str, ...]]]:
        """Return what must be the same under any renaming."""
        return len(self.right), len(self.strays), len(self.requests), self.answers


def load(folder: Path) -> Seed:
    """Return the article as it is."""
    seed = folder / "seed"
    gold = json.loads((seed / "gold.json").read_text(encoding="utf-8"))
    text = (seed / "article.txt").read_text(encoding="utf-8")
    return Seed(text, gold, gold["outlet"], date.fromisoformat(gold["date"]))


def measure(seed: Seed, extractor: Extractor, folder: Path) -> Found:
    """Return what the extractor finds of the labels."""
    article = Article(text=seed.text, identifier="seed", outlet=seed.outlet, date=seed.published)
    maker = Maker(name=extractor.name)
    made = record.canonical(
        Record(article=article, extraction=extractor.extract(article), maker=maker)
    )
    pairs = _aligned(seed, made, folder)
    right = [name for name, one in pairs.items() if _same_source(seed, name, one)]
    names = [label["id"] for label in seed.gold["attributions"]]
    return Found(
        made=made,
        labels={name: one.id for name, one in pairs.items()},
        right=tuple(right),
        missed=tuple(name for name in names if name not in right),
        strays=tuple(_strays(seed, made, pairs)),
        requests=tuple(_requests(made)),
        answers=_answers(seed, made, folder),
    )


def _aligned(seed: Seed, made: Record, folder: Path) -> dict[str, Attribution]:
    """Return the attribution that each label is matched to, one to one by content."""
    found = made.extraction.attributions
    labels = seed.gold["attributions"]
    matched = scorer(folder).match(
        [_offsets(label["content"]) for label in labels],
        [_offsets(_pairs(one.content)) for one in found],
        lambda one, two: _dice(one, two) if _dice(one, two) >= HALF else 0.0,
    )
    return {labels[i]["id"]: found[j] for i, j in matched}


def _same_source(seed: Seed, name: str, one: Attribution) -> bool:
    label = next(label for label in seed.gold["attributions"] if label["id"] == name)
    wanted, got = _offsets(label["source"]), _offsets(_pairs(one.source_spans))
    return bool(wanted & got) or not (wanted or got)


def _strays(seed: Seed, made: Record, pairs: dict[str, Attribution]) -> Iterable[str]:
    other = _offsets([label["span"] for label in seed.gold["other"]])
    taken = {one.id for one in pairs.values()}
    for one in made.extraction.attributions:
        if one.id not in taken and not _offsets(_pairs(one.content)) & other:
            yield one.id


def _requests(made: Record) -> Iterable[tuple[str, str, str, str]]:
    called = {one.id: one.name or one.description or "" for one in made.extraction.sources}
    called["publisher"] = "publisher"
    for one in made.extraction.requests:
        yield called[one.party], called[one.asker], one.outcome.value, str(one.when)


QUESTIONS: dict[str, Callable[[Facts], bool]] = {
    "rests-only-on-anonymous": lambda fact: fact.anonymity is Anonymity.ONLY,
    "rests-on-anonymous": lambda fact: fact.anonymity is not Anonymity.NONE,
    "rests-on-decliner": lambda fact: bool(fact.declined_requests),
}
"""What the facts say where the stored query of that name has a row."""


def _answers(seed: Seed, made: Record, folder: Path) -> dict[str, tuple[str, ...]]:
    """Return what each stored query that has labels answers, over a store with this one article."""
    with tempfile.TemporaryDirectory() as place:
        store = Path(place) / "store"
        with writing(store, BASE, lambda: datetime(2026, 1, 1, tzinfo=UTC)) as writer:
            minter = ids.Minter.of(made.article, BASE)
            quads = mapping.quads(mapping.to_dataset(made, sourcing.derive(made), BASE))
            writer.put(
                Publication(
                    article=minter.article,
                    version=minter.version,
                    quads=quads,
                    origin=made.origin,
                )
            )
        with reading(store) as reader:
            rows = {
                name: reader.select(bind(load_query(name), {})).objects()
                for name in seed.gold["answers"]
            }
    return {name: _labelled(seed, found, folder) for name, found in rows.items()}


def _labelled(
    seed: Seed, rows: list[dict[str, str | int | float | bool | None]], folder: Path
) -> tuple[str, ...]:
    """Return the labels that rows are matched to, one to one by content, or else the row's id.

    A question has one row for a statement. Rows about the other labelled places, which are no
    attributions with a content, are set aside, as they are among the strays.
    """
    spans = {str(row["id"]): _offsets(json.loads(str(row["spans"]))) for row in rows}
    names = list(spans)
    labels = seed.gold["attributions"]
    matched = scorer(folder).match(
        [_offsets(label["content"]) for label in labels],
        [spans[name] for name in names],
        lambda one, two: _dice(one, two) if _dice(one, two) >= HALF else 0.0,
    )
    label_of = {names[j]: labels[i]["id"] for i, j in matched}
    other = _offsets([label["span"] for label in seed.gold["other"]])
    rows_left = [name for name in names if name in label_of or not spans[name] & other]
    return tuple(sorted(label_of.get(name, name) for name in rows_left))


def wrong_answers(found: Found, seed: Seed) -> dict[str, tuple[str, ...]]:
    """Return what the answers lack or have too much, by question; empty if all are right.

    Every `must` has a row, every row is under `must`, `may` or `must_any`, and where there
    is a `must_any` at least one of those has a row.
    """
    wrong: dict[str, tuple[str, ...]] = {}
    for question, want in seed.gold["answers"].items():
        got = found.answers[question]
        must, one_of = want.get("must", []), want.get("must_any", [])
        lacking = [f"-{name}" for name in must if name not in got]
        if one_of and not set(one_of) & set(got):
            lacking.append(f"-one of {' '.join(one_of)}")
        extra = [f"+{name}" for name in got if name not in {*must, *want["may"], *one_of}]
        if lacking or extra:
            wrong[question] = (*lacking, *extra)
    return wrong


def _offsets(pairs: Iterable[Iterable[int]]) -> frozenset[int]:
    return frozenset(offset for start, end in pairs for offset in range(start, end))


def _pairs(spans: Spans) -> list[tuple[int, int]]:
    return [(span.start, span.end) for span in spans]


def _dice(one: frozenset[int], two: frozenset[int]) -> float:
    return 2 * len(one & two) / (len(one) + len(two)) if one or two else 0.0


# Renaming: what stands left is replaced by what stands right, whole words, longest first.

RENAMINGS: dict[str, dict[str, str]] = {
    "a harbour story": {
        "Donald J. Trump": "Walter K. Lindqvist", "Donald Trump": "Walter Lindqvist",
        "Trump Organization": "Lindqvist Holding", "Trump": "Lindqvist",
        "Franklin Foer": "Martin Oyelaran", "Foer": "Oyelaran",
        "John Vixie": "Edgar Salt", "Naadir Jeewa": "Peter Wolcott", "Jeewa": "Wolcott",
        "Hope Hicks": "Dana Reyes", "Paul Manafort": "Igor Blum", "Lucy Tiven": "May Orton",
        "Alfa Bank": "Corvo Shipping", "Alphabank": "Corvoship", "Slate": "Beacon",
        "The New York Times": "The Harbor Herald", "New York Times": "Harbor Herald",
        "the Times": "the Herald", "The Times": "The Herald", "Politico": "Capital Wire",
        "ATTN:": "BRIEFLY:", "FBI": "NCA", "Russia": "Norland", "Russian": "Norlandic",
        "Ukraine": "Westland", "Soviet": "Imperial", "Republican": "Liberal",
        "Democrats": "Socialists", "Twitter": "Chirper", "Medium": "Longread",
        "Monday": "Thursday", "Tuesday": "Friday",
        "server": "vessel", "servers": "vessels", "computer": "harbor", "email": "cargo",
        "emails": "crates", "bank": "line", "cybersecurity": "customs", "spam": "ballast",
        "hotel": "dock", "marketing": "bunkering", "DNS": "AIS", "IP": "port",
    },
    "one word for many": {
        "Donald J. Trump": "Anne Marie Delacroix", "Donald Trump": "Anne Delacroix",
        "Trump": "Delacroix", "Franklin Foer": "Rufus Castellano", "Foer": "Castellano",
        "John Vixie": "Henry Brandt", "Naadir Jeewa": "Omar Faulkner", "Jeewa": "Faulkner",
        "Hope Hicks": "Colleen Ward", "Paul Manafort": "Jean Picard", "Alfa Bank": "Meridian Foods",
        "Slate": "The Evening Standard Review", "The New York Times": "The Chronicle",
        "New York Times": "Chronicle", "the Times": "the Chronicle", "The Times": "The Chronicle",
        "Politico": "The Daily Monitor", "ATTN:": "The Lantern", "FBI": "SEC",
        "Russia": "Belgium", "Russian": "Belgian", "Democrats": "Republicans",
        "Monday": "Wednesday", "Tuesday": "Thursday",
        "server": "warehouse", "servers": "warehouses", "computer": "food",
    },
    "long names": {
        "Donald J. Trump": "Sir Geoffrey Bellweather", "Donald Trump": "Geoffrey Bellweather",
        "Trump": "Bellweather", "Franklin Foer": "Mario del Carmen Ortiz", "Foer": "Ortiz",
        "John Vixie": "Samuel T. Coleridge", "Naadir Jeewa": "Wei-Lin Chu", "Jeewa": "Chu",
        "Hope Hicks": "Grace O'Donnell", "Alfa Bank": "Banco Vero", "Slate": "Vantage",
        "The New York Times": "The Port Ellen Courier", "New York Times": "Port Ellen Courier",
        "the Times": "the Courier", "The Times": "The Courier", "Politico": "Statehouse",
        "ATTN:": "NOTED:", "FBI": "CIA", "Russia": "Chile", "Russian": "Chilean",
        "Monday": "Sunday", "Tuesday": "Monday",
        "server": "account", "servers": "accounts", "email": "letter", "emails": "letters",
    },
}  # fmt: skip
_DAYS = {"Monday": 0, "Tuesday": 1, "Wednesday": 2, "Thursday": 3, "Friday": 4, "Sunday": 6}


def renamed(seed: Seed, names: dict[str, str]) -> Seed:
    """Return the seed with the names replaced and every label moved along.

    The day of publication moves with the weekdays, so that they stay as many days before it.
    """
    longest_first = sorted(names, key=len, reverse=True)
    pattern = re.compile("|".join(rf"(?<!\w){re.escape(name)}(?!\w)" for name in longest_first))
    pieces: list[str] = []
    at, where = 0, [0] * (len(seed.text) + 1)
    for match in [*pattern.finditer(seed.text), None]:
        until = match.start() if match else len(seed.text)
        length = len("".join(pieces))
        for offset in range(at, until + 1):
            where[offset] = length + offset - at
        pieces.append(seed.text[at:until])
        if match:
            pieces.append(names[match[0]])
            _spread(where, match, len("".join(pieces)))
            at = match.end()
    shift = _DAYS[names.get("Monday", "Monday")] - _DAYS["Monday"]
    return Seed(
        "".join(pieces),
        _moved(seed.gold, where),
        names.get(seed.outlet, seed.outlet),
        seed.published + timedelta(days=shift),
    )


def _spread(where: list[int], match: re.Match[str], end: int) -> None:
    """Inside a replaced name every offset but the first means the new name's end."""
    for offset in range(match.start() + 1, match.end() + 1):
        where[offset] = end


def _moved(value: Any, where: list[int]) -> Any:  # noqa: ANN401 - parsed JSON
    if isinstance(value, dict):
        return {key: _moved(one, where) for key, one in value.items()}
    if isinstance(value, list) and len(value) == 2 and all(type(one) is int for one in value):
        return [where[value[0]], where[value[1]]]
    return [_moved(one, where) for one in value] if isinstance(value, list) else value


def main() -> None:
    """Print the figures of the extractors named on the command line, else of all."""
    known = extractors()
    for name in sys.argv[1:] or sorted(known):
        print(name)
        _report(known[name])


def _report(extractor: Extractor) -> None:
    folder = material()
    seed = load(folder)
    for name, one in {
        "as it is": seed,
        **{n: renamed(seed, r) for n, r in RENAMINGS.items()},
    }.items():
        found = measure(one, extractor, folder)
        print(f"{name}: {len(found.right)} of 23 right, {len(found.strays)} strays")
        print(f"  missed {' '.join(found.missed)}; strays {' '.join(found.strays) or 'none'}")
        print(f"  answers wrong: {wrong_answers(found, one) or 'none'}; requests: {found.requests}")


if __name__ == "__main__":
    main()
