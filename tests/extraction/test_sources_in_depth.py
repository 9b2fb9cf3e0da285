"""What is told of every source: role, body, principal, number, kind, why it is not named."""

from __future__ import annotations

import pytest

from kg.extraction.rules import EXTRACTOR
from kg.model import AnonymityReason, Article, Extraction, Identification, Source, SourceKind, words


def read(text: str) -> Extraction:
    return EXTRACTOR.extract(Article(text=text, outlet="The Harbour Gazette"))


def speaker(found: Extraction) -> Source:
    """Return the source of the first statement."""
    sources = {one.id: one for one in found.sources}
    return sources[found.attributions[0].source]


def called(found: Extraction, name: str | None) -> str | None:
    one = next((one for one in found.sources if one.id == name), None)
    return None if one is None else one.name or one.description


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("A spokeswoman for the port, Jane Roe, said it leaked.", "A spokeswoman for the port"),
        ("Ellery Steel spokesman Mark Dow said it leaked.", "Ellery Steel spokesman"),
        (
            "Jane Roe, the county's finance director, said it leaked.",
            "the county's finance director",
        ),
        ("Roe's lawyer, Mark Dow, said it leaked.", "Roe's lawyer"),
        ("The finance minister, Ann Pell, said it leaked.", "The finance minister"),
        ("Finance Minister Ann Pell said it leaked.", "Finance Minister"),
        (
            "Ann Pell, a hydrologist at Wexmouth University, said it leaked.",
            "a hydrologist at Wexmouth University",
        ),
        (
            "A spokesman for the harbour office said it leaked.",
            "A spokesman for the harbour office",
        ),
        ("As head engineer, Ann Pell said it leaked.", None),
        ("Mr. Pell said it leaked.", None),
        ("Dr. Ann Pell said it leaked.", None),
        ("Ann Pell said the mayor was wrong.", None),
        ("An aide said it leaked.", None),
        ("Wexmouth Council said it leaked.", None),
    ],
)
def test_a_role_is_as_printed(text: str, role: str | None) -> None:
    assert speaker(read(text)).role == role


def test_a_role_that_explains_the_next_name_is_not_the_speakers() -> None:
    found = read("According to Tom Arkle, the chair of the board, Iona Creel, had seen the plan.")
    assert {one.name: one.role for one in found.sources}.get("Tom Arkle") is None


@pytest.mark.parametrize(
    ("text", "principal"),
    [
        ("A spokeswoman for the port said it leaked.", "port"),
        ("Ellery Steel spokesman Mark Dow said it leaked.", "Ellery Steel"),
        ("A lawyer for Jane Roe said it leaked.", "Jane Roe"),
        ("Jane Roe's lawyer said it leaked.", "Jane Roe"),
        ("Ann Pell, an attorney for the Dow family, said it leaked.", "Dow family"),
        ("Pat Wick, who represents the Miners Union, said it leaked.", "Miners Union"),
        ("An official at the harbour ministry said it leaked.", None),
        ("A lawyer said it leaked.", None),
        ("A professor at Wexmouth University said it leaked.", None),
        ("An aide to Governor Pell said it leaked.", None),
    ],
)
def test_who_speaks_for_whom(text: str, principal: str | None) -> None:
    found = read(text)
    assert called(found, speaker(found).speaks_for) == principal


@pytest.mark.parametrize(
    ("text", "body", "kind"),
    [
        ("FBI officials said it leaked.", "FBI", None),
        (
            "An official at the harbour ministry said it leaked.",
            "harbour ministry",
            SourceKind.GOVERNMENT_BODY,
        ),
        (
            "Two officials with the Wexmouth Water Board said it leaked.",
            "Wexmouth Water Board",
            SourceKind.GOVERNMENT_BODY,
        ),
        (
            "Ann Pell, a chemist at Wexmouth University, said it leaked.",
            "Wexmouth University",
            SourceKind.ACADEMIC_BODY,
        ),
        (
            "Jane Roe, the county's finance director, said it leaked.",
            "county",
            SourceKind.GOVERNMENT_BODY,
        ),
        ("Northmoor council aides said it leaked.", "Northmoor council", None),
        (
            "Governor Pell spoke. An aide to Governor Pell said it leaked.",
            "Pell",
            SourceKind.OFFICIAL_PERSON,
        ),
        (
            "Freya Lund of the Sound Institute said it leaked.",
            "Sound Institute",
            SourceKind.ACADEMIC_BODY,
        ),
    ],
)
def test_who_belongs_to_what(text: str, body: str, kind: SourceKind | None) -> None:
    found = read(text)
    known = next(one for one in found.sources if one.id == speaker(found).member_of)
    assert called(found, known.id) == body
    assert kind in {None, known.kind}
    assert speaker(found).speaks_for is None


@pytest.mark.parametrize(
    "text",
    [
        "A person familiar with the Pell campaign said it leaked.",
        "A spokesman for the port said it leaked.",
        "The mayor of the town said it leaked.",
        "Dana Wick's neighbour said it leaked.",
        "Russian officials said it leaked.",
        "Minutes of the Harbour Commission show that it leaked.",
        "Many people in the town said it leaked.",
        "The rules of the Wexmouth Water Board say that it leaks.",
    ],
)
def test_who_belongs_to_nothing_that_is_told(text: str) -> None:
    assert speaker(read(text)).member_of is None


def test_a_body_that_is_called_by_the_end_of_its_name() -> None:
    found = read(
        "The Saltby Port Authority closed the pier. Two port authority employees said it leaked."
    )
    assert called(found, speaker(found).member_of) == "Saltby Port Authority"


def test_of_the_anonymous_only_their_own_words_are_taken() -> None:
    text = (
        "An aide at the ministry, who asked not to be named, said it leaked. The aide later "
        "became a spokeswoman for Apex Mills."
    )
    one = speaker(read(text))
    assert one.identification.anonymous
    assert one.speaks_for is None
    assert one.role is None


@pytest.mark.parametrize(
    ("who", "bounds"),
    [
        ("Two people", (2, 2)),
        ("Three officials", (3, 3)),
        ("One official", (1, 1)),
        ("Officials", (2, None)),
        ("Both engineers", (2, 2)),
        ("At least five aides", (5, None)),
        ("More than a dozen officials", (13, None)),
        ("A dozen officials", (12, 12)),
        ("Dozens of engineers", (24, None)),
        ("Hundreds of workers", (200, None)),
        ("About 40 workers", (2, None)),
        ("A group of engineers", (2, None)),
        ("Several engineers", (2, None)),
        ("One of the engineers", (1, 1)),
        ("Democrats", (2, None)),
        ("A senior aide", (1, 1)),
        ("A spokesman", (None, None)),
        ("Ann Pell", (None, None)),
        ("The mayor", (None, None)),
        ("Wexmouth Council", (None, None)),
        ("The 41-page report", (None, None)),
        ("Nine percent of voters", (None, None)),
        ("Court filings", (None, None)),
    ],
)
def test_how_many_are_stated(who: str, bounds: tuple[int | None, int | None]) -> None:
    one = speaker(read(f"{who} said the dam leaked."))
    assert (one.stated_min, one.stated_max) == bounds


@pytest.mark.parametrize(
    ("who", "kind"),
    [
        ("Mark Dow, a lawyer for Apex Mills,", SourceKind.LAWYER),
        ("A survivor", SourceKind.VICTIM),
        ("An eyewitness", SourceKind.WITNESS),
        ("A whistleblower", SourceKind.WHISTLEBLOWER),
        ("A former employee", SourceKind.PARTICIPANT),
        ("The Wexmouth Crown Court", SourceKind.COURT),
        ("Wexmouth University", SourceKind.ACADEMIC_BODY),
        ("Deep Water, a charity,", SourceKind.NGO),
        ("Reuters", SourceKind.WIRE_AGENCY),
        ("Openpedia", SourceKind.WIKI),
        ("The data", SourceKind.DATASET),
        ("Court filings", SourceKind.RECORD),
        ("A leaked report", SourceKind.LEAKED_DOCUMENT),
        ("An internal memo obtained by the newspaper", SourceKind.LEAKED_DOCUMENT),
        ("A report", SourceKind.DOCUMENT),
        ("A report by the newspaper", SourceKind.DOCUMENT),
        ("The Harbour Ministry", SourceKind.GOVERNMENT_BODY),
        ("A company spokesman", SourceKind.SPOKESPERSON),
        ("The mayor", SourceKind.OFFICIAL_PERSON),
        ("Ann Pell, a seismologist,", SourceKind.EXPERT),
    ],
)
def test_the_narrower_kinds(who: str, kind: SourceKind) -> None:
    assert speaker(read(f"{who} said the dam leaked.")).kind is kind


def test_an_account_of_events_is_no_account_on_a_network() -> None:
    assert speaker(read("Her account says the dam leaked.")).kind is not SourceKind.SOCIAL_ACCOUNT


DESCRIBED = Identification.ANONYMOUS_DESCRIBED


@pytest.mark.parametrize(
    ("text", "identification"),
    [
        ("The Harbour Star report says the dam leaked.", Identification.NAMED),
        ("A report says the dam leaked.", Identification.UNSTATED),
        ("Court filings say the dam leaked.", Identification.UNSTATED),
        (
            "A guard, who could be sued for speaking, said it leaked.",
            Identification.ANONYMOUS_DESCRIBED,
        ),
        (
            "Two engineers said it leaked. Both asked not to be identified while talks go on.",
            Identification.ANONYMOUS_DESCRIBED,
        ),
        ("Two engineers said it leaked. Both live in Saltby.", Identification.ANONYMOUS_DESCRIBED),
        ("Engineers said it leaked. They live in Saltby.", Identification.COLLECTIVE_UNNAMED),
        ("The two engineers said it leaked.", Identification.COLLECTIVE_UNNAMED),
        ("Two port clerks and an email say it leaked.", Identification.ANONYMOUS_DESCRIBED),
        ("A project manager wrote that it leaked.", Identification.ANONYMOUS_DESCRIBED),
        ("A council accountant said it leaked.", Identification.ANONYMOUS_DESCRIBED),
        ("A carmaker said it leaked.", Identification.UNSTATED),
        ("A judge said it leaked.", Identification.UNSTATED),
        ("A spokesman said it leaked.", Identification.UNSTATED),
        ("A man in a red coat said it leaked.", Identification.UNSTATED),
        ("A man who runs the lock said it leaked.", Identification.ANONYMOUS_DESCRIBED),
        ("A boy of ten sold bread. The pier was shut, the boy said.", DESCRIBED),
        ("Two of its officials said it leaked.", Identification.ANONYMOUS_DESCRIBED),
        ("Two of its pumps said it leaked.", Identification.COLLECTIVE_UNNAMED),
        ("Officials have told the Harbour Gazette that it leaked.", DESCRIBED),
        ("Officials have told residents that it leaked.", Identification.COLLECTIVE_UNNAMED),
        ("Both officials said it leaked.", Identification.ANONYMOUS_DESCRIBED),
        ("Allies insist it leaked.", Identification.COLLECTIVE_UNNAMED),
        ("Unnamed people said it leaked.", Identification.ANONYMOUS_BARE),
        ("Unnamed bankers said it leaked.", Identification.ANONYMOUS_DESCRIBED),
        ("The interior ministry said it leaked.", Identification.NAMED),
        ("The strike committee said it leaked.", Identification.NAMED),
        ("The local council said it leaked.", Identification.UNRESOLVED),
        ("The committee said it leaked.", Identification.UNRESOLVED),
        ("An internal report by the Dam Agency says it leaked.", Identification.UNSTATED),
        ("Internal emails seen by The Harbour Gazette say it leaked.", Identification.UNSTATED),
        ("An account called DamWatch posted that it leaked.", Identification.PSEUDONYMOUS),
        ("A woman who gave her name only as Mira said it leaked.", Identification.NAMED),
        (
            "A former clerk saw the dam leak, she said. She asked to be called Dove.",
            Identification.PSEUDONYMOUS,
        ),
    ],
)
def test_how_far_a_source_is_identified(text: str, identification: Identification) -> None:
    assert speaker(read(text)).identification is identification


def test_a_group_of_whom_nobody_is_known_is_pseudonymous_under_its_name() -> None:
    rest = "team calls itself the Silt Watch Group. The Silt Watch Group said it leaked."
    for first, identification in (
        ("An anonymous", Identification.PSEUDONYMOUS),
        ("A new", Identification.NAMED),
    ):
        found = read(f"{first} {rest}")
        sources = {one.id: one for one in found.sources}
        last = sources[found.attributions[-1].source]
        assert (last.name or last.description) == "Silt Watch Group"
        assert last.identification is identification


ASKED = "A senior aide said the dam leaked. She spoke on condition of anonymity"


@pytest.mark.parametrize(
    ("text", "reason", "printed"),
    [
        (
            f"{ASKED} because she was not authorized to speak publicly.",
            AnonymityReason.NOT_AUTHORISED,
            "because she was not authorized to speak publicly",
        ),
        (
            f"{ASKED} for fear of losing her job.",
            AnonymityReason.RETALIATION,
            "for fear of losing her job",
        ),
        (
            f"{ASKED} because she feared being sued.",
            AnonymityReason.LEGAL_RISK,
            "because she feared being sued",
        ),
        (
            f"{ASKED} out of fear for her safety.",
            AnonymityReason.SAFETY,
            "out of fear for her safety",
        ),
        (
            f"{ASKED} because of the ongoing investigation.",
            AnonymityReason.INVESTIGATION,
            "because of the ongoing investigation",
        ),
        (
            f"{ASKED} to discuss private conversations.",
            AnonymityReason.NEGOTIATION,
            "to discuss private conversations",
        ),
        (f"{ASKED}.", AnonymityReason.NONE_GIVEN, None),
        ("A senior aide said the dam leaked.", AnonymityReason.NONE_GIVEN, None),
        (
            "A senior aide, who was not authorised to speak to the press, said it leaked.",
            AnonymityReason.NOT_AUTHORISED,
            "who was not authorised to speak to the press",
        ),
        (
            "It leaked, according to a guard who asked not to be named to discuss private talks.",
            AnonymityReason.NEGOTIATION,
            "to discuss private talks",
        ),
        ("A senior aide said the private talks had failed.", AnonymityReason.NONE_GIVEN, None),
        ("A senior aide said the guards feared retaliation.", AnonymityReason.NONE_GIVEN, None),
        ("Ann Pell said she was not authorized to speak.", None, None),
        ("A spokesman said the dam leaked.", None, None),
    ],
)
def test_why_a_source_is_not_named(
    text: str, reason: AnonymityReason | None, printed: str | None
) -> None:
    one = speaker(read(text))
    assert one.reason is reason
    assert (words(one.reason_spans, text) or None) == printed


def test_what_holds_for_the_officials_holds_for_one_of_them() -> None:
    text = (
        "Two customs officials said the crane failed. The officials, who asked not to be named "
        "because the talks are private, spoke on Monday. One of the officials said it was old."
    )
    found = read(text)
    last = next(one for one in found.attributions if "old" in words(one.content, text))
    source = next(one for one in found.sources if one.id == last.source)
    assert source.reason is AnonymityReason.NEGOTIATION
    assert source.stated_max == 1


def test_a_name_that_the_outlet_withholds() -> None:
    text = (
        "A woman said the dam leaked. The Harbour Gazette is withholding the woman's name for "
        "her safety."
    )
    one = speaker(read(text))
    assert one.identification is Identification.ANONYMOUS_DESCRIBED
    assert one.reason is AnonymityReason.SAFETY


def test_a_name_that_the_police_withhold_hides_no_source() -> None:
    text = "A woman said the dam leaked. Police did not identify the man for his safety."
    assert not speaker(read(text)).identification.anonymous


def test_a_writer_under_another_name_is_pseudonymous() -> None:
    one = speaker(read("Night Porter, the anonymous blogger, wrote that the dam leaked."))
    assert one.identification is Identification.PSEUDONYMOUS
    assert one.name is None
