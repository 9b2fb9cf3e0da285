"""How far a source is identified, weighed anew."""

from __future__ import annotations

import numpy as np
import pytest

from kg.extraction.learned.identifying import CLASSES, Weights, evidence, identified
from kg.extraction.learned.identifying import weights as committed
from kg.extraction.learned.tagging import Role
from kg.extraction.learned.triples import Tagged
from kg.extraction.learned.words import words_of
from kg.model import (
    AnonymityReason,
    Attribution,
    Extraction,
    Identification,
    Source,
    SourceKind,
    Span,
)

TEXT = "The Gravel Survey found a crack. It said so."
SURVEY, IT = Span(0, 17), Span(33, 35)
WIDTH = 4


def seen(text: str = TEXT) -> Tagged:
    words = words_of(text)
    roles = np.zeros((len(words), len(Role)), dtype=np.float32)
    return Tagged((), words, roles, np.ones((len(words), WIDTH), dtype=np.float32))


def towards(name: str, by: float = 4.0) -> Weights:
    """Return weights that say one class of everything."""
    always = np.array([by * (one == name) for one in CLASSES], dtype=np.float32)
    return Weights(always, {}, np.zeros((len(CLASSES), 2 * WIDTH), dtype=np.float32))


def source(how: Identification, at: Span = SURVEY, **more: object) -> Source:
    named = how is Identification.NAMED
    words = at.of(TEXT)
    given = {"name": words if named else None, "description": None if named else words, **more}
    return Source(id="s1", identification=how, mentions=(at,), **given)  # type: ignore[arg-type]


def weighed(one: Source, by: Weights, at: Span = SURVEY) -> Source:
    told = Attribution(id="a1", source="s1", content=(Span(18, 31),), source_spans=(at,))
    made = identified(TEXT, seen(), Extraction(sources=(one,), attributions=(told,)), by)
    return made.sources[0]


def test_what_is_printed_with_a_name_may_be_named() -> None:
    made = weighed(source(Identification.UNSTATED), towards("named"))
    assert (made.identification, made.name) == (Identification.NAMED, "Gravel Survey")
    assert made.description is None


def test_a_name_that_names_nobody_is_a_description() -> None:
    made = weighed(source(Identification.NAMED), towards("collective"))
    assert made.identification is Identification.COLLECTIVE_UNNAMED
    assert (made.name, made.description) == (None, "The Gravel Survey")


def test_a_name_put_together_becomes_a_description_as_printed() -> None:
    made = weighed(source(Identification.NAMED, name="Gravel and Sand Survey"), towards("unstated"))
    assert made.description == "The Gravel Survey"


@pytest.mark.parametrize(
    ("said", "kind", "name"),
    [
        ("Reed & Co.", SourceKind.UNKNOWN, "Reed & Co."),
        ("the Quay Board of Tarn, which met", SourceKind.COMPANY, "Quay Board of Tarn, which met"),
        ("polling by Reed & Co.", SourceKind.DATASET, "polling by Reed & Co."),
        ("polling by Reed & Co.", SourceKind.UNKNOWN, None),
        ("British diplomat", SourceKind.UNKNOWN, None),
        ("the one who got into the Quay School", SourceKind.UNKNOWN, None),
        ("They", SourceKind.GROUP, None),
    ],
)
def test_what_is_a_name_of_its_own(said: str, kind: SourceKind, name: str | None) -> None:
    one = Source(
        id="s1", identification=Identification.UNSTATED, kind=kind, mentions=(Span(0, len(said)),)
    )
    told = Attribution(id="a1", source="s1", content=(Span(0, 2),), source_spans=one.mentions)
    found = Extraction(sources=(one,), attributions=(told,))
    (made,) = identified(said, seen(said), found, towards("named")).sources
    assert made.name == name


@pytest.mark.parametrize(
    "one",
    [
        # whose name is held back gets none, whatever is printed beside him
        source(Identification.ANONYMOUS_DESCRIBED),
        source(Identification.ANONYMOUS_BARE),
        source(Identification.PSEUDONYMOUS),
        # a name beside an unnamed spokesman is not his
        source(Identification.UNSTATED, kind=SourceKind.SPOKESPERSON),
        source(Identification.UNSTATED, speaks_for="s2"),
    ],
)
def test_nobody_gets_a_name_that_may_not_be_his(one: Source) -> None:
    assert weighed(one, towards("named")) == one


def test_a_pronoun_is_no_name() -> None:
    one = source(Identification.UNRESOLVED, IT)
    assert weighed(one, towards("named"), IT) == one


def test_whose_reason_is_printed_stays_anonymous() -> None:
    one = source(Identification.ANONYMOUS_DESCRIBED, reason=AnonymityReason.SAFETY)
    assert weighed(one, towards("collective")) == one
    bare = source(Identification.ANONYMOUS_DESCRIBED)
    assert weighed(bare, towards("collective")).identification.value == "collective-unnamed"


def test_what_is_no_likelier_than_not_changes_nothing() -> None:
    one = source(Identification.UNSTATED)
    assert weighed(one, towards("collective", by=0.5)) == one


def test_evidence_counts_only_what_is_there() -> None:
    told = Attribution(id="a1", source="s1", content=(Span(18, 31),), source_spans=(IT,))
    known = evidence(TEXT, told, source(Identification.UNRESOLVED, IT))
    assert known["pronoun"] == known["rules: unresolved"] == 1
    assert "a" not in known
    assert "capital" not in known


def test_the_committed_weights_fit_the_tagger() -> None:
    by = committed()
    assert by.seen.shape == (len(CLASSES), 1536)
    assert {f"rules: {name}" for name in CLASSES} <= by.named.keys()
    # the rules' answer is evidence for itself
    for place, name in enumerate(CLASSES):
        assert int(by.named[f"rules: {name}"].argmax()) == place
