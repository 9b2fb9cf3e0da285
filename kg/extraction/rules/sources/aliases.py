"""Names that stand for somebody described: "asked to be called Nell", "which is not her real name".

The one who was described first and the one who has the name are one source.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from kg.extraction.rules.sources.cast import Cast
from kg.extraction.rules.sources.protection import is_contact
from kg.extraction.rules.text.subjects import own_subject
from kg.extraction.rules.text.view import View
from kg.model import Attribution, Identification

_CALLED = frozenset({"called", "identified", "named", "known", "quoted"})
_NOT_REAL = ("not her real name", "not his real name", "not their real name")
_BEFORE_NAME = frozenset({"only", "just", "simply", "merely", "as", "by"})
_NEAR = 2


def with_aliases(view: View, cast: Cast, told: Sequence[Attribution]) -> list[Attribution]:
    """Return the attributions with those who took a name under that name."""
    same: dict[str, str] = {}
    for name, described in (*_asked(view, cast), *_assumed(view, cast, told)):
        source, other = cast.source_at(name), described
        entry = cast.entry(source)
        if entry is None or entry.figure is None or source == other or _has_name(cast, other):
            continue
        entry.identification = Identification.PSEUDONYMOUS
        cast.merge(other, source)
        same[other] = source
    return [
        replace(
            one,
            source=same.get(one.source, one.source),
            recipient=same.get(one.recipient or "", one.recipient),
        )
        for one in told
    ]


def _has_name(cast: Cast, source: str) -> bool:
    """Whether a source is called by its own name too, so that the other one hides nobody."""
    entry = cast.entry(source)
    return entry is not None and entry.identification is Identification.NAMED


def _asked(view: View, cast: Cast) -> Iterator[tuple[int, str]]:
    """Yield names with who asked for them: "She asked to be called Nell"."""
    for verb in range(1, view.size - 1):
        if view.lower[verb] not in _CALLED or view.kid(verb, "auxpass") is None:
            continue
        asking = view.head[verb]
        subject = own_subject(view, asking) if view.lemma[asking] == "ask" else None
        name = _name_behind(view, verb)
        if subject is not None and name is not None and not view.quoted[verb]:
            yield name, cast.source_at(subject)


def _name_behind(view: View, verb: int) -> int | None:
    """Return the name in "called Nell", "known as Nell"; of "not to be named" none."""
    if view.kid(verb, "neg") is not None:
        return None
    name = verb + 1
    if name < view.size and view.lower[name] in _BEFORE_NAME:
        name += 1
    return _last_of(view, name) if name < view.size and view.pos[name] == "PROPN" else None


def _last_of(view: View, name: int) -> int:
    """Return the last word of a name that begins at a word."""
    while name + 1 < view.size and view.head[name] == name + 1 and view.pos[name + 1] == "PROPN":
        name += 1
    return name


def _assumed(view: View, cast: Cast, told: Sequence[Attribution]) -> Iterator[tuple[int, str]]:
    """Yield names that are said not to be real, with whoever was described right before."""
    for token in range(view.size):
        phrase = view.phrase((token, min(token + 4, view.size))).lower()
        if phrase not in _NOT_REAL:
            continue
        first = view.sentence(token)[0]
        names = (
            _last_of(view, t)
            for t in range(first, token)
            if view.pos[t] == "PROPN" and not is_contact(view.words[t])
        )
        name = next(names, None)
        if name is None:
            continue
        for one in reversed([one for one in told if one.source_spans]):
            start = one.source_spans[0].start
            paragraph = view.quotes.paragraph_at(start)
            near = 0 <= view.paragraph[name] - paragraph <= _NEAR and start < view.start[name]
            entry = cast.entry(one.source)
            if near and entry is not None and entry.human_noun and not entry.plural:
                yield name, one.source
                break
