"""Which articles and sentences are labelled: by a rule and a seed, nobody's choice.

    python -m tests.measures.labels.choose

Everything else is taken from the train split; the order is that of a checksum of seed and id.

    sourcing   150 articles of at most 1,500 words: the 50 richest in wordings of anonymity, the
               50 richest in requests for comment, the 50 richest in unnamed groups and in
               attributions without a source, each list without the articles of those before;
               and 20 of the others as a control
    speakers   40 other articles of at most 1,500 words with 12 or more sources that are pronouns,
               bare surnames or short definite descriptions
    later      84 articles more, to measure on once, when what was kept of the first had been
               scored: of any length, of the dev split too (the train split has hardly a request
               left), none that was read before; 32, 24 and 28 from the heads of the three lists
    single     120 articles more to learn from, labelled by one reader: of the train split, at
               most 1,500 words, the richest in unnamed groups and in attributions without a
               source, none of the articles above
    sentences  for nesting, hedges and stance 250 sentences each of the remaining articles: 125
               that fit a pattern and 125 others that hold an attribution, at most three of an
               article in each 125

The half of an article is `open` (to build on) or `kept` (to measure on, once) by the same
checksum; an article that was read before for its requests is always open. Two articles with one
text are one.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from tests.measures.labels.corpus import (
    ARTICLES,
    HERE,
    SENTENCE_SETS,
    SENTENCES,
    Chosen,
    Gold,
    Half,
    Item,
    SentenceSet,
    every,
    refers_elsewhere,
    split,
)
from tests.measures.labels.sentences import Sentence, holds, sentences, suits
from tests.measures.scorer import material

SEED = "labels of 2026"
LONGEST = 1500
READ_BEFORE = HERE.parent / "requests" / "train100-read.txt"

_ANONYMITY = re.compile(
    r"anonym|not to be (?:named|identified|quoted)|declined to be (?:named|identified)"
    r"|familiar with|briefed on|(?:people|person|sources?) close to|not authori[sz]ed to"
    r"|speak(?:ing)? (?:freely|candidly)|on background|(?:unnamed|unidentified)",
    re.IGNORECASE,
)
_WITHHELD = re.compile(
    r"\b(?:sources?|insiders?|(?:one|another|an?|two|three|several|some|senior|former|top)\b.{0,40}"
    r"\b(?:officials?|aides?|advis[eo]rs?|strategists?|operatives?|staffers?|donors?|all(?:y|ies)"
    r"|people|person|members?|lawmakers?))\b",
    re.IGNORECASE,
)
_REQUEST = re.compile(
    r"(?:declin|refus)\w+ (?:to (?:comment|discuss|answer|say|speak|be interviewed)|comment"
    r"|(?:an |repeated )?(?:interview )?requests?)|not (?:immediately )?(?:respond|return|reply"
    r"|answer)|not (?:immediately )?be reached|n[’']t (?:immediately )?(?:respond|return|be reached"
    r"|reply)|requests? for (?:comment|an interview|information)|no comment|comment on the record"
    r"|referred (?:questions|a reporter|reporters|requests|inquiries)|confirm (?:n?or|or) deny"
    r"|(?:un)?available for comment|reached for comment|asked for comment|sought comment",
    re.IGNORECASE,
)
_GROUP = re.compile(
    r"\b(?:officials|critics|experts|analysts|republicans|democrats|voters|supporters|observers"
    r"|others|aides|advisers|opponents|some|many|conservatives|liberals|economists|strategists"
    r"|lawmakers|pundits|allies|residents|authorities|police|investigators|prosecutors|activists"
    r"|advocates|people|americans|leaders|spokes\w+|scholars|lawyers|backers|detractors)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Plan:
    """How many of each kind are chosen."""

    rich: int = 50
    control: int = 20
    later: tuple[int, int, int] = (32, 24, 28)
    single: int = 120
    speakers: int = 40
    least: int = 12
    sentences: int = 125
    of_one: int = 3


def order(identifier: str) -> str:
    """Return by what articles and sentences are put in order."""
    return hashlib.sha256(f"{SEED}\n{identifier}".encode()).hexdigest()


def half(identifier: str, read_before: frozenset[str]) -> Half:
    """Return the half that an article falls into."""
    even = int(order(f"half {identifier}")[:8], 16) % 2 == 0
    return "open" if even or identifier in read_before else "kept"


def choose(
    articles: Iterable[Gold], read_before: frozenset[str], plan: Plan
) -> tuple[list[Chosen], list[Item]]:
    """Return the articles and the sentences that are to be labelled."""
    pool = _pool(articles)
    short = [one for one in pool if one.length <= LONGEST]
    sourcing = list(_sourcing(short, plan))
    taken = {one.id for one, _ in sourcing}
    many = [one for one in short if one.id not in taken and _elsewhere(one) >= plan.least]
    speakers = [(one, "speakers") for one in many[: plan.speakers]]
    taken |= {one.id for one, _ in speakers}
    left = [one for one in pool if one.id not in taken]
    items = [each for name in SENTENCE_SETS for each in _items(name, left, plan)]
    used = {each.article for each in items}
    by_set = {
        "sourcing": sorted(sourcing, key=lambda each: order(each[0].id)),
        "speakers": speakers,
        "sentences": [(one, "sentences") for one in left if one.id in used],
    }
    return [each for name, ones in by_set.items() for each in _told(name, ones, read_before)], items


def _pool(articles: Iterable[Gold]) -> list[Gold]:
    """Return the articles in their order, of those with one text the first by id."""
    once = {one.text: one for one in sorted(articles, key=lambda each: each.id, reverse=True)}
    return sorted(once.values(), key=lambda each: order(each.id))


def choose_later(
    articles: Iterable[Gold], chosen: Iterable[Chosen], read_before: frozenset[str], plan: Plan
) -> list[Chosen]:
    """Return the articles that are labelled later: of all, none of which more was read before.

    Of the sentences of an article that is kept nobody has read one but whoever labelled it.
    """
    before = list(chosen)
    seen = {one.id for one in before if one.set != "sentences" or one.half == "open"} | read_before
    used = {one.sha256 for one in before if one.id in seen}
    free = [one for one in _pool(articles) if one.id not in seen and one.sha256 not in used]
    ones = sorted(_rich(free, plan.later), key=lambda each: order(each[0].id))
    return [one.model_copy(update={"half": "kept"}) for one in _told("later", ones, frozenset())]


def choose_single(articles: Iterable[Gold], chosen: Iterable[Chosen], plan: Plan) -> list[Chosen]:
    """Return the articles that one reader labels, for learning: none that another set has whole."""
    used = {one.sha256 for one in chosen if one.set != "sentences"}
    free = [one for one in _pool(articles) if one.sha256 not in used and one.length <= LONGEST]
    ones = sorted(_rich(free, (0, 0, plan.single)), key=lambda each: order(each[0].id))
    return [one.model_copy(update={"half": "open"}) for one in _told("single", ones, frozenset())]


def _told(name: str, ones: list[tuple[Gold, str]], read_before: frozenset[str]) -> Iterator[Chosen]:
    for number, (one, why) in enumerate(ones, start=1):
        yield Chosen.model_validate(
            {
                "key": f"{name[:2]}{number:03d}",
                "id": one.id,
                "sha256": one.sha256,
                "set": name,
                "half": half(one.id, read_before),
                "why": why,
            }
        )


def _sourcing(pool: list[Gold], plan: Plan) -> Iterator[tuple[Gold, str]]:
    rich = list(_rich(pool, (plan.rich,) * 3))
    taken = {one.id for one, _ in rich}
    left = [one for one in pool if one.id not in taken]
    yield from rich
    yield from ((one, "control") for one in left[: plan.control])


def _rich(pool: list[Gold], many: tuple[int, int, int]) -> Iterator[tuple[Gold, str]]:
    """Yield the articles at the heads of the three lists, each without those before it."""
    taken: set[str] = set()
    lists = (("anonymity", _anonymous), ("requests", _requests), ("groups", _groups))
    for (why, count), wanted in zip(lists, many, strict=True):
        # sorting is stable, reversed too: those that are as rich stay in the checksum's order
        left = [one for one in pool if one.id not in taken and count(one) > 0]
        rich = sorted(left, key=count, reverse=True)[:wanted]
        taken |= {one.id for one in rich}
        yield from ((one, why) for one in rich)


def _sources(one: Gold) -> list[str]:
    spans = (span for each in one.mentions.values() if not each.silent for span in each.at)
    return [span.of(one.text) for span in spans]


def _anonymous(one: Gold) -> int:
    wordings = len(_ANONYMITY.findall(one.text))
    return 2 * wordings + sum(bool(_WITHHELD.search(said)) for said in _sources(one))


def _requests(one: Gold) -> int:
    return len(_REQUEST.findall(one.text))


def _groups(one: Gold) -> int:
    silent = sum(each.silent for each in one.mentions.values())
    return silent + sum(bool(_GROUP.search(said)) for said in _sources(one))


def _elsewhere(one: Gold) -> int:
    return sum(refers_elsewhere(each, one.text) for each in one.mentions.values())


def _items(name: SentenceSet, pool: list[Gold], plan: Plan) -> Iterator[Item]:
    every = sorted(
        ((one, each) for one in pool for each in sentences(one.text)),
        key=lambda pair: order(f"{name} {pair[0].id} {pair[1].span.start}"),
    )
    fitting = _picked(every, lambda one, each: suits(name, one, each), plan, frozenset())
    got = frozenset((one.id, each.span.start) for one, each in fitting)
    others = _picked(every, lambda one, each: holds(name, one, each) is not None, plan, got)
    by: dict[tuple[str, int], Literal["pattern", "random"]] = dict.fromkeys(got, "pattern")
    both = sorted([*fitting, *others], key=lambda pair: order(f"{pair[0].id} {pair[1].span.start}"))
    for number, (one, each) in enumerate(both, start=1):
        yield Item(
            set=name,
            item=number,
            article=one.id,
            span=(each.span.start, each.span.end),
            attribution=holds(name, one, each),
            by=by.get((one.id, each.span.start), "random"),
        )


def _picked(
    every: list[tuple[Gold, Sentence]],
    wanted: Callable[[Gold, Sentence], bool],
    plan: Plan,
    but: frozenset[tuple[str, int]],
) -> list[tuple[Gold, Sentence]]:
    found: list[tuple[Gold, Sentence]] = []
    of_one: Counter[str] = Counter()
    for one, each in every:
        if len(found) == plan.sentences:
            break
        if of_one[one.id] == plan.of_one or (one.id, each.span.start) in but:
            continue
        if wanted(one, each):
            found.append((one, each))
            of_one[one.id] += 1
    return found


def main() -> None:
    """Write what is chosen, and print how much of each it is."""
    read_before = frozenset(READ_BEFORE.read_text(encoding="utf-8").split())
    corpora = material() / "corpora"
    chosen, items = choose(split(corpora, "train").values(), read_before, Plan())
    chosen += choose_later(every(corpora).values(), chosen, read_before, Plan())
    chosen += choose_single(split(corpora, "train").values(), chosen, Plan())
    lines = ",\n".join(json.dumps(one.model_dump(), ensure_ascii=False) for one in chosen)
    ARTICLES.write_text(f"[\n{lines}\n]\n", encoding="utf-8")
    rows = (json.dumps(one.model_dump(), ensure_ascii=False) for one in items)
    SENTENCES.write_text("".join(f"{row}\n" for row in rows), encoding="utf-8")
    for (name, part), count in sorted(Counter((one.set, one.half) for one in chosen).items()):
        print(f"{name} {part}: {count} articles")
    for which, count in Counter(one.set for one in items).items():
        print(f"{which}: {count} sentences")


if __name__ == "__main__":
    main()
