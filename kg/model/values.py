"""The controlled values: each enumeration is a scheme of `ontology/schemes/`, by the same name."""

from __future__ import annotations

from enum import StrEnum


class Identification(StrEnum):
    """How far one article identifies a source (ontology/schemes/identification.ttl)."""

    NAMED = "named"
    PSEUDONYMOUS = "pseudonymous"
    ANONYMOUS_DESCRIBED = "anonymous-described"
    ANONYMOUS_BARE = "anonymous-bare"
    COLLECTIVE_UNNAMED = "collective-unnamed"
    UNSTATED = "unstated"
    UNRESOLVED = "unresolved"

    @property
    def anonymous(self) -> bool:
        """Whether identity is withheld; unstated, collective and unresolved are not that."""
        return self in _ANONYMOUS


_ANONYMOUS = frozenset(
    {Identification.PSEUDONYMOUS, Identification.ANONYMOUS_DESCRIBED, Identification.ANONYMOUS_BARE}
)


class SourceKind(StrEnum):
    """What a source is (ontology/schemes/source-kind.ttl)."""

    PERSON = "person"
    EXPERT = "expert"
    EXPERT_GROUP = "expert-group"
    OFFICIAL_PERSON = "official-person"
    SPOKESPERSON = "spokesperson"
    LAWYER = "lawyer"
    JOURNALIST = "journalist"
    WITNESS = "person-witness"
    PARTICIPANT = "participant"
    VICTIM = "victim"
    WHISTLEBLOWER = "whistleblower-described"
    SUBJECT = "subject-of-claim"
    GROUP = "group"
    GOVERNMENT_BODY = "government-body"
    COURT = "court"
    COMPANY = "company"
    POLITICAL_GROUP = "political-group"
    NGO = "ngo"
    ACADEMIC_BODY = "academic-body"
    ORGANISATION = "organisation"
    NEWS_OUTLET = "news-outlet"
    WIRE_AGENCY = "wire-agency"
    WIKI = "wiki"
    SOCIAL_ACCOUNT = "social-account"
    DOCUMENT = "document"
    DATASET = "dataset"
    RECORD = "record"
    LEAKED_DOCUMENT = "leaked-document"
    UNKNOWN = "unknown"

    @property
    def personal(self) -> bool:
        """Whether it is one human being, so that a name is a person's."""
        return self in _PERSONAL


_PERSONAL = frozenset(
    {
        SourceKind.PERSON,
        SourceKind.EXPERT,
        SourceKind.OFFICIAL_PERSON,
        SourceKind.SPOKESPERSON,
        SourceKind.LAWYER,
        SourceKind.JOURNALIST,
        SourceKind.WITNESS,
        SourceKind.PARTICIPANT,
        SourceKind.VICTIM,
        SourceKind.WHISTLEBLOWER,
        SourceKind.SUBJECT,
    }
)


class AttributionType(StrEnum):
    """What a source is said to do with the content (ontology/schemes/attribution-type.ttl).

    The types of the Penn Attribution Relations Corpus (Pareti 2012).
    """

    ASSERTION = "assertion"
    BELIEF = "belief"
    FACT = "fact"
    EVENTUALITY = "eventuality"


class QuoteForm(StrEnum):
    """How the words are given (ontology/schemes/quote-form.ttl)."""

    DIRECT = "direct-quote"
    PARTIAL = "partial-quote"
    PARAPHRASE = "paraphrase"
    SUMMARY = "summary"
    HEADLINE = "headline-paraphrase"
    TRANSLATION = "translation"
    MENTION = "mention-only"
    ANNOUNCED = "announced-only"

    @property
    def without_content(self) -> bool:
        """Whether the text tells of a statement and not what it says."""
        return self in {QuoteForm.MENTION, QuoteForm.ANNOUNCED}


class Channel(StrEnum):
    """By which way words came to whoever reports them (ontology/schemes/channel.ttl)."""

    INTERVIEW = "interview-in-person"
    PHONE = "phone"
    EMAIL = "email"
    STATEMENT = "written-statement"
    PRESS_CONFERENCE = "press-conference"
    SPEECH = "public-speech"
    COURT = "court-proceeding"
    OFFICIAL_DOCUMENT = "official-document"
    LEAKED_DOCUMENT = "leaked-document"
    PUBLISHED = "published-work"
    PRESS_REPORT = "press-report"
    SOCIAL_MEDIA = "social-media"
    PRIVATE = "private-communication"
    DATA = "data-analysis"
    OBSERVATION = "direct-observation"
    UNSTATED = "unstated"


class RecordStatus(StrEnum):
    """On what terms the source spoke (ontology/schemes/record-status.ttl)."""

    ON_RECORD = "on-the-record"
    BACKGROUND = "on-background"
    DEEP_BACKGROUND = "deep-background"
    NOT_FOR_ATTRIBUTION = "not-for-attribution"
    EMBARGOED = "embargoed"
    PUBLISHED = "published"
    UNSTATED = "terms-unstated"


class HopKind(StrEnum):
    """What a step of a chain does with what it passes on (ontology/schemes/hop-kind.ttl)."""

    ORIGINATOR = "originator"
    OWN_SOURCE = "reports-own-source"
    OTHER_OUTLET = "reports-other-outlet"
    WIRE_COPY = "wire-copy"
    SYNDICATED = "syndicated"
    TRANSLATES = "translates"
    AGGREGATES = "aggregates"
    SOCIAL_POST = "quotes-social-post"
    CITES_DOCUMENT = "cites-document"
    OWN_INFERENCE = "own-inference"
    OWN_OBSERVATION = "own-observation"
    CREDIT_LINE = "credit-line"


class KnowledgeBasis(StrEnum):
    """How the source is said to know (ontology/schemes/knowledge-basis.ttl)."""

    WITNESSED = "witnessed"
    PARTICIPATED = "participated"
    READ_DOCUMENT = "read-document"
    TECHNICAL_DATA = "technical-data"
    TOLD = "told-by-other"
    INFERENCE = "expert-inference"
    POSITION = "position"
    NOT_GIVEN = "not-given"


class AnonymityReason(StrEnum):
    """Why identity is withheld, as printed (ontology/schemes/anonymity-reason.ttl)."""

    NOT_AUTHORISED = "not-authorised-to-speak"
    RETALIATION = "fear-of-retaliation"
    LEGAL_RISK = "legal-risk"
    SAFETY = "safety"
    INVESTIGATION = "ongoing-investigation"
    NEGOTIATION = "private-negotiation"
    NONE_GIVEN = "none-given"


class Certainty(StrEnum):
    """How sure the source is, where the words mark it (ontology/schemes/certainty.ttl).

    The values of FactBank (Saurí and Pustejovsky 2009), with `Polarity`.
    """

    CERTAIN = "certain"
    PROBABLE = "probable"
    POSSIBLE = "possible"
    UNDERSPECIFIED = "underspecified"


class Polarity(StrEnum):
    """Whether the source says yes or no to it, where marked (ontology/schemes/polarity.ttl)."""

    POSITIVE = "positive"
    NEGATIVE = "negative"
    UNDERSPECIFIED = "underspecified"


class Hedge(StrEnum):
    """By which device the writer keeps a distance (ontology/schemes/hedge.ttl)."""

    DISTANCING = "distancing"
    SHIELD = "attributive-shield"
    MODAL = "modal"
    APPROXIMATOR = "approximator"
    SCARE_QUOTE = "scare-quote"
    QUESTION = "question-headline"


class ContentKind(StrEnum):
    """What sort of thing the content is (ontology/schemes/content-kind.ttl)."""

    INFORMATION = "information"
    OPINION = "opinion"
    ALLEGATION = "allegation"


class ResponseKind(StrEnum):
    """What came of a request for comment (ontology/schemes/response-kind.ttl)."""

    DECLINED = "declined"
    BACKGROUND_ONLY = "declined-on-record-only"
    NO_RESPONSE_BY_DEADLINE = "no-response-by-deadline"
    NO_RESPONSE = "no-response"
    NOT_REACHED = "could-not-be-reached"
    NOT_ASKED = "not-asked"
    PENDING = "reply-pending"
    REFERRED = "referred-elsewhere"
    NEITHER_CONFIRMED_NOR_DENIED = "would-not-confirm-or-deny"
    OFF_TOPIC = "responded-off-topic"
    RESPONDED = "responded"

    @property
    def refused(self) -> bool:
        """Whether the party was reached and would not answer; silence is not that."""
        return self in {ResponseKind.DECLINED, ResponseKind.BACKGROUND_ONLY}


class StanceKind(StrEnum):
    """What one statement does to another (ontology/schemes/stance-kind.ttl)."""

    SUPPORTS = "supports"
    CONFIRMS = "confirms"
    DENIES = "denies"
    DISPUTES = "disputes"
    OFFERS_ALTERNATIVE = "offers-alternative"
    QUALIFIES = "qualifies"
    CONCEDES = "concedes"
    CORRECTS = "corrects"
    RETRACTS = "retracts"
    QUESTIONS_METHOD = "questions-method"
    REPEATS = "repeats"


class StanceBasis(StrEnum):
    """Whether the article says so, or we concluded it (ontology/schemes/stance-basis.ttl)."""

    ASSERTED = "asserted"
    ADDED = "added"


class DenialScope(StrEnum):
    """How far a denial meets what it denies (ontology/schemes/denial-scope.ttl)."""

    FULL = "full"
    PARTIAL = "partial"
    TENSE_SHIFTED = "tense-shifted"
    NARROWER = "narrower-proposition"
    SOURCE_ONLY = "attacks-source-only"
    HEDGED = "hedged"
    PROCEDURAL = "procedural"


class SectionKind(StrEnum):
    """What a stretch of an article is in print (ontology/schemes/section-kind.ttl)."""

    HEADLINE = "headline"
    STANDFIRST = "standfirst"
    BYLINE = "byline"
    DATELINE = "dateline"
    LEAD = "lead"
    PARAGRAPH = "paragraph"
    HEADING = "heading"
    CAPTION = "caption"


class PassageKind(StrEnum):
    """What a sentence outside every content is (ontology/schemes/passage-kind.ttl)."""

    UNATTRIBUTED = "unattributed"
    OBSERVED = "own-observation"


class CorrectionKind(StrEnum):
    """By what an outlet mends its own article (ontology/schemes/correction-kind.ttl)."""

    CORRECTION = "correction"
    CLARIFICATION = "clarification"
    EDITORS_NOTE = "editors-note"
    RETRACTION = "retraction"
    WITHDRAWAL = "withdrawal"
    UPDATE = "update"
    SILENT_EDIT = "silent-edit"


class Origin(StrEnum):
    """Who made a record (ontology/schemes/origin.ttl)."""

    AUTOMATIC = "automatic"
    HUMAN = "human"


class ReviewVerdict(StrEnum):
    """What a review says of a statement (ontology/schemes/review-verdict.ttl)."""

    ACCEPTED = "accepted"
    REJECTED = "rejected"
    CORRECTED = "corrected"


class Anonymity(StrEnum):
    """How much of a statement's origins is anonymous (ontology/schemes/anonymity.ttl)."""

    ONLY = "only-anonymous"
    PARTLY = "partly-anonymous"
    NONE = "not-anonymous"
