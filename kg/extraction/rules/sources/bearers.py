"""Which of its bearers a surname means: of a family, the one that the article is about.

A newspaper calls by the bare surname whom it brought in first, or writes most about; a
relative who is named in passing keeps the first name, or a form of address.
"""

from __future__ import annotations

from collections.abc import Sequence

from kg.extraction.rules.sources.figure import Figure
from kg.extraction.rules.sources.mentions import Mention
from kg.extraction.rules.text.lexicon import Lexicon
from kg.extraction.rules.text.sections import Sections
from kg.extraction.rules.text.view import View

_LEAD = 2


def sex_by(lexicon: Lexicon, word: str) -> bool | None:
    """Return whether a noun is a woman's, where it is a woman's or a man's."""
    if lexicon.has("feminine", word):
        return True
    return False if lexicon.has("masculine", word) else None


def sex_of_name(lexicon: Lexicon, words: Sequence[str]) -> bool | None:
    """Return whether a full name is a woman's, by its first word."""
    first = words[0] if len(words) > 1 else ""
    if lexicon.has("feminine-name", first):
        return True
    return False if lexicon.has("masculine-name", first) else None


def sex_of(lexicon: Lexicon, figure: Figure) -> bool | None:
    """Return whether a figure is a woman, where a title, a role or the first name tells."""
    if figure.feminine is not None:
        return figure.feminine
    told = {sex for role in figure.roles if (sex := sex_by(lexicon, role)) is not None}
    return told.pop() if len(told) == 1 else sex_of_name(lexicon, figure.words)


class Bearers:
    """Tells the bearers of one surname apart."""

    def __init__(self, view: View, lexicon: Lexicon) -> None:
        """Take the article."""
        self._view = view
        self._lexicon = lexicon
        self._sections = Sections(view)

    def may_bear(self, figure: Figure, mention: Mention) -> bool:
        """Return whether nothing forbids that a name means the figure: sex, or kinship."""
        words = mention.name.lower().split()
        told = {s for role in mention.roles if (s := sex_by(self._lexicon, role)) is not None}
        own = sex_of_name(self._lexicon, words)
        sexes = told or ({own} - {None})
        if sexes and sex_of(self._lexicon, figure) not in {None, *sexes}:
            return False
        # "Pell's wife, Dora Pell": she is not the Pell of before
        return not (self.is_kin(mention) and len(words) > len(figure.words))

    def is_kin(self, mention: Mention) -> bool:
        """Return whether the mention brings somebody in as a relative."""
        return any(self._lexicon.has("kin-noun", role) for role in mention.roles)

    def meant(self, fitting: Sequence[Figure], mention: Mention) -> Figure | None:
        """Return whom a short name means, the latest of what are no persons; or nobody."""
        place = mention.place
        if not fitting[1:] or not all(figure.is_person for figure in fitting):
            if len(fitting) == 1 and self._shares(fitting[0], mention):
                return None
            return max(fitting, key=lambda one: one.last_before(place), default=None)
        best = self._titled(self._apart(list(fitting), mention), mention)
        best = sorted(best, key=lambda one: (-self._weight(one, place, best), one.places[0]))
        if len(best) > 1 and self._as_one(best[0], best[1], place):
            return None
        return best[0]

    def _apart(self, fitting: list[Figure], mention: Mention) -> list[Figure]:
        """Return the bearers whose surname ends so, without relatives; Mr. and Mrs. tell more."""
        words = mention.name.lower().split()
        last = [one for one in fitting if one.words[-len(words) :] == words] or fitting
        sexes = {s for role in mention.roles if (s := sex_by(self._lexicon, role)) is not None}
        start = self._sections.start(mention.place)
        last = [one for one in last if one.last_before(mention.place - 1) >= start] or last
        known = [one for one in last if sexes and sex_of(self._lexicon, one) in sexes]
        if known:
            return known
        return [one for one in last if not one.kin] or last

    def _titled(self, fitting: list[Figure], mention: Mention) -> list[Figure]:
        """Return those who bear the title that the mention has, where somebody does."""
        titles = {role for role in mention.roles if self._lexicon.has("title", role)}
        return [one for one in fitting if one.roles & titles] or fitting

    def _weight(self, figure: Figure, place: int, rivals: Sequence[Figure]) -> int:
        first = min(rivals, key=lambda one: one.places[0])
        return figure.times_before(place) + (_LEAD if figure is first else 0)

    def _shares(self, figure: Figure, mention: Mention) -> bool:
        """Whether the surname is as much another's: "John and Ruth Pell", and then "Pell"."""
        view, place = self._view, figure.places[0]
        other = view.head[place]
        name = view.name_at[other]
        if view.dep[place] != "conj" or name is None or name.last - name.first > 1:
            return False
        first = view.lower[other]
        known = any(self._lexicon.has(f"{sex}-name", first) for sex in ("feminine", "masculine"))
        bare = mention.name.lower() == figure.words[-1] and not mention.roles
        return known and bare and len(figure.words) > 1 and figure.times_before(mention.place) == 1

    def _as_one(self, one: Figure, other: Figure, place: int) -> bool:
        """Whether two were brought in together and nothing since tells them apart."""
        view = self._view
        together = view.head[other.places[0]] == one.places[0]
        return together and one.times_before(place) == other.times_before(place)
