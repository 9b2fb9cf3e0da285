"""Two statements of one speaker that the parser took for one: "lists the nights and states that".

The second stands in the content of the first only by the parse. Both have the same subject,
so the first ends where the second begins.
"""

from __future__ import annotations

from dataclasses import replace

from kg.extraction.rules.text.chosen import Chosen
from kg.extraction.rules.text.frames import Candidate
from kg.extraction.rules.text.view import View

_FINITE = frozenset({"VBD", "VBZ", "VBP"})
_LEAST = 2


def parted(
    view: View, outer: list[Chosen], inner: list[Chosen]
) -> tuple[list[Chosen], list[Chosen]]:
    """Return the outer ones, cut short where they held another, and what stays inside them."""
    cuts: dict[Candidate, Candidate] = {}
    freed: list[Chosen] = []
    for one in inner:
        around = one.inside
        if around is None or not is_second(view, one.candidate, around):
            continue
        cut = _before(around, one.candidate)
        if cut is not None:
            cuts[around] = cut
            freed.append(replace(one, inside=None))
    gone = {one.candidate for one in freed}
    outer = [replace(one, candidate=cuts.get(one.candidate, one.candidate)) for one in outer]
    kept = [
        replace(one, inside=cuts.get(one.inside, one.inside) if one.inside else None)
        for one in inner
        if one.candidate not in gone
    ]
    return [*outer, *freed], kept


def is_second(view: View, inner: Candidate, outer: Candidate) -> bool:
    """Return whether a cue inside a content is the outer speaker's own next verb."""
    joined = view.lower[inner.cue[0] - 1] in {"and", "but", "or"}
    same = inner.source is not None and inner.source == outer.source
    finite = view.tag[inner.anchor] in _FINITE and not view.quoted[inner.anchor]
    return joined and same and finite and outer.anchor < inner.anchor


def _before(outer: Candidate, inner: Candidate) -> Candidate | None:
    """Return the outer one without what comes from the joining word on."""
    end = inner.cue[0] - 1
    pieces = tuple((first, min(last, end)) for first, last in outer.content if first < end)
    if not pieces or pieces[-1][1] - pieces[-1][0] < _LEAST:
        return None
    return replace(outer, content=pieces)
