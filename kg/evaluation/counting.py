"""What an article adds to each figure: counts that may be summed over articles."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from kg.evaluation.assignment import pairs
from kg.evaluation.kinds import Kinds
from kg.evaluation.marks import Flag, Mark, Marked, Role
from kg.evaluation.units import Letters, Unit, Words, dice, overlap_dice, unit

THRESHOLD = 0.5
"""The dice from which two contents are one."""

Counts: TypeAlias = dict[str, float]
"""A number under each name; names of one matter share what stands before the first `/`."""

_CUE_WEIGHT = 1e-3
_SOURCE_WEIGHT = 1e-4


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """One article's marks, theirs and ours, and which of them are one (by their numbers)."""

    id: str
    gold: tuple[Unit, ...]
    predicted: tuple[Unit, ...]
    aligned: tuple[tuple[int, int], ...]
    words: Words
    kinds: Kinds
    threshold: float

    @property
    def couples(self) -> list[tuple[Unit, Unit]]:
        """The marks that are one."""
        return [(self.gold[one], self.predicted[other]) for one, other in self.aligned]


def compare(
    marked: Marked,
    predicted: Iterable[Mark],
    *,
    threshold: float = THRESHOLD,
    ignore_discard: bool = False,
) -> Compared:
    """Return the article's marks side by side.

    With `ignore_discard`, a prediction of which more than half lies in what the annotator set
    aside counts neither way.
    """
    words = Words(marked.article.text)
    ours = tuple(unit(one, words) for one in predicted)
    if ignore_discard and marked.discard:
        aside = words.letters(marked.discard)
        ours = tuple(one for one in ours if 2 * len(one.content & aside) <= len(one.content))
    theirs = tuple(unit(one, words) for one in marked.marks)
    return Compared(
        id=marked.id,
        gold=theirs,
        predicted=ours,
        aligned=tuple(pairs(theirs, ours, _likeness(threshold))),
        words=words,
        kinds=Kinds(marked.article.text, words),
        threshold=threshold,
    )


def _likeness(threshold: float) -> Callable[[Unit, Unit], float]:
    """Return how alike two marks are: by content, where that ties by cue, then by source."""

    def weight(one: Unit, other: Unit) -> float:
        content = overlap_dice(one.content, other.content)
        if content < threshold:
            return 0.0
        cue = _CUE_WEIGHT * overlap_dice(one.cue, other.cue)
        return content + cue + _SOURCE_WEIGHT * overlap_dice(one.source, other.source)

    return weight


def counts(compared: Compared) -> Counts:
    """Return what the article adds."""
    found: Counter[str] = Counter()
    found["gold"] = len(compared.gold)
    found["predicted"] = len(compared.predicted)
    for role in Role:
        found.update(_spans(compared, role))
    found.update(_attributions(compared))
    found.update(_flags(compared))
    found.update(_kinds(compared))
    return dict(found)


def _spans(compared: Compared, role: Role) -> Counts:
    """Return the counts of one part, each place of it for itself."""
    gold = [one.of(role) for one in compared.gold if one.of(role)]
    ours = [one.of(role) for one in compared.predicted if one.of(role)]
    overlapping = pairs(gold, ours, dice)
    close = sum(dice(gold[one], ours[other]) >= compared.threshold for one, other in overlapping)
    all_gold, all_ours = _union(gold), _union(ours)
    gold_pieces, our_pieces = (
        _pieces(compared.gold, role, compared.words),
        _pieces(compared.predicted, role, compared.words),
    )
    gold_words, our_words = compared.words.numbers(all_gold), compared.words.numbers(all_ours)
    found = {
        "gold": len(gold),
        "predicted": len(ours),
        "exact": (Counter(gold) & Counter(ours)).total(),
        "any": len(overlapping),
        "dice": close,
        "covered": sum(len(one & all_ours) / len(one) for one in gold),
        "covering": sum(len(one & all_gold) / len(one) for one in ours),
        "frag_gold": len(gold_pieces),
        "frag_predicted": len(our_pieces),
        "frag": len(gold_pieces & our_pieces),
        "word_gold": len(gold_words),
        "word_predicted": len(our_words),
        "word": len(gold_words & our_words),
    }
    return {f"{role}/{name}": value for name, value in found.items()}


def _union(places: Iterable[Letters]) -> Letters:
    return frozenset().union(*places)


def _pieces(units: Iterable[Unit], role: Role, words: Words) -> frozenset[Letters]:
    """Return the contiguous pieces of a part, each once."""
    found = (words.letters((span,)) for one in units for span in one.mark.spans(role))
    return frozenset(one for one in found if one)


def _attributions(compared: Compared) -> Counts:
    """Return the counts of the pairs in which more and more is right."""
    found: Counter[str] = Counter()
    for gold, ours in compared.couples:
        right = source_right(gold, ours)
        both = bool(gold.source and ours.source)
        none = not gold.source and not ours.source
        found["content"] += 1
        found["content+source"] += right
        found["source_dice"] += none or (
            both and dice(gold.source, ours.source) >= compared.threshold
        )
        found["source_head"] += none or (both and _last(gold, compared) == _last(ours, compared))
        found["strict_source"] += gold.source == ours.source
        found["full"] += right and cue_right(gold, ours)
        found["content_exact"] += gold.content == ours.content
        found["exact"] += all(gold.of(role) == ours.of(role) for role in Role)
        found["sourced"] += bool(gold.source)
        found["sourced_any"] += bool(gold.source & ours.source)
        found["sourced_exact"] += bool(gold.source) and gold.source == ours.source
    return {f"pairs/{name}": value for name, value in found.items()}


def _last(one: Unit, compared: Compared) -> int:
    """Return the number of the source's last word, which is mostly its head."""
    return max(compared.words.numbers(one.source))


def source_right(gold: Unit, ours: Unit) -> bool:
    """Return whether the sources overlap, or neither has one."""
    return bool(gold.source & ours.source) or not (gold.source or ours.source)


def cue_right(gold: Unit, ours: Unit) -> bool:
    """Return whether the cues overlap, or neither has one."""
    return bool(gold.cue & ours.cue) or not (gold.cue or ours.cue)


def _flags(compared: Compared) -> Counts:
    found: Counter[str] = Counter()
    for flag in Flag:
        found[f"{flag}/gold"] += sum(_has(one, flag) for one in compared.gold)
        found[f"{flag}/predicted"] += sum(_has(one, flag) for one in compared.predicted)
        for gold, ours in compared.couples:
            found[f"{flag}/right"] += _has(gold, flag) and _has(ours, flag)
            found[f"{flag}/same"] += _has(gold, flag) == _has(ours, flag)
    return dict(found)


def _has(one: Unit, flag: Flag) -> bool:
    return not one.source if flag is Flag.NO_SOURCE else flag in one.mark.flags


def _kinds(compared: Compared) -> Counts:
    """Return the counts by kind and length of content: theirs by theirs, ours by ours."""
    found: Counter[str] = Counter()
    partners = dict(compared.aligned)
    owners = {other: one for one, other in compared.aligned}
    sides: tuple[tuple[str, Sequence[Unit], Sequence[Unit], dict[int, int]], ...] = (
        ("gold", compared.gold, compared.predicted, partners),
        ("predicted", compared.predicted, compared.gold, owners),
    )
    for side, units, others, partner_of in sides:
        for number, one in enumerate(units):
            partner = others[partner_of[number]] if number in partner_of else None
            for name in (*compared.kinds.of(one.mark), compared.kinds.length(one.content)):
                found[f"{name}/{side}"] += 1
                found[f"{name}/{side}_content"] += partner is not None
                found[f"{name}/{side}_source"] += bool(partner and source_right(one, partner))
    return dict(found)
