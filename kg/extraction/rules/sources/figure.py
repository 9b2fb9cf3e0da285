"""Somebody or something with a name, gathered mention by mention over one article."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field


@dataclass
class Figure:
    """Somebody or something with a name.

    `roles` are the nouns that stand beside the name, `said_to_be` those of "Roe is the mayor".
    `traits` are the parties and peoples that the text gives it to ("Republican"); `kin`
    says that the text brought it in as somebody's relative; `whole_labels` are the labels of
    the places where it stands with more than one word; `undecided` that the name has
    several bearers, and nothing tells which of them is meant; `is_full` that it is a
    person's first name and surname.
    """

    number: int
    name: str
    roles: set[str] = field(default_factory=set)
    said_to_be: set[str] = field(default_factory=set)
    labels: list[str] = field(default_factory=list)
    places: list[int] = field(default_factory=list)
    is_outlet: bool = False
    has_article: bool = False
    has_human_role: bool = False
    feminine: bool | None = None
    kin: bool = False
    undecided: bool = False
    is_full: bool = False
    traits: set[str] = field(default_factory=set)
    whole_labels: list[str] = field(default_factory=list)

    @property
    def words(self) -> list[str]:
        """The words of the name, in lower case."""
        return self.name.lower().split()

    @property
    def is_person(self) -> bool:
        """Whether it is somebody: so the model says as often as not, or the roles do."""
        if self.is_outlet or (self.has_article and not self.is_full):
            return False
        persons = self.labels.count("PERSON")
        labelled = sum(bool(label) for label in self.labels)
        if (persons > 0 and 2 * persons >= labelled) or self.has_human_role:
            return True
        # a surname alone is often taken for a body's; the whole name tells more
        whole = [label for label in self.whole_labels if label]
        return bool(whole) and set(whole) == {"PERSON"} and len(self.words) > 1

    def last_before(self, place: int) -> int:
        """Return where it was last named up to a place, or -1."""
        at = bisect_right(self.places, place)
        return self.places[at - 1] if at else -1

    def times_before(self, place: int) -> int:
        """Return how often it was named before a place."""
        return bisect_right(self.places, place - 1)
