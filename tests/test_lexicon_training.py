"""The cue lexicon can be made again: the same from the same, and what is set by hand stays."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from rdflib import RDF, SKOS, Graph, URIRef

from kg.extraction.rules.finding import selection
from kg.extraction.rules.text.frames import Frame
from kg.extraction.rules.text.lexicon import lexicon
from kg.resources import ontology_file
from tests.measures.lexicon import fitting
from tests.measures.lexicon.build import build
from tests.measures.lexicon.corpus import TRAIN, Parses
from tests.measures.lexicon.entries import entries, family_of
from tests.measures.lexicon.examples import Example
from tests.measures.lexicon.fitting import EVERY, OPEN_FRAMES, admitted, learn
from tests.measures.lexicon.hand import CUE, ONR, Hand, read_hand, weight_name
from tests.measures.lexicon.turtle import cues_file, evidence_file

ARTICLES = 16
WRITTEN = ("cues.ttl", "evidence.ttl")
OUTSIDE = ("http://www.w3.org/", "http://purl.org/dc/terms/")


def meeting(
    key: str, *, holds: bool, article: int, frame: Frame = Frame.CLAUSE, outlet: str = "a"
) -> Example:
    return Example(key, frame, (f"frame {frame}",), holds, article, outlet)


def hand_file(tmp_path: Path, line: str) -> Hand:
    """Return what is set by hand, with a line more."""
    text = ontology_file("lexicon/hand.ttl").read_text(encoding="utf-8")
    path = tmp_path / "hand.ttl"
    path.write_text(f"{text}\n{line}\n", encoding="utf-8")
    return read_hand(path)


# From annotated articles


@pytest.fixture(scope="module")
def runs(material: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """Return the folders that two short runs wrote into."""
    if not (material / TRAIN).is_file():
        pytest.skip(f"no annotated articles at {material / TRAIN}")
    kept = tmp_path_factory.mktemp("parses")
    one, other = tmp_path_factory.mktemp("one"), tmp_path_factory.mktemp("other")
    for folder in (one, other):
        build(material, Parses(kept), limit=ARTICLES).write(folder)
    return one, other


@pytest.mark.slow
def test_two_runs_write_the_same(runs: tuple[Path, Path]) -> None:
    one, other = runs
    for name in WRITTEN:
        assert (one / name).read_bytes() == (other / name).read_bytes()


@pytest.mark.slow
def test_only_declared_properties_are_written(runs: tuple[Path, Path]) -> None:
    for name in WRITTEN:
        assert undeclared(runs[0] / name) == set()


@pytest.mark.slow
def test_a_verb_of_saying_outweighs_another_verb(runs: tuple[Path, Path]) -> None:
    graph = Graph().parse(runs[0] / "cues.ttl")
    clause = {str(cue): float(str(w)) for cue, w in graph.subject_objects(ONR.clauseWeight)}
    say = clause[str(CUE["w-say"])]
    assert say > 0.5
    assert all(say > clause.get(str(CUE[f"w-{verb}"]), 0.0) for verb in ("make", "get", "have"))


def undeclared(path: Path) -> set[str]:
    """Return the properties of a file that neither the ontology nor a standard declares."""
    core = Graph().parse(ontology_file("core.ttl"))
    known = set(core.subjects(RDF.type, URIRef("http://www.w3.org/2002/07/owl#DatatypeProperty")))
    used = {property_ for property_ in Graph().parse(path).predicates() if property_ not in known}
    return {str(one) for one in used if not str(one).startswith(OUTSIDE)}


# What may be in it


def test_a_cue_is_one_word_with_what_goes_with_it_and_no_run_of_text() -> None:
    keys = {key for key, _ in lexicon().weights}
    assert [key for key in keys if not re.fullmatch(r"[a-z]+( [a-z]+){0,2}", key)] == []


def test_what_one_article_says_often_is_no_cue() -> None:
    often = [meeting("gerrymander", holds=True, article=1) for _ in range(50)]
    same_outlet = [meeting("filibuster", holds=True, article=n) for n in range(9)]
    widely = [meeting("opine", holds=True, article=n, outlet=f"o{n % 2}") for n in range(9)]
    names = [replace(one, key="smith", capital=True) for one in widely]
    assert admitted([*often, *same_outlet, *widely, *names]) == {("opine", Frame.CLAUSE)}


def test_a_word_that_speaks_against_counts_only_where_any_cue_is_weighed() -> None:
    bad = [
        meeting("make", holds=False, article=n, outlet=f"o{n % 2}", frame=frame)
        for n in range(9)
        for frame in (Frame.CLAUSE, Frame.OBJECT)
    ]
    assert admitted(bad) == {("make", Frame.CLAUSE)}
    assert vars(selection)["_OPEN_FRAMES"] == OPEN_FRAMES


# How weights are learned


def test_the_weights_are_at_the_bottom_of_the_loss() -> None:
    chance = np.random.default_rng(7)
    shown = [
        meeting(key, holds=bool(chance.random() < odds), article=n)
        for n in range(300)
        for key, odds in (("say", 0.9), ("make", 0.1))
    ]
    keys = {("say", Frame.CLAUSE), ("make", Frame.CLAUSE)}
    weights = learn(shown, keys)
    assert weights.cues["say", Frame.CLAUSE] > 1 > -1 > weights.cues["make", Frame.CLAUSE]
    # at the bottom the pull of what is seen and the pull of the penalty are equal
    odds = weights.evidence[EVERY] + weights.evidence["frame clause"]
    for key, frame in keys:
        likely = 1 / (1 + np.exp(-(odds + weights.cues[key, frame])))
        pull = sum(one.holds - likely for one in shown if one.key == key)
        assert pull == pytest.approx(weights.cues[key, frame], abs=1e-6)


def test_weights_that_do_not_settle_are_not_given_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fitting, "_MOST_STEPS", 1)
    with pytest.raises(ArithmeticError):
        learn([meeting("say", holds=True, article=1)], {("say", Frame.CLAUSE)})


# What is set by hand


def test_a_cue_that_is_added_by_hand_is_there_after_a_rebuild(tmp_path: Path) -> None:
    line = 'cue:w-burble a skos:Concept ; skos:broader cue:telling ; skos:prefLabel "burble"@en'
    hand = hand_file(tmp_path, f"{line} ; onr:clauseWeight 1.75 .")
    made = entries({("say", Frame.CLAUSE): 2.0}, hand)
    assert made["burble"]["clause"] == 1.75
    assert made["burble"]["quotation"] > 0  # a verb of telling brings in quotations too
    assert "burble" in hand.quoting
    graph = Graph().parse(data=cues_file(made, hand), format="turtle")
    assert graph.value(CUE["w-burble"], SKOS.broader) == CUE.telling


def test_what_is_set_by_hand_stands_above_what_is_learned(tmp_path: Path) -> None:
    line = 'cue:w-burble a skos:Concept ; skos:broader cue:act ; skos:prefLabel "burble"@en'
    hand = hand_file(tmp_path, f"{line} ; onr:objectWeight -1 .")
    made = entries({("burble", Frame.OBJECT): 3.0, ("burble", Frame.CLAUSE): 3.0}, hand)
    assert made["burble"] == {"clause": 3.0, "object": -1.0}


def test_all_that_is_set_by_hand_is_in_the_lexicon() -> None:
    hand, words = read_hand(), lexicon()
    assert hand.weights
    for (key, name), weight in hand.weights.items():
        frames = [frame for frame in Frame if weight_name(frame) == name]
        assert frames
        assert all(words.weights[key, frame] == weight for frame in frames), key
    for key, family in hand.families.items():
        assert words.family(key) in {family, ""}


@pytest.mark.parametrize(
    ("key", "weights", "family"),
    [
        ("call for", {"preposition": 1.0}, "asking"),
        ("say about", {"preposition": 1.0}, "saying"),
        ("as tell", {"parenthesis": 1.0}, "saying"),
        ("claim that", {"noun": 1.0}, "noun"),
        ("be certain", {"adjective": 1.0}, "attitude"),
        ("burble", {"clause": 1.0}, "saying"),
        ("burble", {"infinitive": 1.0}, "attitude"),
        ("burble", {"object": 1.0}, "act"),
    ],
)
def test_the_family_of_a_cue(key: str, weights: dict[str, float], family: str) -> None:
    assert family_of(key, weights, read_hand()) == family


def test_names_and_marks_are_no_cues() -> None:
    learned = {(key, Frame.CLAUSE): 2.0 for key in ("’s", "O'Neill", "say", "7-eleven")}
    made = entries(learned, Hand({}, {}, {}, frozenset()))
    assert set(made) == {"say"}


def test_evidence_of_different_names_has_different_addresses() -> None:
    names = ["form PRP", "form PRP$", "form :", "form", EVERY, "object is NOUN"]
    graph = Graph().parse(data=evidence_file(dict.fromkeys(names, 0.5)), format="turtle")
    assert {str(label) for label in graph.objects(None, SKOS.prefLabel)} >= set(names)
    assert len(set(graph.subjects(ONR.weight))) == len(names)
