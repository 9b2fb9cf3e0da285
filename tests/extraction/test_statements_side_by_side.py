"""Stances that show in how statements stand to each other, and in sentences of the writer."""

from __future__ import annotations

from datetime import date as Date  # noqa: N812 - as in kg.model

import pytest

from kg.extraction.rules import EXTRACTOR
from kg.model import (
    Article,
    ContentKind,
    DenialScope,
    Extraction,
    PassageKind,
    Stance,
    StanceBasis,
    StanceKind,
    words,
)

ADDED, ASSERTED = StanceBasis.ADDED, StanceBasis.ASSERTED
DAY = Date(2024, 5, 8)
STUDY = (
    "A study from Port Ellen University found that bus lanes cut delays by 14 percent in 9 towns. "
)
CHARGE = "Rita Sand said Mia Poe, the mayor, showed the bidders a sealed report.\n\n"


def read(text: str) -> Extraction:
    return EXTRACTOR.extract(Article(text=text, outlet="The Harbour Gazette", date=DAY))


def stances(text: str) -> list[tuple[Stance, str, str]]:
    """Return the stances with the words that take them and the words that they are about."""
    found = read(text)
    content = {one.id: words(one.content, text) for one in found.attributions}
    return [(one, content[one.source], content[one.target]) for one in found.stances]


TAKEN = [
    (
        (
            "The harbour office put the loss at 4 million crowns. "
            "The rail office put it at 9 million crowns."
        ),
        StanceKind.DISPUTES,
        ADDED,
        "the loss at 4 million",
    ),
    (
        "Anna Roe said the smoke was white. Ben Sand said it was black.",
        StanceKind.DISPUTES,
        ADDED,
        "the smoke was white",
    ),
    (
        (
            "Anna Roe said a guard saw crates change hands on the quay. "
            "Ben Sand said he had never seen a crate."
        ),
        StanceKind.QUALIFIES,
        ADDED,
        "crates change hands",
    ),
    (
        f"{STUDY}\n\nBen Sand, a statistician, doubts that the result would hold in a city.",
        StanceKind.DISPUTES,
        ADDED,
        "bus lanes cut delays",
    ),
    (
        f"{STUDY}\n\nBen Sand, a statistician, said: “It could be lanes. It could be rain.”",
        StanceKind.OFFERS_ALTERNATIVE,
        ADDED,
        "bus lanes cut delays",
    ),
    (
        (
            "The invoices show that Corvo billed the town for 900 crates. "
            "Mia Poe called the invoices “a plan, not a count of crates”."
        ),
        StanceKind.OFFERS_ALTERNATIVE,
        ASSERTED,
        "900 crates",
    ),
    (
        f"{CHARGE}Ada Lund, a clerk, said: “It did not happen.”",
        StanceKind.DENIES,
        ADDED,
        "showed the bidders a sealed report",
    ),
    (
        (
            "The harbour office said the wall was whole. That figure is contested. "
            "Ben Sand said the wall had 12 cracks."
        ),
        StanceKind.DISPUTES,
        ASSERTED,
        "the wall was whole",
    ),
    (
        (
            "An earlier version of the report put the drop at 26 percent. "
            "The new report said the drop was smaller."
        ),
        StanceKind.CORRECTS,
        ASSERTED,
        "the drop at 26 percent",
    ),
    (
        "The Beacon reported that the pier had sunk.\n\n“We withdraw the claim,” The Beacon said.",
        StanceKind.RETRACTS,
        ASSERTED,
        "the pier had sunk",
    ),
]


@pytest.mark.parametrize(("text", "kind", "basis", "about"), TAKEN)
def test_stances(text: str, kind: StanceKind, basis: StanceBasis, about: str) -> None:
    held = [(one.kind, one.basis) for one, _, target in stances(text) if about in target]
    assert (kind, basis) in held


UNCLEAR = [
    # the same figure, another matter, and paragraphs of their own
    "The harbour office put the loss at 4 million crowns. The union put it at 4 million crowns.",
    "The harbour office put the loss at 4 million crowns. The union put the gain at 9 million.",
    "Anna Roe said the smoke was white. Ben Sand said it was white.",
    "Anna Roe said the smoke was white. Ben Sand said the sea was black.",
    "Anna Roe said the quay was full. Ben Sand said he had never seen a crate.",
    f"{STUDY}\n\nBen Sand, a statistician, said: “It could be the lanes.”",
    "Anna Roe said the pier had sunk. Ben Sand said: “We withdraw the money from the bank.”",
    "Anna Roe said the pier was long. “What happened?” Ben Sand asked.",
]


@pytest.mark.parametrize("text", UNCLEAR)
def test_unclear_is_left_out(text: str) -> None:
    assert stances(text) == []


def test_an_answer_by_procedure_denies_what_was_alleged() -> None:
    text = f"{CHARGE}Ada Lund, a clerk, said every bid is handled in accordance with the rules."
    held = [(one.kind, one.denial_scope) for one, _, _ in stances(text)]
    assert held == [(StanceKind.DENIES, DenialScope.PROCEDURAL)]


KINDS = [
    (
        "Rita Sand said Mia Poe showed the bidders a sealed report.",
        ContentKind.ALLEGATION,
        ["Mia Poe"],
    ),
    (
        "Rita Sand said Corvo Freight had billed the port for visits that were never made.",
        ContentKind.ALLEGATION,
        ["Corvo Freight"],
    ),
    ("Rita Sand said Mia Poe showed the bidders a report.", None, []),
    ("Rita Sand said Corvo Freight had billed the port for visits that were made.", None, []),
    ("Rita Sand thinks the pier is too long.", ContentKind.OPINION, []),
    ("The institute put the depth at 11 kilometres.", ContentKind.INFORMATION, []),
]


@pytest.mark.parametrize(("text", "kind", "accused"), KINDS)
def test_content_kinds(text: str, kind: ContentKind | None, accused: list[str]) -> None:
    found = read(text)
    names = {one.id: one.name for one in found.sources}
    held = [(one.content_kind, [names[who] for who in one.against]) for one in found.attributions]
    assert held == [(kind, accused)]


SCENES = [
    ("Mr Poe sat through the hearing and did not look up.", PassageKind.OBSERVED),
    ("About forty people stood outside the gate at noon.", PassageKind.OBSERVED),
    ("The firm did not look into the accident.", PassageKind.UNATTRIBUTED),
    ("The price stood at 40 crowns at noon.", PassageKind.UNATTRIBUTED),
]


@pytest.mark.parametrize(("text", "kind"), SCENES)
def test_scenes_are_observed(text: str, kind: PassageKind) -> None:
    before = "The pier was closed in May.\n\n"
    assert [one.kind for one in read(before + text).passages][-1] is kind
