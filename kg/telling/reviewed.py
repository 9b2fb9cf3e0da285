"""What people said of an article's statements, in words."""

from __future__ import annotations

from collections.abc import Mapping

from kg.model import Article, Record, ReviewVerdict, words
from kg.model.reviews import Review, Reviewed
from kg.reviewing import standing
from kg.telling.lines import one_line
from kg.telling.words import day, shortened

_CHANGED = "The text has changed since it was reviewed: nobody has reviewed this one."
_VERDICTS = {
    ReviewVerdict.ACCEPTED: "accepted",
    ReviewVerdict.REJECTED: "rejected",
    ReviewVerdict.CORRECTED: "corrected",
}
_LONGEST = 120


def badges(record: Record, reviewed: Reviewed) -> dict[str, str]:
    """Return what is to be shown beside each reviewed statement, by its id."""
    return {name: f"reviewed: {badge(one)}" for name, one in standing(record, reviewed).items()}


def changed(said: Mapping[str, Reviewed], version: str) -> str:
    """Return what is to be said where another text of the article was reviewed, and not this one.

    `said` is what was said of each text, by its version.
    """
    others = any(one.live for name, one in said.items() if name != version)
    own = said.get(version)
    return _CHANGED if others and not (own and own.live) else ""


def badge(one: Review) -> str:
    """Return what somebody said of a statement, who and when."""
    return f"{_VERDICTS[one.verdict]} by {one_line(one.reviewer)}, {day(one.at.date())}"


def quoted(one: Review, article: Article) -> str:
    """Return the words of the statement that a review is of."""
    return f"“{shortened(words(one.attribution.content, article.text), _LONGEST)}”"
