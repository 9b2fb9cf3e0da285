"""The annotated articles that labels are made on, and what was chosen of them."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict

from kg.model import Span, Spans

HERE = Path(__file__).parent
ARTICLES = HERE / "articles.json"
SENTENCES = HERE / "sentences.jsonl"

ArticleSet = Literal["sourcing", "speakers", "later", "single"]
SentenceSet = Literal["nesting", "hedges", "stance"]
Half = Literal["open", "kept"]
ARTICLE_SETS: tuple[ArticleSet, ...] = ("sourcing", "speakers", "later", "single")
SOURCING: tuple[ArticleSet, ...] = ("sourcing", "later", "single")
"""The sets labelled for sources and requests; `single` by one reader, to learn from alone."""
SENTENCE_SETS: tuple[SentenceSet, ...] = ("nesting", "hedges", "stance")
SETS = (*ARTICLE_SETS, *SENTENCE_SETS)


class _Attribution(BaseModel):
    model_config = ConfigDict(extra="ignore")
    source: list[tuple[int, int]]
    cue: list[tuple[int, int]]
    content: list[tuple[int, int]]


class _Article(BaseModel):
    model_config = ConfigDict(extra="ignore")
    id: str
    title: str | None = None
    outlet: str | None = None
    date: str | None = None
    text: str
    attributions: list[_Attribution]


@dataclass(frozen=True)
class Attribution:
    """What the annotators of the corpus marked: a source, its cue, and what is attributed."""

    source: Spans
    cue: Spans
    content: Spans

    @property
    def start(self) -> int:
        """Return where the first of its words stand, whichever they are."""
        return min(span.start for span in (*self.source, *self.cue, *self.content))


@dataclass(frozen=True)
class Mention:
    """The words of one source, under the number of the first attribution that has them.

    An attribution without a source has a mention of its own: `silent`, at its cue.
    """

    number: int
    at: Spans
    silent: bool


@dataclass(frozen=True)
class Gold:
    """An article with its attributions in reading order; the first has the number 1."""

    id: str
    title: str
    outlet: str
    date: str
    text: str
    attributions: tuple[Attribution, ...]

    @property
    def sha256(self) -> str:
        """Return the checksum by which a changed text is noticed."""
        return hashlib.sha256(self.text.encode("utf-8")).hexdigest()

    @property
    def length(self) -> int:
        """Return the number of words."""
        return len(self.text.split())

    @cached_property
    def numbers(self) -> tuple[int, ...]:
        """Return for each attribution the number of its source's mention."""
        first: dict[Spans, int] = {}
        return tuple(
            first.setdefault(one.source, number) if one.source else number
            for number, one in enumerate(self.attributions, start=1)
        )

    @cached_property
    def mentions(self) -> dict[int, Mention]:
        """Return the mentions by number."""
        found: dict[int, Mention] = {}
        for number, one in zip(self.numbers, self.attributions, strict=True):
            at = one.source or one.cue or one.content
            found.setdefault(number, Mention(number, at, silent=not one.source))
        return found


def split(corpora: Path, name: Literal["train", "dev"]) -> dict[str, Gold]:
    """Return the articles of one split by id."""
    lines = (corpora / "polnear" / f"{name}.jsonl").read_text(encoding="utf-8").split("\n")
    return {one.id: one for one in (gold(line) for line in lines if line)}


def every(corpora: Path) -> dict[str, Gold]:
    """Return the articles of both splits by id."""
    return split(corpora, "train") | split(corpora, "dev")


def gold(line: str) -> Gold:
    """Return the article of one line of the corpus."""
    one = _Article.model_validate_json(line)
    attributions = (
        Attribution(_spans(each.source), _spans(each.cue), _spans(each.content))
        for each in one.attributions
    )
    return Gold(
        id=one.id,
        title=one.title or "",
        outlet=one.outlet or "",
        date=one.date or "",
        text=one.text,
        attributions=tuple(sorted(attributions, key=lambda each: (each.start, each.content))),
    )


def _spans(pairs: Iterable[tuple[int, int]]) -> Spans:
    return tuple(Span(start, end) for start, end in pairs)


class Chosen(BaseModel):
    """An article that was chosen; `key` is its short name on the sheets."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    key: str
    id: str
    sha256: str
    set: Literal["sourcing", "speakers", "later", "single", "sentences"]
    half: Half
    why: str


class Item(BaseModel):
    """A sentence that was chosen; `attribution` is the number of the one that is marked in it."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    set: SentenceSet
    item: int
    article: str
    span: tuple[int, int]
    attribution: int | None
    by: Literal["pattern", "random"]


@dataclass(frozen=True)
class Choice:
    """All that was chosen, with the articles it was chosen from."""

    articles: tuple[Chosen, ...]
    items: tuple[Item, ...]
    texts: dict[str, Gold]

    def of(self, name: str) -> list[Chosen]:
        """Return the articles of a set, in the order of its sheets."""
        return [one for one in self.articles if one.set == name]

    def items_of(self, name: str) -> dict[int, Item]:
        """Return the sentences of a set by number."""
        return {one.item: one for one in self.items if one.set == name}

    def to_label(self, one: Chosen) -> list[Mention]:
        """Return the mentions of an article that its set asks about."""
        mentions = self.texts[one.id].mentions.values()
        text = self.texts[one.id].text
        return [each for each in mentions if one.set in SOURCING or refers_elsewhere(each, text)]

    def chosen(self, name: str, called: str) -> Chosen | None:
        """Return the article of a set that has an id or a key; two sets may share one."""
        return self._by_name.get((name, called))

    @cached_property
    def _by_name(self) -> dict[tuple[str, str], Chosen]:
        return {(one.set, called): one for one in self.articles for called in (one.id, one.key)}


def choice(corpora: Path) -> Choice:
    """Return what was chosen, after comparing each text with its checksum."""
    articles = tuple(
        Chosen.model_validate(one) for one in json.loads(ARTICLES.read_text(encoding="utf-8"))
    )
    lines = SENTENCES.read_text(encoding="utf-8").splitlines()
    items = tuple(Item.model_validate_json(line) for line in lines if line)
    texts = every(corpora)
    for one in articles:
        if one.id not in texts or texts[one.id].sha256 != one.sha256:
            raise ValueError(f"{one.id} is not the text that was chosen: {corpora} has another one")
    return Choice(articles, items, {one.id: texts[one.id] for one in articles})


_PRONOUNS = frozenset({"he", "she", "they", "it", "i", "we", "his", "her", "their"})
_TITLES = frozenset({"mr.", "mrs.", "ms.", "dr.", "sen.", "rep.", "gov."})
_PEOPLE = frozenset({"republicans", "democrats", "americans", "liberals", "conservatives"})
_LONGEST = 5
_TITLE_AND_SURNAME = 2


def refers_elsewhere(mention: Mention, text: str) -> bool:
    """Return whether only other words of the article can say who is meant.

    So it is with a pronoun, a bare surname, with or without a title, and a short definite
    description ("the company", "the Northmoor senator").
    """
    if mention.silent or len(mention.at) > 1:
        return False
    (span,) = mention.at
    said = span.of(text).split()
    first = said[0].lower()
    if len(said) == 1:
        return first in _PRONOUNS or _is_name(said[0], text)
    if first in _TITLES:
        return len(said) == _TITLE_AND_SURNAME
    return first == "the" and len(said) <= _LONGEST and not said[-1][0].isupper()


def _is_name(word: str, text: str) -> bool:
    """Return whether a word is no common one with a capital: "Some", "Republicans"."""
    common = word.lower()
    return word[0].isupper() and common not in _PEOPLE and common not in text.split()
