"""How far people agree who marked the same article: the line that no system can be above."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import permutations
from types import MappingProxyType

from kg.errors import UsageError
from kg.evaluation.counting import Counts, compare, counts
from kg.evaluation.figures import add
from kg.evaluation.marks import Marked

MEASURED = MappingProxyType(
    {
        "attributions/content/f1": 0.819,
        "attributions/content+source/f1": 0.768,
        "attributions/exact/f1": 0.598,
        "spans/source/frag/f1": 0.788,
        "spans/cue/frag/f1": 0.711,
        "spans/content/frag/f1": 0.694,
    }
)
"""Agreement of trained annotators on 20 articles of PolNeAR, each against each other one."""

MEASURED_ON = "trained annotators, 20 articles of PolNeAR, measured once; not these articles"


def agreement(versions: Iterable[Marked]) -> Iterator[tuple[Marked, Counts]]:
    """Yield, for each article, what every annotator's marks add against every other one's.

    The first of the article's versions stands for it.
    """
    of_article: dict[str, list[Marked]] = defaultdict(list)
    for one in versions:
        of_article[one.id].append(one)
    several = [ones for ones in of_article.values() if len(ones) > 1]
    if not several:
        raise UsageError(
            "no article was marked by two annotators", todo="give a file with several versions"
        )
    for ones in several:
        if len({one.article.text for one in ones}) > 1:
            raise UsageError(
                f"the versions of {ones[0].id!r} have different texts",
                todo="give versions of one text",
            )
        pairs = permutations(ones, 2)
        yield ones[0], add(counts(compare(gold, other.marks)) for gold, other in pairs)
