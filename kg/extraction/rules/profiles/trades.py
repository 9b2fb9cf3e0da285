"""What a person is heard as, by what the article says of their trade, office or charge.

"Roe, who covered the mine for the Herald" is a journalist, "Roe, for the defence" a lawyer,
"Roe of the Tide Institute" an expert, "a ministry clerk" holds a public office. Only whom
no narrower word describes is looked at, and heads of firms and unions, who hold no public
office and speak for their body by charge.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from kg.extraction.rules.sources.kinds import by_roles, is_people
from kg.extraction.rules.text.places import head_of, tokens_of
from kg.model import Identification, Source, SourceKind, Span

if TYPE_CHECKING:
    from kg.extraction.rules.reading.reading import Reading

_OPEN = frozenset({SourceKind.PERSON, SourceKind.UNKNOWN})
_COUNSEL = re.compile(
    r",? (?:prosecuting|defending)\b"
    r"|, (?:who is )?(?:appearing )?for the "
    r"(?:defen[cs]e|prosecution|crown|plaintiffs?|claimants?)\b",
    re.IGNORECASE,
)
_SIDES = frozenset({"defence", "defense", "prosecution"})
_AT = frozenset({"of", "at", "from", "with"})
_THINKS = re.compile(r", an? (?:[\w-]+ ){0,2}think[- ]tank\b")
_WROTE = frozenset({"write", "edit", "report", "file"})
_PIECES = frozenset({"article", "story", "column", "piece", "editorial", "dispatch", "series"})
_FOR_OUTLETS = frozenset({"cover", "report", "write"})
_LED = frozenset({"run", "head", "lead", "direct", "found", "work", "teach", "study", "research"})
_LEADING_AUTHOR = frozenset({"lead", "senior", "first", "study", "corresponding"})
_SEATS = frozenset(
    {"council", "assembly", "parliament", "senate", "congress", "house", "legislature", "cabinet"}
)
_OF_SEATS = re.compile(r"\b(?:leader|whip|speaker|member)\b.*\b(?:of|in)\b(.*)", re.IGNORECASE)
_EXECUTIVES = frozenset({"director", "chief", "president", "chairman", "chairwoman", "executive"})
_UNION_POSTS = frozenset(
    {"convener", "convenor", "steward", "delegate", "organiser", "organizer", "secretary"}
    | {"president", "leader", "chairman", "chairwoman", "chief"}
)
_HUMANS = ("people-noun", "person-noun", "kin-noun", "anonymous-noun", "official-noun")
_OWNERS = re.compile(r"([\w-]+)[’']s? ")
_OF_WHAT = re.compile(r"\b(?:of|at) (?:the|a|an) (?:[\w-]+ )?([\w-]+)$")
_FIRM_TITLES = ("managing director", "sales director")


def person_kind(reading: Reading, one: Source) -> SourceKind:
    """Return what a person is heard as; the kind that is known where nothing tells more."""
    if one.kind in {SourceKind.OFFICIAL_PERSON, SourceKind.PERSON} and one.role:
        if _speaks_by_charge(reading, one.role):
            return SourceKind.SPOKESPERSON
        if one.kind is SourceKind.PERSON and _has_seat(one.role):
            return SourceKind.OFFICIAL_PERSON
    if one.kind not in _OPEN or not one.mentions:
        return one.kind
    told = _by_place(reading, one) or _by_clauses(reading, one) or _by_description(reading, one)
    return told or one.kind


def _words(text: str) -> list[str]:
    plain = re.sub(r"[’']s?\b", " ", text.lower())
    return [word.strip(".,;:’'") for word in plain.split()]


def _speaks_by_charge(reading: Reading, role: str) -> bool:
    """Whether a role is at the head of a firm or a union: "the firm's operations director"."""
    held = _words(role)
    if "union" in held and _UNION_POSTS.intersection(held):
        return True
    if any(title in role.lower() for title in _FIRM_TITLES):
        return True
    lowered = role.lower()
    firm = any(
        reading.words.has(name, word)
        for name in ("company-noun", "business-noun")
        for word in _OWNERS.findall(lowered) + _OF_WHAT.findall(lowered)
    )
    return firm and bool(_EXECUTIVES.intersection(held))


def _has_seat(role: str) -> bool:
    """Whether a role is one in an elected body: "their leader in the Assembly"."""
    behind = _OF_SEATS.search(role)
    held = _words(role)
    if behind is not None:
        return bool(_SEATS.intersection(_words(behind[1])))
    return held[-2:-1] != [] and held[-2] in _SEATS and held[-1] in {"leader", "member", "speaker"}


def _by_place(reading: Reading, one: Source) -> SourceKind | None:
    """Return the kind that stands right behind a name: counsel, "of the Tide Institute"."""
    view = reading.view
    if one.identification is not Identification.NAMED:
        return None
    for span in one.mentions:
        if _is_counsel(view.text, span, one.name or ""):
            return SourceKind.LAWYER
        if any(_is_learned(reading, noun) for noun in _bodies_beside(reading, span)):
            return SourceKind.EXPERT
        if _is_author_of_study(reading, span):
            return SourceKind.EXPERT
    return None


def _is_counsel(text: str, span: Span, name: str) -> bool:
    """Whether a mention goes on with a side in court: "Roe, prosecuting"."""
    called = span.of(text).split(",")[0]
    surname = name.split()[-1:]
    ends = bool(surname) and called.endswith(surname[0])
    return ends and _COUNSEL.match(text, span.start + len(called)) is not None


def _is_author_of_study(reading: Reading, span: Span) -> bool:
    """Whether somebody is brought in as who led a study: "lead author Wilma Roe"."""
    view = reading.view
    first = tokens_of(view, span)[0]
    held = range(max(0, first - 2), min(first + 3, view.size))
    return any(
        view.lower[token] in {"author", "co-author"}
        and (view.lower[token] == "co-author" or view.lower[token - 1] in _LEADING_AUTHOR)
        for token in held
    )


def _bodies_beside(reading: Reading, span: Span) -> Iterator[int]:
    """Yield the bodies of which a name is: of "Roe of the Tide Institute" the institute."""
    view = reading.view
    first, last = tokens_of(view, span)
    for token in range(first, last):
        for kid in view.kids_by(token, "prep") if view.pos[token] == "PROPN" else ():
            body = view.kid(kid, "pobj")
            if view.lower[kid] in _AT and kid in {token + 1, last} and body is not None:
                yield body


def _is_learned(reading: Reading, noun: int) -> bool:
    """Whether a body is one of learning or research, by its name or by what is said of it."""
    view, words = reading.view, reading.words
    if words.has("academic-noun", view.lower[noun]) or _THINKS.match(view.text, view.end[noun]):
        return True
    return any(words.has("academic-noun", view.lower[kid]) for kid in view.kids_by(noun, "appos"))


def _by_clauses(reading: Reading, one: Source) -> SourceKind | None:
    """Return the kind that a clause beside a source tells: "who covers the port for the Star"."""
    view = reading.view
    for span in one.mentions:
        head = head_of(view, tokens_of(view, span))
        for clause in view.kids_by(head, "relcl"):
            for verb in (clause, *view.kids_by(clause, "conj")):
                kind = _by_clause(reading, verb) if _is_own(reading, clause) else None
                if kind is not None:
                    return kind
    return None


def _is_own(reading: Reading, clause: int) -> bool:
    """Whether the source itself does what a clause says."""
    subject = reading.view.kid(clause, "nsubj")
    return subject is not None and reading.view.lower[subject] == "who"


def _by_clause(reading: Reading, verb: int) -> SourceKind | None:
    view, words = reading.view, reading.words
    lemma, thing = view.lemma[verb], view.kid(verb, "dobj")
    places = [
        (view.lower[prep], body)
        for owner in (verb, *([] if thing is None else [thing]))
        for prep in view.kids_by(owner, "prep")
        for body in view.kids_by(prep, "pobj")
    ]
    if lemma in _WROTE and thing is not None and view.lemma[thing] in _PIECES:
        return SourceKind.JOURNALIST
    if lemma in _FOR_OUTLETS and any(at == "for" and view.pos[b] == "PROPN" for at, b in places):
        return SourceKind.JOURNALIST
    if lemma in _LED:
        bodies = [body for at, body in places if at in {"at", "in", "for", "with"}]
        learned = [*bodies, *([] if thing is None else [thing])]
        if any(words.has("academic-noun", view.lower[noun]) for noun in learned):
            return SourceKind.EXPERT
    if lemma == "represent" and thing is not None and not any(at == "in" for at, _ in places):
        return SourceKind.SPOKESPERSON
    return _by_trade(reading, verb)


def _by_trade(reading: Reading, verb: int) -> SourceKind | None:
    """Return the expert whose work a clause tells: "who repairs clocks", "who studies eels"."""
    view, words = reading.view, reading.words
    if view.tag[verb] not in {"VBZ", "VBP"} or view.kid(verb, "neg") is not None:
        return None
    things = list(view.kids_by(verb, "dobj"))
    after = [view.kid(kid, "pobj") for kid in view.kids_by(verb, "prep")]
    works_on = view.lemma[verb] in {"look", "work", "care"}
    things = [thing for thing in after if thing is not None] if works_on else things
    if not works_on and not words.has("trade-verb", view.lemma[verb]):
        return None
    if works_on and not any(view.lower[k] in {"after", "on"} for k in view.kids_by(verb, "prep")):
        return None
    bare = any(
        view.tag[thing] == "NNS" and view.kid(thing, "det", "poss", "nummod") is None
        for thing in things[:1]
    )
    people = any(words.has(name, view.lemma[t]) for t in things[:1] for name in _HUMANS)
    return SourceKind.EXPERT if bare and not people else None


def _by_description(reading: Reading, one: Source) -> SourceKind | None:
    """Return the kind that words for somebody unnamed tell: "a ministry clerk"."""
    view, words = reading.view, reading.words
    if one.name is not None:
        return None
    head = head_of(view, tokens_of(view, one.mentions[0]))
    if view.lower[head] in _SIDES and not view.quoted[head]:
        return SourceKind.LAWYER
    if view.lower[head] == "one":
        of_whom = [
            inner
            for kid in view.kids_by(head, "prep")
            for inner in view.kids_by(kid, "pobj")
            if view.lower[kid] == "of"
        ]
        lemmas = [view.lemma[noun] for noun in of_whom if view.tag[noun] == "NNS"]
        return by_roles(words, lemmas, plural=False)
    if view.tag[head] != "NN" or not is_people(words, view.lemma[head]):
        return None
    if _has_seat(one.description or "") or _serves_public(reading, head):
        return SourceKind.OFFICIAL_PERSON
    if _has_workplace(reading, head):
        return SourceKind.PARTICIPANT
    bare = any(words.has(name, view.lemma[head]) for name in ("bare-noun", "anonymous-noun"))
    one_of_them = view.kid(head, "det", "poss", "nummod") is not None
    return None if bare or not one_of_them else SourceKind.PERSON


def _serves_public(reading: Reading, head: int) -> bool:
    """Whether somebody works for a body of the state: "a council accountant"."""
    view, words = reading.view, reading.words
    if any(view.lower[kid] == "former" for kid in view.kids_by(head, "amod")):
        return False
    return any(
        words.has(name, view.lower[kid])
        for kid in view.kids_by(head, "compound", "poss")
        for name in ("government-noun", "public-body-noun")
    )


def _has_workplace(reading: Reading, head: int) -> bool:
    """Whether somebody is called by a job inside a body: "a crew member", "a ward sister"."""
    view, words = reading.view, reading.words
    noun = view.lemma[head]
    beside = [view.lower[kid] for kid in view.kids_by(head, "compound")]
    return words.has("workplace-noun", noun) or any(
        words.has("workplace-noun", f"{word} {noun}") for word in beside
    )
