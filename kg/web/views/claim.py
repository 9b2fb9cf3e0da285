"""One claim as a page shows it: its words where they stand, its chain, who says otherwise."""

from __future__ import annotations

import shlex
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlencode

from kg.model import Attribution, DenialScope, Span, StanceKind
from kg.telling.claim import Claim, Part, Told
from kg.telling.words import CONTRADICTING, byline, handle, heading, shortened
from kg.web.views.chain import Drawing, draw
from kg.web.views.kinds import Kind, kind_of, words_for
from kg.web.views.marking import Mark, Piece, Role, pieces

_CHAIN = "The chain, from this article to the origin"
_AROUND = "around it: "
_STANCES = "What other statements do to it, and it to them"
_DENYING = frozenset({StanceKind.DENIES, StanceKind.DISPUTES})
_SEARCHED_WORDS = 6
_MEETS = {
    DenialScope.FULL: "It meets the claim.",
    DenialScope.PARTIAL: "It meets only a part of the claim.",
    DenialScope.TENSE_SHIFTED: "It does not meet the claim: it is about another time.",
    DenialScope.NARROWER: "It does not meet the claim: it denies something narrower.",
    DenialScope.SOURCE_ONLY: "It does not meet the claim: it is about who said it.",
    DenialScope.HEDGED: "It meets the claim with a hedge.",
    DenialScope.PROCEDURAL: "It does not meet the claim: it says only that others must answer.",
}
_UNMARKED = "How far it meets the claim, the record does not say."


@dataclass(frozen=True, slots=True, kw_only=True)
class Other:
    """What another claim does to this one, or this one to it."""

    who: str
    does: str
    quotation: str
    href: str
    number: str
    meets: str
    against: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimView:
    """Everything that the page of a claim shows."""

    number: int
    total: int
    title: str
    byline: str
    quotation: str
    kind: Kind
    words: str
    flags: tuple[str, ...]
    around: tuple[Piece, ...]
    drawing: Drawing
    onto: tuple[Other, ...]
    """What others do to it."""
    itself: tuple[Other, ...]
    """What it does to others."""
    parts: tuple[Part, ...]
    command: str
    search: str


def claim_view(told: Told, one: Attribution, flags: tuple[str, ...]) -> ClaimView:
    """Return the view of a claim; `flags` is what its card says of it, too."""
    claim = Claim(told, one)
    number = int(claim.speaker.number(one.id).strip("[]"))
    kind = kind_of(told.sources.get(one.source))
    skipped = {_CHAIN, _STANCES}
    return ClaimView(
        number=number,
        total=len(told.record.extraction.attributions),
        title=heading(claim.article),
        byline=byline(claim.article, called=False),
        quotation=shortened(claim.quotation, 0),
        kind=kind,
        words=words_for(told.sources.get(one.source)),
        flags=flags,
        around=_around(claim, kind),
        drawing=draw(told, one),
        onto=tuple(_onto(claim)),
        itself=tuple(_itself(claim)),
        parts=tuple(_shown(part) for part in claim.parts() if part.title not in skipped),
        command=shlex.join(["onrecord", "show", f"{handle(claim.article)}#{number}"]),
        search=_search(claim),
    )


def _shown(part: Part) -> Part:
    """Leave out the words around the claim: the page has them above, marked."""
    return Part(part.title, tuple(one for one in part.lines if not one.startswith(_AROUND)))


def _around(claim: Claim, kind: Kind) -> tuple[Piece, ...]:
    """Return the paragraphs that the claim's words stand in, with its words marked."""
    one = claim.one
    blocks = sorted({claim.around(span.start) for span in one.content})
    marks = [
        Mark(span, role, kind, "")
        for role, spans in (
            (Role.CONTENT, one.content),
            (Role.CUE, one.cue),
            (Role.SOURCE, one.source_spans),
        )
        for span in spans
    ]
    text = claim.article.text
    made = list(pieces(text, _apart(blocks), marks, {}))
    space = Piece(" ", (), "", ())
    return tuple(each for parts in made for each in (*parts, space))


def _apart(blocks: list[Span]) -> list[Span]:
    """Return the blocks that begin behind the end of the one before."""
    kept: list[Span] = []
    for block in blocks:
        if not kept or block.start >= kept[-1].end:
            kept.append(block)
    return kept


def _onto(claim: Claim) -> Iterator[Other]:
    for stance in claim.whole.stances.get(claim.one.id, ()):
        if stance.target == claim.one.id:
            scope = stance.denial_scope
            meets = (_MEETS[scope] if scope else _UNMARKED) if stance.kind in _DENYING else ""
            does = claim.speaker.stance(stance)
            against = stance.kind in CONTRADICTING
            yield _other(claim, claim.by_id[stance.source], does, meets, against=against)


def _itself(claim: Claim) -> Iterator[Other]:
    for stance in claim.whole.stances.get(claim.one.id, ()):
        if stance.target != claim.one.id:
            does = claim.speaker.stance(stance)
            against = stance.kind in CONTRADICTING
            yield _other(claim, claim.by_id[stance.target], does, "", against=against)


def _other(claim: Claim, other: Attribution, does: str, meets: str, *, against: bool) -> Other:
    number = claim.speaker.number(other.id).strip("[]")
    return Other(
        who=claim.speaker.identity(other.source),
        does=does,
        quotation=claim.speaker.quotation(other),
        href=number,
        number=number,
        meets=meets,
        against=against,
    )


def _search(claim: Claim) -> str:
    """Return a search for the claim's first words; never for a source."""
    content = claim.one.content[0].of(claim.article.text).split()
    return "/search?" + urlencode({"q": " ".join(content[:_SEARCHED_WORDS])})
