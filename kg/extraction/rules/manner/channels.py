"""By which way the words came: told by phone, in a statement, in court, in a post.

Read from the words of the reporting clause, and from what the source is where it is something
written. Where nothing says it, nothing is set.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from kg.extraction.rules.manner.reporting import Clause, Clauses, phrases
from kg.extraction.rules.sources.kinds import OUTLETS, is_media, is_outlets_paper
from kg.extraction.rules.text.places import tokens_of
from kg.model import PUBLISHER, Attribution, Channel, Extraction, Source, SourceKind

if TYPE_CHECKING:
    from kg.extraction.rules.reading.reading import Reading

_BY_MEANS = frozenset({"by", "via", "over", "through", "on", "in", "from", "with"})
_AT_OCCASION = frozenset({"in", "at", "during", "on", "to", "before", "from"})
_OF_SOURCE = {
    SourceKind.LEAKED_DOCUMENT: Channel.LEAKED_DOCUMENT,
    SourceKind.RECORD: Channel.OFFICIAL_DOCUMENT,
    SourceKind.DATASET: Channel.DATA,
    SourceKind.SOCIAL_ACCOUNT: Channel.SOCIAL_MEDIA,
    SourceKind.WIKI: Channel.PUBLISHED,
    SourceKind.COURT: Channel.COURT,
}
_CARRIED = frozenset(
    {
        Channel.PHONE,
        Channel.EMAIL,
        Channel.STATEMENT,
        Channel.INTERVIEW,
        Channel.PRESS_CONFERENCE,
        Channel.SPEECH,
        Channel.COURT,
    }
)
_ORDER = tuple(Channel)
_NOUNS = {
    Channel.INTERVIEW: "interview-in-person-noun",
    Channel.PHONE: "phone-noun",
    Channel.EMAIL: "email-noun",
    Channel.STATEMENT: "written-statement-noun",
    Channel.PRESS_CONFERENCE: "press-conference-noun",
    Channel.SPEECH: "public-speech-noun",
    Channel.COURT: "court-proceeding-noun",
    Channel.OFFICIAL_DOCUMENT: "official-document-noun",
    Channel.PUBLISHED: "published-work-noun",
    Channel.SOCIAL_MEDIA: "social-media-noun",
    Channel.PRIVATE: "private-communication-noun",
    Channel.DATA: "data-analysis-noun",
}
_ONLY_BESIDE = {
    Channel.PRESS_CONFERENCE: ("press-conference-noun-alone", "press-conference-noun-beside"),
    Channel.OFFICIAL_DOCUMENT: ("official-document-noun-alone", "official-document-noun-beside"),
}
_VERBS = {
    Channel.SOCIAL_MEDIA: "social-media-verb",
    Channel.EMAIL: "email-verb",
    Channel.PHONE: "phone-verb",
}
_HEARERS = {
    Channel.COURT: "court-proceeding-hearer",
    Channel.SPEECH: "public-speech-hearer",
}
_SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj"})
_REACH = 5
_HEARD = frozenset(
    {"tell", "say", "testify", "speak", "announce", "declare", "admit", "explain", "warn"}
)
_PLAIN_RULES = frozenset({"clause", "quotation"})


def channels(reading: Reading, found: Extraction, clauses: Clauses) -> Extraction:
    """Return the attributions with the ways by which they came."""
    sources = {one.id: one for one in found.sources}
    told = [
        replace(one, channels=_of(reading, one, clauses.of(one), sources))
        for one in found.attributions
    ]
    return replace(found, attributions=tuple(_carried(reading, told)))


def _of(
    reading: Reading, one: Attribution, clause: Clause | None, sources: dict[str, Source]
) -> tuple[Channel, ...]:
    found = set(_of_kind(reading, one, sources))
    if one.quote_form.without_content:
        found.update(_of_mention(reading, one))
    if clause is not None:
        found.update(_of_cue(reading, clause))
        found.update(_of_phrases(reading, one, clause))
        found.update(_of_hearers(reading, clause))
    if {Channel.PHONE, Channel.EMAIL} & found:
        found.discard(Channel.INTERVIEW)
    if {Channel.PRESS_CONFERENCE, Channel.COURT} & found:
        found.discard(Channel.SPEECH)
    return tuple(channel for channel in _ORDER if channel in found)


def _of_kind(reading: Reading, one: Attribution, sources: dict[str, Source]) -> Iterator[Channel]:
    """Yield the way that a source is in itself: a filing, a data set, another outlet."""
    source = sources.get(one.source)
    if source is None:
        return
    if source.kind in OUTLETS and one.source != PUBLISHER:
        yield Channel.PRESS_REPORT
    if source.kind in _OF_SOURCE:
        yield _OF_SOURCE[source.kind]
    medium = sources.get(one.medium or "")
    by_outlet = source.kind is SourceKind.DOCUMENT and is_outlets_paper(reading.words, source)
    reporter = source.kind is SourceKind.JOURNALIST and medium is not None
    if is_media(reading.words, source):
        yield Channel.PRESS_REPORT
    called = (source.name or source.description or "").lower().split()
    if called and reading.words.has("poll-noun", called[-1]):
        yield Channel.DATA
    if by_outlet or reporter or (medium is not None and medium.kind in OUTLETS):
        yield Channel.PRESS_REPORT
    elif medium is not None and medium.kind in _OF_SOURCE:
        yield _OF_SOURCE[medium.kind]


def _of_mention(reading: Reading, one: Attribution) -> Iterator[Channel]:
    """Yield the way that the words for a statement name, where its content is not told."""
    view = reading.view
    for span in one.content:
        for token in range(*tokens_of(view, span)):
            if view.pos[token] != "NOUN":
                continue
            beside = [view.lower[kid] for kid in view.kids_by(token, "compound", "amod", "nmod")]
            yield from _named(reading, (view.lemma[token], view.lower[token]), beside, "in")


def _of_cue(reading: Reading, clause: Clause) -> Iterator[Channel]:
    """Yield the way that the verb names: tweeted, e-mailed, testified."""
    view = reading.view
    lemma = view.lemma[clause.anchor]
    if reading.words.has("testifying-verb", lemma):
        heard = [view.lemma[token] for token in clause.tokens]
        public = any(reading.words.has("public-speech-hearer", noun) for noun in heard)
        yield Channel.SPEECH if public else Channel.COURT
    for channel, verbs in _VERBS.items():
        if reading.words.has(verbs, lemma):
            yield channel


def _of_phrases(reading: Reading, one: Attribution, clause: Clause) -> Iterator[Channel]:
    """Yield the ways that phrases of the clause name: "by phone", "at a news conference"."""
    view, words = reading.view, reading.words
    told_of = {span.start for span in one.source_spans}
    for preposition, noun in phrases(view, clause.tokens):
        if view.start[noun] in told_of or not _is_own(reading, clause, preposition):
            continue
        word, names = view.lower[preposition], _names(reading, noun)
        beside = [view.lower[kid] for kid in view.kids_by(noun, "compound", "amod", "nmod")]
        outlet = view.pos[noun] == "PROPN" and names[0] == "post"
        if word in _BY_MEANS | _AT_OCCASION and not outlet:
            yield from _named(reading, names, beside, word)
        if words.has("social-platform", names[1]) and word in {"on", "to", "via", "in", "over"}:
            yield Channel.SOCIAL_MEDIA


def _names(reading: Reading, noun: int) -> tuple[str, str]:
    """Return the noun in its two forms; "e-mail" is three words to the parser."""
    view = reading.view
    around = view.lower[max(0, noun - 2) : noun + 3]
    for place in range(len(around) - 2):
        if around[place : place + 2] == ["e", "-"] and around[place + 2] in {"mail", "mails"}:
            return "e-mail", "e-mail"
    return view.lemma[noun], view.lower[noun]


def _named(
    reading: Reading, names: tuple[str, str], beside: list[str], preposition: str
) -> Iterator[Channel]:
    words = reading.words
    for channel, nouns in _NOUNS.items():
        if not any(words.has(nouns, name) for name in names):
            continue
        if channel in _ONLY_BESIDE:
            alone, others = _ONLY_BESIDE[channel]
            if not words.has(alone, names[0]) and not any(words.has(others, w) for w in beside):
                continue
        if preposition in {"before", "to"} and channel is not Channel.COURT:
            continue
        # a blog post is no post on a network
        blog = channel is Channel.SOCIAL_MEDIA and "blog" in beside
        yield Channel.PUBLISHED if blog else channel
    if words.has("message-noun", names[0]):
        yield from (means for word in beside for means in _means(reading, word))


def _means(reading: Reading, word: str) -> Iterator[Channel]:
    """Yield the means that a word before a message names: a phone interview, a Facebook post."""
    if reading.words.has("social-platform", word):
        yield Channel.SOCIAL_MEDIA
    for channel in (Channel.PHONE, Channel.EMAIL):
        if reading.words.has(_NOUNS[channel], word):
            yield channel


def _is_own(reading: Reading, clause: Clause, preposition: int) -> bool:
    """Whether a phrase tells of the saying, and not of who speaks or of another deed."""
    view = reading.view
    place = preposition
    for _ in range(_REACH):
        head = view.head[place]
        if head == clause.anchor or head not in clause.tokens:
            return view.dep[place] not in _SUBJECTS
        if view.dep[place] in _SUBJECTS:
            return False
        place = head
    return False


def _of_hearers(reading: Reading, clause: Clause) -> Iterator[Channel]:
    """Yield the way that those who listened tell: a jury, a crowd, a committee."""
    view, words = reading.view, reading.words
    if view.lemma[clause.anchor] not in _HEARD:
        return
    hearers = [*view.kids_by(clause.anchor, "dobj", "dative")]
    for preposition, noun in phrases(view, clause.tokens):
        if view.lower[preposition] in {"to", "before"} and view.head[preposition] == clause.anchor:
            hearers.append(noun)
    for hearer in (token for token in hearers if token in clause.tokens):
        beside = {view.lower[kid] for kid in view.kids_by(hearer, "compound", "amod")}
        press = beside & words.lists.get("press-conference-noun-beside", frozenset())
        if press and words.has("press-conference-noun", view.lemma[hearer]):
            yield Channel.PRESS_CONFERENCE
            continue
        for channel, listeners in _HEARERS.items():
            if words.has(listeners, view.lemma[hearer]):
                yield channel


def _carried(reading: Reading, told: list[Attribution]) -> Iterator[Attribution]:
    """Yield the statements, one that goes on in the same paragraph by the way it began."""
    before: Attribution | None = None
    for one in told:
        same = before is not None and _goes_on(reading, before, one)
        if same and before is not None and not one.channels:
            kept = tuple(channel for channel in before.channels if channel in _CARRIED)
            one = replace(one, channels=kept)  # noqa: PLW2901 - the statement as it is now known
        yield one
        if one.nested_in is None:
            before = one


def _goes_on(reading: Reading, before: Attribution, one: Attribution) -> bool:
    """Whether one speaker goes on within a paragraph, told by no more than "he said"."""
    quotes = reading.view.quotes
    if before.source != one.source or one.nested_in or one.recipient or one.medium:
        return False
    places = {quotes.paragraph_at(span.start) for span in (*before.content, *one.content)}
    plain = one.rule in _PLAIN_RULES and len(one.cue) <= 1
    return plain and len(places) == 1
