"""Who is said to speak unnamed in words that stand apart from the statement itself.

"An engineer said the dam was cracked. She asked not to be named." The second sentence states
nothing, but tells how far the source of the first is identified. So do words that tell how
one knows: "those close to the mayor", "two bankers briefed on the sale".
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from kg.extraction.rules.sources.cast import Cast
from kg.extraction.rules.sources.identification import knows_from_within
from kg.extraction.rules.sources.protection import who_asks
from kg.extraction.rules.text.lexicon import Lexicon
from kg.extraction.rules.text.subjects import antecedent_of, subject_of
from kg.extraction.rules.text.view import View
from kg.model import Identification, Source, SourceKind

_OPEN = frozenset(
    {Identification.UNSTATED, Identification.UNRESOLVED, Identification.COLLECTIVE_UNNAMED}
)
_HUMAN = frozenset(
    {
        SourceKind.PERSON,
        SourceKind.EXPERT,
        SourceKind.EXPERT_GROUP,
        SourceKind.OFFICIAL_PERSON,
        SourceKind.JOURNALIST,
        SourceKind.WITNESS,
        SourceKind.GROUP,
        SourceKind.UNKNOWN,
    }
)
_NAMES = frozenset({"name", "identity", "surname"})
_BEFORE_NAME = frozenset({"of", "as", "only", "just", "by", "simply"})
_CLIMB = 6


def withheld(view: View, lexicon: Lexicon, cast: Cast) -> tuple[Source, ...]:
    """Return the sources, those whose identity the article says it withholds as anonymous."""
    named = {cast.source_at(head) for head in _unnamed(view, lexicon)}
    named |= _others(view, cast)
    return tuple(
        replace(one, identification=Identification.ANONYMOUS_DESCRIBED)
        if one.id in named and may_be_withheld(one) and not cast.is_contradicted(one.id)
        else one
        for one in cast.sources()
    )


def _others(view: View, cast: Cast) -> set[str]:
    """Return those who are told apart from unnamed ones: "some friends say ..., others say"."""
    found = set[str]()
    for head in range(view.size):
        if view.lower[head] != "others" or view.dep[head] != "nsubj":
            continue
        before = range(view.sentence(head)[0], head)
        some = [token for token in before if view.dep[token] == "nsubj" and _is_some(view, token)]
        told = cast.entry(cast.source_at(some[-1])) if some else None
        if told is not None and told.identification.anonymous:
            found.add(cast.source_at(head))
    return found


def _is_some(view: View, noun: int) -> bool:
    return any(view.lower[kid] == "some" for kid in view.kids_by(noun, "det"))


def asked_unnamed(view: View, lexicon: Lexicon) -> Iterator[tuple[int, int]]:
    """Yield where each formula of anonymity stands, and the head word of who asked for it."""
    yield from _by_phrases(view, lexicon, "anonymity-phrase")


def asked_other_name(view: View, lexicon: Lexicon) -> Iterator[tuple[int, int, int]]:
    """Yield where a wish for another name stands, its subject and the name: "to be called Ann"."""
    for place, subject in _by_phrases(view, lexicon, "pseudonymity-phrase"):
        last = view.sentence(place)[1]
        names = (token for token in range(place + 1, last) if view.pos[token] == "PROPN")
        name = next(names, None)
        if name is None or view.pos[subject] == "PROPN":
            continue
        if _brings_in(view, lexicon, place, name):
            yield place, subject, name


def _brings_in(view: View, lexicon: Lexicon, place: int, name: int) -> bool:
    """Whether a name follows a phrase at once: "asked to be called Ann", "goes by the name of"."""
    between = [view.lower[token] for token in range(place, name) if view.is_word(token)]
    while between and " ".join(between) not in lexicon.lists["pseudonymity-phrase"]:
        if between.pop() not in _BEFORE_NAME:
            return False
    return bool(between)


def withheld_by_outlet(view: View, lexicon: Lexicon) -> Iterator[tuple[int, int]]:
    """Yield where the outlet says that it withholds a name, and whose: "is not naming her"."""
    for verb in range(view.size):
        lemma = view.lemma[verb]
        if lemma not in {"name", "identify", "withhold"} or view.pos[verb] != "VERB":
            continue
        subject, thing = subject_of(view, verb), view.kid(verb, "dobj")
        if subject is None or thing is None or not _is_newsroom(view, lexicon, subject):
            continue
        negated = view.kid(verb, "neg") is not None
        owner = view.kid(thing, "poss")
        if lemma == "withhold" and owner is not None and view.lemma[thing] in _NAMES:
            yield verb, owner
        elif lemma != "withhold" and negated:
            yield verb, thing


def _is_newsroom(view: View, lexicon: Lexicon, subject: int) -> bool:
    if view.lower[subject] == "we" or lexicon.has("outlet-noun", view.lemma[subject]):
        return True
    return view.pos[subject] == "PROPN" and lexicon.has("outlet-word", view.lower[subject])


def may_be_withheld(one: Source) -> bool:
    """Return whether a source can turn out to be anonymous: people without a name."""
    return one.identification in _OPEN and one.kind in _HUMAN and bool(one.mentions)


def may_be_unnamed(one: Source) -> bool:
    """Return whether a source is anonymous, or can turn out to be."""
    return one.identification.anonymous or may_be_withheld(one)


def _unnamed(view: View, lexicon: Lexicon) -> Iterator[int]:
    yield from (subject for _, subject in asked_unnamed(view, lexicon))
    for head in range(view.size):
        if view.dep[head] in {"nsubj", "pobj"} and knows_from_within(view, lexicon, head):
            yield head


def _by_phrases(view: View, lexicon: Lexicon, held: str) -> Iterator[tuple[int, int]]:
    lowered = view.text.lower()
    at = {start: token for token, start in enumerate(view.start)}
    for phrase in sorted(lexicon.lists.get(held, frozenset())):
        start = lowered.find(phrase)
        while start >= 0:
            subject = _subject(view, lexicon, at[start]) if start in at else None
            if subject is not None:
                yield at[start], subject
            start = lowered.find(phrase, start + 1)


def _subject(view: View, lexicon: Lexicon, token: int) -> int | None:
    subject = subject_around(view, token)
    noun = None if subject is None else antecedent_of(view, subject)
    return subject if noun is None else who_asks(view, lexicon, noun)


def subject_around(view: View, token: int) -> int | None:
    """Return of whom the verb at a word, or the nearest that it hangs on, is said."""
    for _ in range(_CLIMB):
        if view.pos[token] in {"VERB", "AUX"}:
            own = view.kid(token, "nsubjpass", "nsubj")
            subject = subject_of(view, token) if own is None else own
            if subject is not None:
                return subject
        if view.head[token] == token:
            return None
        token = view.head[token]
    return None
