"""Learn the lexicon anew and write its two files."""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path

from tests.measures.lexicon.build import build
from tests.measures.lexicon.corpus import Parses
from tests.measures.scorer import material

ONTOLOGY = Path(__file__).parents[3] / "ontology" / "lexicon"


def main() -> None:
    """Read the options, learn, write."""
    options = argparse.ArgumentParser(
        prog="python -P -m tests.measures.lexicon", description="Learn the cue lexicon anew."
    )
    options.add_argument(
        "--out", type=Path, default=ONTOLOGY, help="where the files go (default: the ontology)"
    )
    options.add_argument("--limit", type=int, help="learn from so many articles only")
    options.add_argument(
        "--parses",
        type=Path,
        default=Path(tempfile.gettempdir()) / "onrecord-parses",
        help="folder that keeps parses for another run; empty it when parsing has changed"
        " (default: %(default)s)",
    )
    chosen = options.parse_args()
    built = build(material(), Parses(chosen.parses), limit=chosen.limit)
    built.write(chosen.out)
    print(
        f"{built.examples} candidates, {built.marked} of them marked;"
        f" {len(built.entries)} cues, {len(built.evidence)} kinds of evidence -> {chosen.out}"
    )


if __name__ == "__main__":
    main()
