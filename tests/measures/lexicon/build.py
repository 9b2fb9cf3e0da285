"""From annotated articles to the lexicon, step by step."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from tests.measures.lexicon.corpus import Parses, annotated
from tests.measures.lexicon.entries import Entries, entries
from tests.measures.lexicon.examples import examples
from tests.measures.lexicon.fitting import admitted, learn
from tests.measures.lexicon.hand import Hand, read_hand
from tests.measures.lexicon.turtle import cues_file, evidence_file


@dataclass(frozen=True, slots=True)
class Built:
    """A lexicon, and how many candidates it was learned from."""

    entries: Entries
    evidence: dict[str, float]
    hand: Hand
    examples: int
    marked: int

    def write(self, folder: Path) -> None:
        """Write both files into a folder."""
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "cues.ttl").write_text(cues_file(self.entries, self.hand), encoding="utf-8")
        (folder / "evidence.ttl").write_text(evidence_file(self.evidence), encoding="utf-8")


def build(material: Path, parses: Parses, *, limit: int | None = None) -> Built:
    """Return the lexicon that the train split and what is set by hand give."""
    hand = read_hand()
    shown = list(examples(annotated(material, limit), parses, hand.quoting))
    weights = learn(shown, admitted(shown))
    return Built(
        entries=entries(weights.cues, hand),
        evidence=weights.evidence,
        hand=hand,
        examples=len(shown),
        marked=sum(one.holds for one in shown),
    )
