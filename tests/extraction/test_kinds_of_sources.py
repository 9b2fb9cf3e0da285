"""What a source is heard as, by what the article says of it and by what it says itself."""

from __future__ import annotations

import pytest

from kg.extraction.rules import EXTRACTOR
from kg.extraction.rules.extractor import parse
from kg.extraction.rules.profiles.joining import joining
from kg.extraction.rules.reading.reading import Reading
from kg.extraction.rules.sources.cast import Cast
from kg.extraction.rules.text.lexicon import lexicon
from kg.extraction.rules.text.view import View
from kg.intake.given import Given
from kg.intake.structure import structured
from kg.model import Attribution, Extraction, Identification, Source, SourceKind, Span

PERSON, EXPERT, LAWYER = SourceKind.PERSON, SourceKind.EXPERT, SourceKind.LAWYER
OFFICIAL, SPOKESPERSON = SourceKind.OFFICIAL_PERSON, SourceKind.SPOKESPERSON
WITNESS, VICTIM, SUBJECT = SourceKind.WITNESS, SourceKind.VICTIM, SourceKind.SUBJECT
PARTICIPANT, JOURNALIST = SourceKind.PARTICIPANT, SourceKind.JOURNALIST
COMPANY, NGO, POLITICAL = SourceKind.COMPANY, SourceKind.NGO, SourceKind.POLITICAL_GROUP
GROUP, EXPERTS, BODY = SourceKind.GROUP, SourceKind.EXPERT_GROUP, SourceKind.ORGANISATION
STATE, DOCUMENT, RECORD = SourceKind.GOVERNMENT_BODY, SourceKind.DOCUMENT, SourceKind.RECORD


def read(*paragraphs: str) -> Extraction:
    given = Given(outlet="The Harbour Gazette")
    return EXTRACTOR.extract(structured(given, "\n\n".join(paragraphs)))


def speaker(found: Extraction, number: int = 0) -> Source:
    """Return the source of a statement, counted in the order of the text."""
    told = sorted(found.attributions, key=lambda one: one.content[0])
    return {one.id: one for one in found.sources}[told[number].source]


def named(found: Extraction, name: str) -> Source:
    (one,) = (one for one in found.sources if name in (one.name or one.description or ""))
    return one


@pytest.mark.parametrize(
    ("who", "kind"),
    [
        ("Ann Pell, prosecuting,", LAWYER),
        ("Ann Pell, for the defence,", LAWYER),
        ("Ann Pell, for the harbour board,", PERSON),
        ("The defence", LAWYER),
        ("Ann Pell of the Tide Institute", EXPERT),
        ("Ann Pell of the Sound Foundation, a think tank,", EXPERT),
        ("Ann Pell of Saltby", PERSON),
        ("Lead author Ann Pell", EXPERT),
        ("Ann Pell, who ran the state laboratory for years,", EXPERT),
        ("Ann Pell, who studies eels,", EXPERT),
        ("Ann Pell, who looks after boilers at the school,", EXPERT),
        ("Ann Pell, who looks after her mother,", PERSON),
        ("Ann Pell, who has covered the port for Radio Saltby,", JOURNALIST),
        ("Ann Pell, who wrote the Lantern's article,", JOURNALIST),
        ("Ann Pell, who wrote the song,", PERSON),
        ("Ann Pell, who represents 300 dockers,", SPOKESPERSON),
        ("Ann Pell, the union's convener,", SPOKESPERSON),
        ("Ann Pell, the firm's finance director,", SPOKESPERSON),
        ("Ann Pell, the brewery's managing director,", SPOKESPERSON),
        ("Ann Pell, the council's finance director,", OFFICIAL),
        ("Ann Pell, the leader of Saltby Council,", OFFICIAL),
        ("Ann Pell, their leader in the Assembly,", OFFICIAL),
        ("Ann Pell, the leader of the choir,", PERSON),
    ],
)
def test_somebody_named_is_heard_for_a_trade_or_charge(who: str, kind: SourceKind) -> None:
    assert speaker(read(f"{who} said the dam leaked.")).kind is kind


@pytest.mark.parametrize(
    ("who", "kind"),
    [
        ("A council accountant", OFFICIAL),
        ("A ministry clerk", OFFICIAL),
        ("One of the officials", OFFICIAL),
        ("A crew member", PARTICIPANT),
        ("A ward sister", PARTICIPANT),
        ("A former finance manager", PARTICIPANT),
        ("A sister", PERSON),
        ("A pensioner", PERSON),
    ],
)
def test_somebody_unnamed_is_heard_for_a_job(who: str, kind: SourceKind) -> None:
    assert speaker(read(f"{who} said the dam leaked.")).kind is kind


@pytest.mark.parametrize(
    ("who", "kind"),
    [
        ("Brackwater Leisure, which owns the hotel,", COMPANY),
        ("SouthGrid, which runs the network,", COMPANY),
        ("Spoon & Ladle", COMPANY),
        ("Northmoor Hydraulics", COMPANY),
        ("The Silt Association, which runs two museums,", BODY),
        ("The Harbour Front, which runs the town council,", POLITICAL),
        ("The White Oars, a volunteer rescue group,", NGO),
        ("The children's charity Full Sail", NGO),
        ("The strike committee", BODY),
        ("The planning committee", STATE),
        ("The patrol's headquarters", STATE),
        ("Opposition lawmakers", POLITICAL),
        ("Backbenchers", POLITICAL),
        ("Neighbours", GROUP),
        ("A group of chemists", EXPERTS),
        ("A group of neighbours", GROUP),
        ("A desk diary", DOCUMENT),
        ("The Treasury’s own note", DOCUMENT),
        ("The land register", RECORD),
        ("“Slack Water”, a study from Saltby University,", DOCUMENT),
    ],
)
def test_what_a_body_or_paper_is(who: str, kind: SourceKind) -> None:
    assert speaker(read(f"{who} said the dam leaked.")).kind is kind


def test_a_name_of_which_who_is_said_is_a_persons() -> None:
    found = read("A volunteer editor who signs as Reedfeather said the entry was wrong.")
    assert named(found, "Reedfeather").kind.personal


def test_a_place_and_a_trade_are_no_person() -> None:
    told = "Arlen Timber says the road was shut."
    assert speaker(read("The mill stands in Arlen.", told), -1).kind is COMPANY
    assert speaker(read("The mill stands by the river.", told), -1).kind is not COMPANY


def test_a_team_of_experts_keeps_its_kind_under_the_name_it_took() -> None:
    rest = "that calls itself the Silt Watch Group met. The Silt Watch Group said it leaked."
    assert speaker(read(f"An anonymous team of chemists {rest}"), -1).kind is EXPERTS
    assert speaker(read(f"An anonymous team of pupils {rest}"), -1).kind is BODY


def test_an_outlets_report_speaks_for_the_outlet() -> None:
    text = "Everybody shared a Harbour Star report suggesting that the dam leaked."
    assert speaker(read(text)).kind is SourceKind.NEWS_OUTLET


@pytest.mark.parametrize(
    ("told", "kind"),
    [
        ("Ann Pell was pulled from the cellar. She said it was dark.", VICTIM),
        ("Ann Pell was pulled into the race. She said it was dark.", VICTIM),
        ("Ann Pell, whose leg was broken, said it was dark.", VICTIM),
        ("Ann Pell, whose shop was painted, said it was dark.", PERSON),
        ("Ann Pell lost her home in the flood. She said it was dark.", VICTIM),
        ("Ann Pell lost her patience. She said it was dark.", PERSON),
        ("Ann Pell was awake and saw the wall go. She said it was dark.", WITNESS),
        ("Ann Pell, who was fishing from the pier, said it was dark.", WITNESS),
        ("Ann Pell and her sister Mia were two rows back. Pell said it was dark.", WITNESS),
        ("Ann Pell was on the platform. She said it was dark.", WITNESS),
        ("Ann Pell was in Paris. She said it was dark.", PERSON),
        ("Ann Pell was in charge. She said it was dark.", PERSON),
        ("Ann Pell left the company last year. She said it was dark.", PARTICIPANT),
        ("Ann Pell left the room. She said it was dark.", PERSON),
        ("Ann Pell spent twelve years at the mill. She said it was dark.", PARTICIPANT),
        ("Ann Pell spent twelve years in prison. She said it was dark.", PERSON),
        (
            "Ann Pell, who was caretaker of Fish Lane School until May, said it was dark.",
            PARTICIPANT,
        ),
    ],
)
def test_what_the_article_tells_of_somebody(told: str, kind: SourceKind) -> None:
    assert named(read(told), "Ann Pell").kind is kind


@pytest.mark.parametrize(
    ("said", "kind"),
    [
        ("“I queried it in writing,” said Ann Pell.", PARTICIPANT),
        ("“I like it in writing,” said Ann Pell.", PERSON),
        ("“I never queried it,” said Ann Pell.", PERSON),
        ("“They queried it in writing,” said Ann Pell.", PERSON),
        ("Ann Pell said she had been working in another town.", PARTICIPANT),
        ("Ann Pell said she had been ill.", PERSON),
        ("Ann Pell said the clerk had been working in another town.", PERSON),
    ],
)
def test_who_tells_of_their_own_deeds_had_a_part_in_it(said: str, kind: SourceKind) -> None:
    assert named(read(said), "Ann Pell").kind is kind


def test_who_is_described_and_saw_it_is_a_witness() -> None:
    found = read("A former clerk saw the wall go, she said. She asked to be called Nell.")
    assert speaker(found).kind is WITNESS


@pytest.mark.parametrize(
    ("told", "kind"),
    [
        ("Tom Arkle accused Ann Pell of forging the log. Pell said it was a lie.", SUBJECT),
        ("Tom Arkle accused Mia Roe of forging the log. Ann Pell said it was a lie.", PERSON),
        ("Ann Pell denies forging the log.", SUBJECT),
        ("Ann Pell denied that the dam leaked.", PERSON),
    ],
)
def test_who_answers_a_claim_about_themselves(told: str, kind: SourceKind) -> None:
    assert named(read(told), "Ann Pell").kind is kind


OPEN = "The town has argued about the rooms for a year."


@pytest.mark.parametrize(
    ("role", "same"),
    [
        ("the leader of Saltby Council", True),
        ("the deputy leader of Saltby Council", False),
        ("the owner of the harbour", False),
    ],
)
def test_an_office_in_the_headline_is_whoever_holds_it(role: str, *, same: bool) -> None:
    lead = f"A log lists nine nights that {role}, Ann Pell, spent at the Grand Tarn hotel."
    article = structured(Given(), f"Council leader denies it\n\n{lead}\n\nMs Pell paid.")
    view, words = View(parse(article.text)), lexicon()
    cast = Cast(view, words, article, inside=[False] * view.size)
    reading = Reading(view=view, words=words, article=article, cast=cast, candidates={})
    place = article.text.index("Ann Pell")
    sources = (
        Source(
            id="office",
            identification=Identification.UNSTATED,
            kind=OFFICIAL,
            description="Council leader",
            mentions=(Span(0, 14),),
        ),
        Source(
            id="pell",
            identification=Identification.NAMED,
            kind=OFFICIAL,
            name="Ann Pell",
            role=role,
            mentions=(Span(place, place + 8),),
        ),
    )
    denial = Attribution(id="a1", source="office", content=(Span(22, 24),))
    joined = joining(reading, Extraction(sources=sources, attributions=(denial,)))
    assert joined.attributions[0].source == ("pell" if same else "office")


def test_the_defence_is_the_lawyer_who_is_for_it() -> None:
    told = "The defence says the gauge was broken.", "Ann Pell, for the defence, said it was late."
    assert speaker(read(*told)).name == "Ann Pell"
    assert speaker(read(told[0], "Ann Pell, for the crown, said it was late.")).name is None


def test_the_new_paper_is_the_study_that_has_a_title() -> None:
    study = "Towns sleep badly, according to “Slack Water”, a study from Saltby University."
    new = "The figure fell, the new paper explains, when a town was left out."
    other = "The figure fell, the earlier paper explains, when a town was left out."
    assert named(read(study, new), "Slack Water").identification is Identification.NAMED
    assert {one.name for one in read(study, new).sources} >= {"Slack Water"}
    assert speaker(read(study, new), -1).name == "Slack Water"
    assert speaker(read(study, other), -1).name != "Slack Water"


def test_people_who_speak_unnamed_are_never_joined_to_a_name() -> None:
    found = read(
        "A senior official, who asked not to be named, said the rooms were free.",
        "Ann Pell, the council's senior official, said she had paid.",
    )
    assert speaker(found).identification is Identification.ANONYMOUS_DESCRIBED
    assert speaker(found).name is None


def test_the_company_is_the_one_that_the_paragraph_names() -> None:
    told = "Arlen Timber says the road was shut. The gate, the company said, stands open."
    found = read("The mill stands in Arlen.", told)
    assert speaker(found, -1).name == "Arlen Timber"
    apart = read("The mill stands in Arlen.", *told.split(". ", 1))
    assert speaker(apart, -1).name is None


def test_a_version_is_a_state_of_a_paper() -> None:
    assert speaker(read("An earlier version put the drop at 26 percent.")).kind is DOCUMENT
