"""How sure a statement is, whose word it is, how it is given and what sort of thing it says."""

from __future__ import annotations

from datetime import date as Date  # noqa: N812 - as in kg.model

import pytest

from kg.extraction.rules import EXTRACTOR
from kg.model import (
    Article,
    Attribution,
    AttributionType,
    Certainty,
    ContentKind,
    Extraction,
    Hedge,
    Polarity,
    QuoteForm,
    Section,
    SectionKind,
    Span,
    words,
)

CERTAIN, PROBABLE, POSSIBLE, OPEN = (
    Certainty.CERTAIN,
    Certainty.PROBABLE,
    Certainty.POSSIBLE,
    Certainty.UNDERSPECIFIED,
)
NO, YES = Polarity.NEGATIVE, Polarity.POSITIVE
DAY = Date(2024, 5, 8)


def read(text: str, *sections: Section) -> Extraction:
    return EXTRACTOR.extract(
        Article(text=text, outlet="The Harbour Gazette", date=DAY, sections=sections)
    )


def one(text: str, cue: str) -> Attribution:
    """Return the attribution whose cue holds the word."""
    found = [one for one in read(text).attributions if cue in words(one.cue, text).split()]
    assert found, [words(one.cue, text) for one in read(text).attributions]
    return found[0]


@pytest.mark.parametrize(
    ("text", "cue", "certainty"),
    [
        ("Dana Wick said the dam could fail by spring.", "said", POSSIBLE),
        ("Dana Wick said the dam may fail by spring.", "said", POSSIBLE),
        ("Dana Wick said the dam might not hold.", "said", POSSIBLE),
        ("Perhaps the dam will hold, Dana Wick said.", "said", POSSIBLE),
        ("Dana Wick said it was possible that the dam had moved.", "said", POSSIBLE),
        ("Dana Wick said the dam would probably hold.", "said", PROBABLE),
        ("Dana Wick said a frozen pipe was the likely cause.", "said", PROBABLE),
        ("Dana Wick said the dam was likely to hold.", "said", PROBABLE),
        ("Dana Wick said the dam appeared to have moved.", "said", PROBABLE),
        ("Dana Wick suspects that the dam has moved.", "suspects", PROBABLE),
        ("Dana Wick said the dam would almost certainly fail.", "said", PROBABLE),
        ("Dana Wick said the gate had definitely been opened.", "said", CERTAIN),
        ("Dana Wick said there was no doubt that the gate was open.", "said", CERTAIN),
        ("Dana Wick is certain that the gate was open.", "certain", CERTAIN),
        ("Dana Wick asked whether the gate was open.", "asked", OPEN),
        # what marks nothing of the statement as a whole
        ("Dana Wick said the dam had moved.", "said", None),
        ("Dana Wick said that from the tower she could hear the water.", "said", None),
        ("Dana Wick said the crew had left because the dam could fail.", "said", None),
        ("Dana Wick said the man who may have opened the gate had left town.", "said", None),
        ("“You could ask anyone in the village,” Dana Wick said.", "said", None),
        ("Dana Wick said the work would start in May.", "said", None),
        ("Dana Wick said there were certain things that she missed.", "said", None),
        ("Dana Wick ruled that the film could be shown.", "ruled", None),
    ],
)
def test_certainty_is_of_the_main_clause(text: str, cue: str, certainty: Certainty | None) -> None:
    found = one(text, cue)
    assert (found.certainty if certainty is not OPEN else found.polarity) in {
        certainty,
        Polarity.UNDERSPECIFIED if certainty is OPEN else certainty,
    }


def test_a_mark_in_one_sentence_of_many_marks_nothing() -> None:
    text = (
        "“The gate was open. The water rose all night. The dam might have been safe,” "
        "Dana Wick said."
    )
    assert one(text, "said").certainty is None


@pytest.mark.parametrize(
    ("text", "cue", "polarity"),
    [
        ("Dana Wick said the dam had not moved.", "said", NO),
        ("Dana Wick said that no alarm had sounded.", "said", NO),
        ("Dana Wick said nobody had opened the gate.", "said", NO),
        ("Dana Wick said the gate was never opened.", "said", NO),
        ("Dana Wick said there was no leak.", "said", NO),
        ("Dana Wick denied that the gate was open.", "denied", NO),
        ("Dana Wick doubts that the dam will hold.", "doubts", NO),
        ("“That is untrue,” Dana Wick said.", "said", NO),
        ("Dana Wick said the board did approve the repair.", "said", YES),
        # what says no to something else
        ("Dana Wick said the dam had moved.", "said", None),
        ("Dana Wick said the crew that did not come had been paid.", "said", None),
        ("Dana Wick said not only the dam but also the bridge had moved.", "said", None),
        ("Dana Wick said the dam had moved because no crew had come.", "said", None),
        ("Dana Wick said there was no doubt that the gate was open.", "said", None),
    ],
)
def test_polarity_is_of_the_main_clause(text: str, cue: str, polarity: Polarity | None) -> None:
    assert one(text, cue).polarity is polarity


def test_whether_leaves_both_open() -> None:
    found = one("The inspectors said they did not know whether the gate was open.", "said")
    assert found.certainty is OPEN
    assert found.polarity is Polarity.UNDERSPECIFIED


@pytest.mark.parametrize(
    ("text", "cue", "kind"),
    [
        ("Dana Wick said the dam had moved.", "said", AttributionType.ASSERTION),
        ("“The dam has moved,” Dana Wick said.", "said", AttributionType.ASSERTION),
        ("Dana Wick believes the dam has moved.", "believes", AttributionType.BELIEF),
        ("Residents fear that the dam will fail.", "fear", AttributionType.BELIEF),
        ("The audit found that the dam had moved.", "found", AttributionType.FACT),
        ("Dana Wick knew that the dam had moved.", "knew", AttributionType.FACT),
        ("Dana Wick promised to mend the dam.", "promised", AttributionType.EVENTUALITY),
        ("The council plans to close the bridge.", "plans", AttributionType.EVENTUALITY),
        (
            "Dana Wick ordered the crew to close the gate.",
            "ordered",
            AttributionType.EVENTUALITY,
        ),
    ],
)
def test_type_is_what_the_source_does(text: str, cue: str, kind: AttributionType) -> None:
    assert one(text, cue).type is kind


# The writer's devices


@pytest.mark.parametrize(
    ("text", "cue", "hedge", "said"),
    [
        (
            "The paper described alleged payments between the mine and the mayor.",
            "described",
            Hedge.DISTANCING,
            "alleged",
        ),
        (
            "Dana Wick said the mayor had allegedly taken the money.",
            "said",
            Hedge.DISTANCING,
            "allegedly",
        ),
        (
            "The mayor reportedly said the mine would close.",
            "said",
            Hedge.DISTANCING,
            "reportedly",
        ),
        (
            "The bureau purportedly read the log and said that the dam had moved.",
            "said",
            Hedge.DISTANCING,
            "purportedly",
        ),
        (
            "About 400 people had left the valley, the council said.",
            "said",
            Hedge.APPROXIMATOR,
            "About",
        ),
        (
            "The council said crews had spent nearly $40 million on the valley.",
            "said",
            Hedge.APPROXIMATOR,
            "nearly",
        ),
        ("Dana Wick claimed that the dam had moved.", "claimed", Hedge.DISTANCING, "claimed"),
        (
            "Dana Wick said crews would empty the so-called Miller basin.",
            "said",
            Hedge.DISTANCING,
            "so-called",
        ),
        (
            "The mayor may believe that the dam is safe.",
            "believe",
            Hedge.MODAL,
            "may",
        ),
        (
            "Dana Wick apparently told the council that the dam had moved.",
            "told",
            Hedge.DISTANCING,
            "apparently",
        ),
    ],
)
def test_devices_of_the_writer(text: str, cue: str, hedge: Hedge, said: str) -> None:
    found = one(text, cue)
    assert (found.hedge, words(found.hedge_spans, text)) == (hedge, said)


@pytest.mark.parametrize(
    ("text", "cue"),
    [
        ("“They call it allegedly safe, and it is not,” Dana Wick said.", "said"),
        ("The yard claimed a third of the cost.", "claimed"),
        ("Dana Wick said the engineer who allegedly lied had left.", "said"),
        ("Dana Wick alleged that the mayor had taken the money.", "alleged"),
        ("Dana Wick said the dam could fail.", "said"),
        ("Dana Wick told people about the flood.", "told"),
    ],
)
def test_what_is_no_device_of_the_writer(text: str, cue: str) -> None:
    found = [held for held in read(text).attributions if cue in words(held.cue, text).split()]
    assert all(held.hedge is None for held in found)


def test_it_is_claimed_keeps_a_distance_where_nobody_claims() -> None:
    text = "It is claimed that the mayor will resign by Friday."
    assert one(text, "claimed").hedge is Hedge.DISTANCING


def test_single_marks_around_one_word_are_scare_quotes_where_speech_has_double_ones() -> None:
    text = (
        "“We are ready,” Dana Wick said. The ‘modern’ pump was built in 1930, "
        "according to the council."
    )
    found = one(text, "According" if "According" in text else "according")
    assert (found.hedge, words(found.hedge_spans, text)) == (Hedge.SCARE_QUOTE, "‘modern’")


def test_a_headline_may_quote_with_single_marks() -> None:
    line = "Mayor Calls Harbour Plan ‘A Disgrace’"
    text = f"{line}\n\n“It is a disgrace,” Mayor Dana Wick said of the harbour plan."
    found = read(text, Section(kind=SectionKind.HEADLINE, span=Span(0, len(line))))
    assert all(held.hedge is None for held in found.attributions)


def test_a_headline_that_asks() -> None:
    line = "Will the dam hold? Engineer says it may not"
    text = f"{line}\n\nDana Wick said the dam had moved."
    sections = (
        Section(kind=SectionKind.HEADLINE, span=Span(0, len(line))),
        Section(kind=SectionKind.LEAD, span=Span(len(line) + 2, len(text))),
    )
    found = read(text, *sections)
    for held in found.attributions:
        inside = held.content[0].start < len(line)
        assert held.hedge is (
            Hedge.QUESTION if inside and "?" in words(held.content, text) else None
        )


# How the words are given


@pytest.mark.parametrize(
    ("text", "cue", "form"),
    [
        ("The mayor denied that.", "denied", QuoteForm.MENTION),
        ("Experts questioned the report.", "questioned", QuoteForm.MENTION),
        ("Corvo Shipping issued a statement.", "issued", QuoteForm.MENTION),
        (
            "Dana Wick laid out the case in a series of posts:\n\nThe bridge opened in 1911.",
            "laid",
            QuoteForm.ANNOUNCED,
        ),
        ("The mayor denied that the bridge was shut.", "denied", QuoteForm.PARAPHRASE),
        ("The mayor criticized the residents.", "criticized", QuoteForm.PARAPHRASE),
        ("Experts questioned the claim that the dam had moved.", "questioned", None),
    ],
)
def test_statements_without_content(text: str, cue: str, form: QuoteForm | None) -> None:
    found = one(text, cue)
    if form is None:
        assert found.quote_form is not None
        assert not found.quote_form.without_content
    else:
        assert found.quote_form is form


@pytest.mark.parametrize(
    "text",
    [
        "Corvo Shipping issued a statement saying the bridge was safe.",
        "Corvo Shipping issued a statement. “The bridge is safe,” it said.",
        "Corvo Shipping did not issue a statement.",
        "Corvo Shipping hopes to issue a statement.",
        "The bank published its accounts.",
        "“We issued a statement,” Dana Wick said.",
    ],
)
def test_what_is_no_mere_mention_of_a_statement(text: str) -> None:
    assert not [held for held in read(text).attributions if held.rule == "mention"]


def test_a_mention_names_the_statement_and_who_gives_it() -> None:
    text = "The figures agree with a statement provided by Corvo Shipping on Monday."
    (held,) = [held for held in read(text).attributions if held.rule == "mention"]
    assert words(held.content, text) == "a statement"
    assert words(held.cue, text) == "provided"
    assert words(held.source_spans, text) == "Corvo Shipping"


def test_a_headline_paraphrases() -> None:
    line = "Dam has moved, engineers say"
    text = f"{line}\n\nThe bridge opened in 1911."
    found = read(text, Section(kind=SectionKind.HEADLINE, span=Span(0, len(line))))
    (held,) = found.attributions
    assert held.quote_form is QuoteForm.HEADLINE


def test_single_curly_marks_quote() -> None:
    text = "‘The dam has moved and nobody came,’ Dana Wick said."
    assert one(text, "said").quote_form is QuoteForm.DIRECT


# What sort of thing


@pytest.mark.parametrize(
    ("text", "accused"),
    [
        ("Dana Wick accused the company of poisoning the river.", "company"),
        ("Dana Wick blamed Edgar Salt for the flood.", "Edgar Salt"),
        ("Dana Wick said that Edgar Salt had forged the log.", "Edgar Salt"),
        ("Dana Wick alleged that Edgar Salt had closed the gate.", "Edgar Salt"),
        ("Edgar Salt took bribes from the mine, Dana Wick said.", "Edgar Salt"),
        ("Dana Wick said that Edgar Salt had deleted the records.", "Edgar Salt"),
    ],
)
def test_an_allegation_is_against_somebody(text: str, accused: str) -> None:
    found = read(text)
    (held,) = [held for held in found.attributions if held.content_kind is not None]
    assert held.content_kind is ContentKind.ALLEGATION
    (against,) = [one for one in found.sources if one.id in held.against]
    assert accused in (against.name or against.description or "")


@pytest.mark.parametrize(
    "text",
    [
        "Dana Wick denied that Edgar Salt had forged the log.",
        "Dana Wick said Edgar Salt had not forged the log.",
        "Dana Wick said she had broken the record.",
        "“I lied to the board,” Dana Wick said.",
        "Dana Wick said the weather had cheated them.",
        "Dana Wick said Edgar Salt had closed the gate.",
        "Dana Wick threatened to sue.",
        "Dana Wick said Edgar Salt had forged a reputation as a builder.",
    ],
)
def test_no_allegation(text: str) -> None:
    kinds = [held.content_kind for held in read(text).attributions]
    assert ContentKind.ALLEGATION not in kinds


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Dana Wick said the bridge should be closed.", ContentKind.OPINION),
        ("“It is a disgrace,” Dana Wick said.", ContentKind.OPINION),
        ("Dana Wick said the bridge was closed.", None),
        ("Dana Wick said the bridge was built in the best years of the port.", None),
        ("Dana Wick said the crew who should have come had left.", None),
    ],
)
def test_opinions(text: str, kind: ContentKind | None) -> None:
    assert one(text, "said").content_kind is kind


# What it is drawn from, and how much is attributed


def test_who_was_told_and_suggests_what_it_means_infers() -> None:
    text = (
        "Martin Oyelaran talked to a group of engineers who flagged the readings as odd. "
        "He suggested the meter could be broken."
    )
    found = read(text)
    told = next(held for held in found.attributions if words(held.cue, text) == "flagged")
    drawn = next(held for held in found.attributions if words(held.cue, text) == "suggested")
    assert drawn.infers_from == (told.id,)


def test_who_only_speaks_after_another_infers_nothing() -> None:
    text = "Dana Wick said the dam had moved. Edgar Salt suggested the gate could be open."
    assert all(held.infers_from == () for held in read(text).attributions)


def test_a_consensus_is_gathered_by_who_tells_of_it() -> None:
    text = "“Among engineers, the consensus is that the dam has moved,” Dana Wick said."
    found = read(text)
    inner = next(held for held in found.attributions if held.nested_in)
    outer = next(held for held in found.attributions if held.id == inner.nested_in)
    assert outer.infers_from == (inner.id,)


@pytest.mark.parametrize(
    ("text", "is_open"),
    [
        (
            (
                "The report came out after a long line of complaints from pilots about the locks "
                "and the harbour dues, as the Beacon reports."
            ),
            True,
        ),
        ("The bridge is open, as the Beacon reports.", False),
        ("The bridge is open, the Beacon reports.", False),
    ],
)
def test_a_credit_may_be_for_a_part(text: str, *, is_open: bool) -> None:
    assert [held.scope_ambiguous for held in read(text).attributions] == [is_open]
