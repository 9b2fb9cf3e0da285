"""The only person whom some words name, who is therefore meant by "he" or "she" after them."""

from __future__ import annotations

from collections.abc import Iterable

from kg.extraction.rules.sources.figure import Figure
from kg.extraction.rules.sources.figures import Figures
from kg.extraction.rules.text.view import View


class Lone:
    """Finds who is named alone. In each, `feminine` is whether a woman is meant."""

    def __init__(self, view: View, figures: Figures) -> None:
        """Take what is known."""
        self._view = view
        self._figures = figures

    def owner(self, place: int, *, feminine: bool) -> Figure | None:
        """Return the only person named before in the paragraph, if a possessive names them."""
        first = self._view.paragraph_range(place)[0]
        numbers = self._named(first, place)
        figure = self._figures.all[numbers.pop()] if len(numbers) == 1 else None
        owns = figure is not None and any(
            self._view.dep[at] == "poss" and first <= at < place for at in figure.places
        )
        return self._one((figure,), feminine=feminine) if figure is not None and owns else None

    def in_paragraph(self, place: int, *, feminine: bool) -> Figure | None:
        """Return the only person named before in the paragraph, if it fits."""
        numbers = self._named(self._view.paragraph_range(place)[0], place)
        figure = self._figures.all[numbers.pop()] if len(numbers) == 1 else None
        decided = figure is not None and not figure.undecided
        return self._one((figure,), feminine=feminine) if figure is not None and decided else None

    def here(self, place: int, *, feminine: bool) -> Figure | None:
        """Return the only fitting person named before in the sentence: "vital for Roe as he"."""
        numbers = self._named(self._view.sentence(place)[0], place)
        return self._one((self._figures.all[number] for number in numbers), feminine=feminine)

    def near(self, place: int, *, feminine: bool) -> Figure | None:
        """Return the only fitting person whom this paragraph and the one above name."""
        persons = (one for one in self._figures.before(place) if one.is_person)
        return self._one((one for one in persons if self._is_near(one, place)), feminine=feminine)

    def later(self, place: int, *, feminine: bool) -> Figure | None:
        """Return whom the article is about, above the first name of anybody."""
        if any(figure.is_person for figure in self._figures.before(place)):
            return None
        main = self._figures.main()
        return None if main is None else self._one((main,), feminine=feminine)

    def _named(self, first: int, last: int) -> set[int]:
        """Return the numbers of the persons whom the writer names between two words."""
        return {
            number
            for place, number in self._figures.within(first, last)
            if self._figures.all[number].is_person and not self._view.quoted[place]
        }

    def _one(self, figures: Iterable[Figure], *, feminine: bool) -> Figure | None:
        fitting = [one for one in figures if self._figures.sex_of(one) in {None, feminine}]
        return fitting[0] if len(fitting) == 1 else None

    def _is_near(self, figure: Figure, place: int) -> bool:
        """Whether it is named near before, not only inside quotation marks."""
        paragraph = self._view.paragraph
        return any(
            0 <= paragraph[place] - paragraph[token] <= 1 and not self._view.quoted[token]
            for token in figure.places
            if token < place
        )
