"""The learned extractor: a trained tagger finds who says what, the rules read the rest."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from kg.errors import OnRecordError
from kg.extraction.learned.confidence import weights
from kg.extraction.learned.identifying import identified
from kg.extraction.learned.identifying import weights as identification
from kg.extraction.learned.network import Network
from kg.extraction.learned.settling import joined
from kg.extraction.learned.triples import tagged
from kg.extraction.rules.extractor import parse, read
from kg.extraction.rules.text.lexicon import lexicon
from kg.extraction.rules.text.view import View
from kg.model import Article, Extraction

WEIGHTS = Path(__file__).resolve().parent / "tagger.onnx"


class LearnedExtractor:
    """Finds attributions by a trained tagger; needs neither network nor key."""

    name = "learned"
    version = "0.1.0"

    def extract(self, article: Article) -> Extraction:
        """Return everything found, in reading order."""
        words = lexicon()
        view = View(parse(article.text), words.quoting)
        found = tagged(_network(), article.text)
        told = read(view, words, article, joined(view, words, found, weights()))
        return identified(article.text, found, told, identification())


@cache
def _network() -> Network:
    if not WEIGHTS.is_file():
        raise OnRecordError(
            "the weights of the extractor 'learned' are missing",
            todo="install the program again, or take --extractor rules",
        )
    return Network(WEIGHTS)
