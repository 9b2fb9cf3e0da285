"""Source, cue and content put together from the fragments of a window."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from kg.extraction.learned.linking import Link, Links
from kg.extraction.learned.network import Network, Scored
from kg.extraction.learned.tagging import Chain, Floats, Fragment, Role
from kg.extraction.learned.windows import windows
from kg.extraction.learned.words import Words, words_of
from kg.model import Span, Spans


@dataclass(frozen=True, slots=True)
class Triple:
    """An attribution as the tagger found it: what was printed, and how sure each part is.

    `content_sure`, `cue_sure` and `source_sure` are the least probability of a label in that
    part, `linked` that of the links that hold the parts together.
    """

    source: Span | None
    cue: Span | None
    content: Spans
    content_sure: float
    cue_sure: float
    source_sure: float
    linked: float


@dataclass(frozen=True, slots=True)
class Tagged:
    """What the tagger makes of a text: the triples, and how it sees every word.

    `roles` is words by roles: the probability that a word is of a source, a cue or a content.
    `meant` is what stands for each word where links are computed, as one chosen and as one
    that chooses: all that the tagger knows of it there.
    """

    triples: tuple[Triple, ...]
    words: Words
    roles: Floats
    meant: Floats

    def share(self, span: Span, role: Role) -> float:
        """Return how likely the words of a span have a role, on the mean; 0 where it has none."""
        places = self.words.within(span)
        return float(self.roles[list(places), role].mean()) if places else 0.0


def tagged(network: Network, text: str) -> Tagged:
    """Return what the tagger finds in a text."""
    words = words_of(text)
    scored = network.score(windows(words, network.pieces, network.limit))
    return put_together(network.chain, network.links, words, scored)


def put_together(chain: Chain, links: Links, words: Words, scored: Iterable[Scored]) -> Tagged:
    """Return what an article's windows hold, once they are scored; triples by their content."""
    roles = np.zeros((len(words), len(Role)), dtype=np.float32)
    meant = np.zeros((len(words), 2 * len(Link) * links.width), dtype=np.float32)
    found: list[Triple] = []
    every = list(scored)
    for one, said in zip(every, chain.read([one.labels for one in every]), strict=True):
        places = list(one.window.words)
        meant[places] = np.concatenate([one.asked, one.asking], axis=1)
        for role in Role:
            begins = role.begins
            roles[places, role] = said.marginals[:, begins] + said.marginals[:, begins + 1]
        found += _of_window(said.fragments, links, words, one)
    found.sort(key=lambda one: (one.content[0].start, one.cue or one.content[0]))
    return Tagged(tuple(found), words, roles, meant)


def _of_window(
    fragments: Sequence[Fragment], links: Links, words: Words, scored: Scored
) -> Iterator[Triple]:
    sources, cues, contents = (
        [one for one in fragments if one.role is role]
        for role in (Role.SOURCE, Role.CUE, Role.CONTENT)
    )
    if not contents:
        return
    asked_cues, asked_sources = (scored.asked, cues), (scored.asked, sources)
    by_cue = links.chances(Link.CUE_OF_CONTENT, (scored.asking, contents), asked_cues)
    together: dict[int, list[int]] = {}
    for place, row in enumerate(by_cue):
        together.setdefault(int(row.argmax()) - 1, []).append(place)
    joined = _Joiner(words, scored, sources)
    if cues:
        chances = links.chances(Link.SOURCE_OF_CUE, (scored.asking, cues), asked_sources)
        for cue, places in together.items():
            if cue >= 0:
                sure = float(min(by_cue[place, cue + 1] for place in places))
                parts = [contents[place] for place in places]
                yield joined.triple(cues[cue], parts, chances[cue], sure)
    chances = links.chances(Link.SOURCE_OF_CONTENT, (scored.asking, contents), asked_sources)
    for place in together.get(-1, []):
        yield joined.triple(None, [contents[place]], chances[place], float(by_cue[place, 0]))


@dataclass(frozen=True, slots=True)
class _Joiner:
    """Makes triples of one window's fragments."""

    words: Words
    scored: Scored
    sources: Sequence[Fragment]

    def triple(
        self,
        cue: Fragment | None,
        contents: Sequence[Fragment],
        chances: Sequence[float],
        sure: float,
    ) -> Triple:
        chosen = max(range(len(chances)), key=lambda place: chances[place])
        source = self.sources[chosen - 1] if chosen else None
        return Triple(
            source=None if source is None else self._span(source),
            cue=None if cue is None else self._span(cue),
            content=tuple(sorted(self._span(one) for one in contents)),
            content_sure=min(one.sure for one in contents),
            cue_sure=0.0 if cue is None else cue.sure,
            source_sure=1.0 if source is None else source.sure,
            linked=sure * float(chances[chosen]),
        )

    def _span(self, fragment: Fragment) -> Span:
        places = self.scored.window.words
        return Span(
            self.words.start[places[fragment.first]], self.words.end[places[fragment.last - 1]]
        )
