"""How good a tagger is on articles that people marked: by the figures of `onrecord evaluate`."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import torch

from kg.evaluation.counting import compare, counts
from kg.evaluation.figures import HEADLINE, add, figures
from kg.evaluation.marks import Mark, Marked
from kg.extraction.learned.network import Network, Scored
from kg.extraction.learned.pieces import Pieces
from kg.extraction.learned.triples import Tagged, Triple, put_together, tagged
from kg.extraction.learned.windows import windows
from kg.extraction.learned.words import words_of
from kg.training.export import chain_of, links_of
from kg.training.loop import Judge, forward
from kg.training.plan import Plan
from kg.training.tagger import Tagger

_BATCH = 8


def judge(dev: Sequence[Marked], pieces: Pieces, plan: Plan) -> Judge:
    """Return what measures a tagger on articles; on none, it finds no figures."""
    return lambda tagger: measured(dev, lambda text: tagged_by(tagger, pieces, plan, text).triples)


def judge_network(network: Network, dev: Sequence[Marked]) -> Mapping[str, float]:
    """Return the figures of an exported tagger, run as the extractor runs it."""
    return measured(dev, lambda text: tagged(network, text).triples)


def tagged_by(tagger: Tagger, pieces: Pieces, plan: Plan, text: str) -> Tagged:
    """Return what a tagger finds in a text."""
    words = words_of(text)
    cut = windows(words, pieces, plan.limit)
    scored: list[Scored] = []
    tagger.eval()
    with torch.no_grad():
        for begin in range(0, len(cut), _BATCH):
            some = cut[begin : begin + _BATCH]
            *parts, _ = forward(tagger, some, pieces.padding, halves=plan.halves)
            for place, window in enumerate(some):
                labels, asking, asked = (one[place, : len(window.words)].numpy() for one in parts)
                scored.append(Scored(window, labels, asking, asked))
    return put_together(chain_of(tagger), links_of(tagger), words, scored)


def measured(dev: Sequence[Marked], find: Callable[[str], Sequence[Triple]]) -> Mapping[str, float]:
    """Return the F1 of contents, of contents with their sources, and of the exactly right."""
    if not dev:
        return {}
    found = figures(
        add(counts(compare(one.outermost(), map(_mark, find(one.article.text)))) for one in dev)
    )
    return {name.split("/")[1]: round(found[name], 4) for name in HEADLINE}


def _mark(one: Triple) -> Mark:
    return Mark(
        source=() if one.source is None else (one.source,),
        cue=() if one.cue is None else (one.cue,),
        content=one.content,
    )
