"""An invented article with attributions, and a choice that has it in every set."""

from __future__ import annotations

import json

from kg.model import Span
from tests.measures.labels import corpus
from tests.measures.labels.corpus import Choice, Chosen, Item
from tests.measures.labels.sentences import sentences

TEXT = (
    "Petra Olander said the pier is safe. “It holds,” she added.\n"
    "A harbour aide told the Gazette that the pilots believe it will fall. "
    "The oak beams are allegedly rotten. Mr. Prill denied that the beams are rotten. "
    "The yard did not respond to a request for comment. The port did not respond."
)


def pair(words: str, text: str = TEXT) -> list[list[int]]:
    """Return where words stand first, as the corpus writes it."""
    start = text.index(words)
    return [[start, start + len(words)]]


def line(identifier: str, text: str = TEXT) -> str:
    """Return the line of the corpus for an article with five attributions."""
    attributions = [
        {
            "source": pair("Petra Olander"),
            "cue": pair("said"),
            "content": pair("the pier is safe"),
        },
        {"source": pair("she"), "cue": pair("added"), "content": pair("“It holds,”")},
        {
            "source": pair("A harbour aide"),
            "cue": pair("told"),
            "content": pair("the pilots believe it will fall"),
        },
        {"source": [], "cue": pair("allegedly"), "content": pair("rotten")},
        {
            "source": pair("Mr. Prill"),
            "cue": pair("denied"),
            "content": pair("that the beams are rotten"),
        },
    ]
    one = {"id": identifier, "title": "The pier of Northmoor", "outlet": "gazette"}
    return json.dumps(one | {"date": "2026-03-04", "text": text, "attributions": attributions})


def held() -> Choice:
    """Return one article in each article set and the sentences of a third."""
    texts = {name: corpus.gold(line(name)) for name in ("a", "b", "c")}
    articles = tuple(
        Chosen.model_validate(
            {
                "key": key,
                "id": name,
                "sha256": texts[name].sha256,
                "set": of,
                "half": "open",
                "why": "",
            }
        )
        for key, name, of in (
            ("so001", "a", "sourcing"),
            ("sp001", "b", "speakers"),
            ("se001", "c", "sentences"),
        )
    )
    spans = [each.span for each in sentences(TEXT)]
    shown: tuple[tuple[corpus.SentenceSet, Span, int], ...] = (
        ("nesting", spans[2], 3),
        ("hedges", spans[3], 4),
        ("stance", spans[4], 5),
    )
    items = tuple(
        Item(
            set=of,
            item=1,
            article="c",
            span=(span.start, span.end),
            attribution=which,
            by="pattern",
        )
        for of, span, which in shown
    )
    return Choice(articles, items, texts)
