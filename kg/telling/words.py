"""How values are said to a person: sources, kinds, dates, quotations."""

from __future__ import annotations

from datetime import date as Date  # noqa: N812 - a type name
from enum import StrEnum

from kg import ids
from kg.model import (
    PUBLISHER,
    AnonymityReason,
    Article,
    Attribution,
    CorrectionKind,
    DenialScope,
    Facts,
    Identification,
    KnowledgeBasis,
    QuoteForm,
    Record,
    Request,
    ResponseKind,
    SectionKind,
    Source,
    SourceKind,
    Stance,
    StanceBasis,
    StanceKind,
    words,
)
from kg.telling.lines import one_line

_KINDS = {
    Identification.NAMED: "named",
    Identification.PSEUDONYMOUS: "anonymous, under another name",
    Identification.ANONYMOUS_DESCRIBED: "anonymous, described",
    Identification.ANONYMOUS_BARE: "anonymous, not described",
    Identification.COLLECTIVE_UNNAMED: "unnamed group",
    Identification.UNSTATED: "not stated who",
    Identification.UNRESOLVED: "not resolved by the program",
}
WORKS = (
    SourceKind.DOCUMENT,
    SourceKind.DATASET,
    SourceKind.RECORD,
    SourceKind.LEAKED_DOCUMENT,
)
"""Kinds of sources that are works, not somebody."""
_SOURCE_KINDS = {
    SourceKind.PERSON: "person",
    SourceKind.EXPERT: "expert",
    SourceKind.EXPERT_GROUP: "group of experts",
    SourceKind.OFFICIAL_PERSON: "official",
    SourceKind.SPOKESPERSON: "spokesperson",
    SourceKind.LAWYER: "lawyer",
    SourceKind.JOURNALIST: "journalist",
    SourceKind.WITNESS: "witness",
    SourceKind.PARTICIPANT: "participant",
    SourceKind.VICTIM: "victim",
    SourceKind.WHISTLEBLOWER: "whistleblower, described as one",
    SourceKind.SUBJECT: "somebody whom a claim is about",
    SourceKind.GROUP: "group of people",
    SourceKind.GOVERNMENT_BODY: "government body",
    SourceKind.COURT: "court",
    SourceKind.COMPANY: "company",
    SourceKind.POLITICAL_GROUP: "political group",
    SourceKind.NGO: "non-governmental organisation",
    SourceKind.ACADEMIC_BODY: "academic body",
    SourceKind.ORGANISATION: "organisation",
    SourceKind.NEWS_OUTLET: "news outlet",
    SourceKind.WIRE_AGENCY: "news agency",
    SourceKind.WIKI: "wiki",
    SourceKind.SOCIAL_ACCOUNT: "social-media account",
    SourceKind.DOCUMENT: "document",
    SourceKind.DATASET: "poll or other figures",
    SourceKind.RECORD: "public record",
    SourceKind.LEAKED_DOCUMENT: "leaked document",
    SourceKind.UNKNOWN: "not known",
}
_NOBODY = frozenset({Identification.UNSTATED, Identification.COLLECTIVE_UNNAMED})
"""How works without a name are identified: nobody is kept from the reader."""

_BASES = {
    KnowledgeBasis.WITNESSED: "knows it by: having seen or heard it",
    KnowledgeBasis.PARTICIPATED: "knows it by: having taken part",
    KnowledgeBasis.READ_DOCUMENT: "knows it by: having read a document",
    KnowledgeBasis.TECHNICAL_DATA: "knows it by: measurements, logs or other data",
    KnowledgeBasis.TOLD: "knows it by: having been told by somebody else",
    KnowledgeBasis.INFERENCE: "knows it by: drawing a conclusion as an expert",
    KnowledgeBasis.POSITION: "knows it by: the office held",
    KnowledgeBasis.NOT_GIVEN: "how it is known, the article does not say",
}
_OUTCOMES = {
    ResponseKind.DECLINED: "declined",
    ResponseKind.BACKGROUND_ONLY: "declined on the record",
    ResponseKind.NO_RESPONSE_BY_DEADLINE: "had not responded by the deadline",
    ResponseKind.NO_RESPONSE: "did not respond",
    ResponseKind.NOT_REACHED: "could not be reached",
    ResponseKind.NOT_ASKED: "not asked",
    ResponseKind.PENDING: "has yet to reply",
    ResponseKind.REFERRED: "referred elsewhere",
    ResponseKind.NEITHER_CONFIRMED_NOR_DENIED: "would neither confirm nor deny",
    ResponseKind.OFF_TOPIC: "responded to something else",
    ResponseKind.RESPONDED: "responded",
}
_STANCES = {
    StanceKind.SUPPORTS: "supports",
    StanceKind.CONFIRMS: "confirms",
    StanceKind.DENIES: "denies",
    StanceKind.DISPUTES: "disputes",
    StanceKind.OFFERS_ALTERNATIVE: "offers another explanation for",
    StanceKind.QUALIFIES: "qualifies",
    StanceKind.CONCEDES: "concedes something on",
    StanceKind.CORRECTS: "corrects",
    StanceKind.RETRACTS: "takes back",
    StanceKind.QUESTIONS_METHOD: "questions the method of",
    StanceKind.REPEATS: "repeats",
}
_SCOPES = {
    DenialScope.FULL: "all of it",
    DenialScope.PARTIAL: "only part of it",
    DenialScope.TENSE_SHIFTED: "now, where the claim is of earlier",
    DenialScope.NARROWER: "a narrower claim",
    DenialScope.SOURCE_ONLY: "only who said it",
    DenialScope.HEDGED: "with a hedge",
    DenialScope.PROCEDURAL: "not the claim, only that it is for them to answer",
}
_FORMS = {
    QuoteForm.DIRECT: "quoted",
    QuoteForm.PARTIAL: "quoted in part",
    QuoteForm.PARAPHRASE: "in the writer's words",
    QuoteForm.SUMMARY: "summed up",
    QuoteForm.HEADLINE: "in a headline's words",
    QuoteForm.TRANSLATION: "translated",
    QuoteForm.MENTION: "told of, not what it says",
    QuoteForm.ANNOUNCED: "announced, and not in the text",
}
CONTRADICTING = frozenset({StanceKind.DENIES, StanceKind.DISPUTES, StanceKind.CORRECTS})
"""What speaks against a claim; another explanation for the same is not that."""

CORRECTIONS = {
    CorrectionKind.CORRECTION: "Corrected",
    CorrectionKind.CLARIFICATION: "Clarified",
    CorrectionKind.EDITORS_NOTE: "Editors’ note",
    CorrectionKind.RETRACTION: "Retracted",
    CorrectionKind.WITHDRAWAL: "Withdrawn",
    CorrectionKind.UPDATE: "Updated",
    CorrectionKind.SILENT_EDIT: "Changed without a notice",
}
_SECTIONS = {
    SectionKind.HEADLINE: "headline",
    SectionKind.STANDFIRST: "under the headline",
    SectionKind.CAPTION: "caption",
    SectionKind.HEADING: "heading",
}
_REASONS = {
    AnonymityReason.NOT_AUTHORISED: "not authorised to speak",
    AnonymityReason.RETALIATION: "fear of retaliation",
    AnonymityReason.LEGAL_RISK: "legal risk",
    AnonymityReason.SAFETY: "safety",
    AnonymityReason.INVESTIGATION: "an inquiry under way",
    AnonymityReason.NEGOTIATION: "talks in private",
    AnonymityReason.NONE_GIVEN: "no reason given",
}

_LONGEST_CUE = 60
_OPENING = frozenset("\"“‘'")
_CLOSING = frozenset("\"”’'")
_DOUBLE = frozenset('"“”')
_LONGEST_CLAUSE = 160
_HANDLE = 8


class Speaker:
    """Says the parts of one record in words."""

    def __init__(self, record: Record) -> None:
        self.article = record.article
        self._sources = {one.id: one for one in record.extraction.sources}
        self._numbers = {one.id: n for n, one in enumerate(record.extraction.attributions, 1)}

    def source(self, name: str) -> str:
        """Return a source's name, or its description as printed."""
        if name == PUBLISHER:
            return one_line(self.article.outlet or "the publisher")
        found = self._sources[name]
        return one_line(found.name or found.description or "not stated")

    def kind(self, name: str) -> str:
        """Return how far a source is identified."""
        if name == PUBLISHER:
            return "the publisher"
        found = self._sources[name]
        return work(found) or _KINDS[found.identification]

    def counted(self, name: str) -> str:
        """Return the kind as a count of statements says it: `2 from documents or figures`."""
        found = self._sources.get(name)
        return "from documents or figures" if found and work(found) else self.kind(name)

    def identity(self, name: str) -> str:
        """Return source and kind together; what is named needs no more words."""
        found = self._sources.get(name)
        if found is None or found.identification is Identification.NAMED:
            return self.source(name)
        if not (found.name or found.description):
            return "source not stated"
        return f"{self.source(name)} ({self.kind(name)})"

    def quotation(self, one: Attribution, most: int = 0) -> str:
        """Return the content in quotation marks, its middle left out if longer than `most`."""
        return f"“{shortened(words(one.content, self.article.text), most)}”"

    def number(self, name: str) -> str:
        """Return what a claim is called inside its article: its place among the claims."""
        return f"[{self._numbers[name]}]"

    def place(self, one: Attribution) -> str:
        """Return where in the article the words stand, as a reader looks for them."""
        return place_of(self.article, one.content[0].start)

    def reason(self, name: str) -> str:
        """Return why an anonymous source is not named, in the words of the scheme."""
        found = self._sources.get(name)
        if found is None or not found.identification.anonymous or found.reason is None:
            return ""
        return _REASONS[found.reason]

    def stance(self, one: Stance) -> str:
        """Return what a statement does to another, and whether the article says so."""
        scope = f" ({_SCOPES[one.denial_scope]})" if one.denial_scope else ""
        added = ", as we read it" if one.basis is StanceBasis.ADDED else ""
        return f"{_STANCES[one.kind]}{scope}{added}"

    def cue(self, one: Attribution) -> str:
        """Return the cue's words."""
        return one_line(words(one.cue, self.article.text))

    def chain(self, one: Attribution, fact: Facts) -> str:
        """Return who says it, and through whom it comes when not straight to the publisher."""
        via = [fact.attributor] if fact.attributor not in (PUBLISHER, one.source) else []
        through = "".join(f" — according to {self.source(name)}" for name in via)
        return self.identity(one.source) + through

    def request(self, one: Request) -> str:
        """Return who was asked, what came of it, by whom and when, and the words that say so."""
        asking = "not asked by" if one.outcome is ResponseKind.NOT_ASKED else "asked by"
        when = f", {day(one.when)}" if one.when else ""
        clause = shortened(words(one.spans, self.article.text), _LONGEST_CLAUSE)
        came = "" if one.outcome is ResponseKind.NOT_ASKED else f"{outcome(one.outcome)}, "
        told = f"{came}{asking} {self.source(one.asker)}{when}"
        return f"{self.source(one.party)}: {told}: “{clause}”"

    def origins(self, one: Attribution, fact: Facts) -> str:
        """Return the origins, where they are others than the source itself."""
        others = [name for name in fact.origins if name != one.source]
        return ", ".join(self.identity(name) for name in others)


def labelled(value: StrEnum) -> str:
    """Return a controlled value as words: its concept's notation without the hyphens."""
    return value.value.replace("-", " ")


def identified(kind: Identification) -> str:
    """Return how far a source is identified, in words."""
    return _KINDS[kind]


def work(source: Source) -> str:
    """Return what a source is that is a work without a name, not somebody; nothing for others."""
    return work_called(source.identification, source.kind)


def work_called(identification: Identification, kind: SourceKind) -> str:
    """Return what a work without a name is called, by its two notations; nothing for others."""
    return f"a {_SOURCE_KINDS[kind]}" if kind in WORKS and identification in _NOBODY else ""


def source_kind(kind: SourceKind) -> str:
    """Return what a source is, in words."""
    return _SOURCE_KINDS[kind]


def basis(kind: KnowledgeBasis) -> str:
    """Return how a source is said to know, in words."""
    return _BASES[kind]


def form(kind: QuoteForm) -> str:
    """Return whose words a content is given in."""
    return _FORMS[kind]


def place_of(article: Article, offset: int) -> str:
    """Return headline, caption or the number of the paragraph; nothing if it is not known."""
    section = article.section_at(offset)
    if section is not None and section.kind in _SECTIONS:
        return _SECTIONS[section.kind]
    number = article.paragraph_at(offset)
    return f"paragraph {number}" if number else ""


def outcome(kind: ResponseKind) -> str:
    """Return what came of a request, in words."""
    return _OUTCOMES[kind]


def short_cue(cue: str) -> str:
    """Return the words that attribute a statement as they stand beside it, in a list of many."""
    return shortened(cue, _LONGEST_CUE)


def shortened(text: str, most: int) -> str:
    """Return text on one line, its end cut at a word if it is longer than `most`; 0 is no limit.

    It is made to stand in double quotation marks: those around all of it go, those inside
    become single ones, and one that the text opens and does not close is closed.
    """
    line = one_line(text)
    if line[:1] in _OPENING and line[-1:] in _CLOSING and not set(line[1:-1]) & _DOUBLE:
        line = line[1:-1]
    line = line.strip(" ,")
    if most and len(line) > most:
        line = line[:most].rsplit(" ", 1)[0].rstrip(",;: ") + " …"
    return _single(line)


def _single(line: str) -> str:
    open_marks = 0
    letters: list[str] = []
    for letter in line:
        if letter == "“" or (letter == '"' and not open_marks):
            open_marks += 1
            letters.append("‘")
        elif letter in _DOUBLE:
            open_marks = max(0, open_marks - 1)
            letters.append("’")
        else:
            letters.append(letter)
    return "".join(letters) + "’" * open_marks


def day(value: Date) -> str:
    """Return a date as `Wed 4 March 2026`."""
    return f"{value:%a} {value.day} {value:%B %Y}"


def heading(article: Article) -> str:
    """Return what the article is called: its title, else its first words."""
    return one_line(article.title or shortened(article.text.strip().split("\n", 1)[0], 70))


def handle(article: Article) -> str:
    """Return what a user can call the article by: its id, else the start of its digest."""
    if article.identifier:
        return one_line(article.identifier)
    return one_line(ids.article_iri(article, "").rpartition("/")[2][:_HANDLE])


def byline(article: Article, *, called: bool = True) -> str:
    """Return outlet, day and author, as far as they are known, and how to call the article."""
    parts = [
        article.outlet or "outlet not given",
        day(article.date) if article.date else "no date given",
        *([article.author] if article.author else []),
        *([f"id {handle(article)}"] if called else []),
    ]
    return one_line(" · ".join(parts))
