"""What `extract` prints."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace

import click

from kg import exports, ids, mapping, record, sourcing
from kg.cli.output import one_line
from kg.cli.progress import progress
from kg.errors import InputRefused
from kg.model import Attribution, Record, Spans
from kg.pipeline import Pipeline
from kg.readers import Incoming, Refused
from kg.record import canonical
from kg.store import quads_of

SOME_REFUSED = 4


def extract(
    incoming: list[Incoming | Refused], pipeline: Pipeline, format_name: str, *, outermost: bool
) -> int:
    """Print what is found in each and return the exit status."""
    refused = [one for one in incoming if isinstance(one, Refused)]
    for one in refused:
        click.echo(f"error: {one_line(str(one.error))}", err=True)
    records = _records(incoming, pipeline, outermost=outermost)
    if format_name == "jsonl":
        for found in records:
            click.echo(json.dumps(scorable(found), ensure_ascii=False))
    elif format_name == "turtle":
        click.echo(_turtle(records, pipeline.base), nl=False)
    else:
        _print_json([record.to_json(found, pipeline.base) for found in records])
    if not refused:
        return 0
    return InputRefused.exit_status if len(refused) == len(incoming) else SOME_REFUSED


def _records(
    incoming: list[Incoming | Refused], pipeline: Pipeline, *, outermost: bool
) -> Iterator[Record]:
    good = [one for one in incoming if isinstance(one, Incoming)]
    for one in progress(good, len(good), "reading"):
        found = pipeline.record(one.found)
        yield _outermost(found) if outermost else found


def _outermost(found: Record) -> Record:
    inner = found.extraction
    kept = [one for one in inner.attributions if not one.nested_in]
    names = {one.id for one in kept}
    alone = tuple(
        replace(one, infers_from=tuple(name for name in one.infers_from if name in names))
        for one in kept
    )
    return canonical(replace(found, extraction=replace(inner, attributions=alone)))


def _print_json(documents: list[dict[str, object]]) -> None:
    if documents:
        shown = documents[0] if len(documents) == 1 else documents
        click.echo(json.dumps(shown, ensure_ascii=False, indent=1))


def _turtle(records: Iterator[Record], base: str) -> str:
    graphs = (mapping.to_dataset(found, sourcing.derive(found), base) for found in records)
    data = b"".join(mapping.quads(graph) for graph in graphs)
    return exports.exporters()["turtle"].dump(quads_of(data)).decode("utf-8")


def scorable(found: Record) -> dict[str, object]:
    """Return the article's attributions in the form that attribution scorers read."""
    article = found.article
    return {
        "id": article.identifier or article.url or ids.digest(article.text),
        "attributions": [_scorable(one) for one in found.extraction.attributions],
    }


def _scorable(one: Attribution) -> dict[str, object]:
    shown: dict[str, object] = {
        "source": _pairs(one.source_spans),
        "cue": _pairs(one.cue),
        "content": _pairs(one.content),
    }
    return {**shown, "nested": True} if one.nested_in else shown


def _pairs(spans: Spans) -> list[list[int]]:
    return [[span.start, span.end] for span in spans]
