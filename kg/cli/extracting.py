"""What `extract` prints."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace

import click

from kg import exports, mapping, record, sourcing
from kg.cli import batch
from kg.cli.output import print_json
from kg.cli.progress import progress
from kg.errors import InputRefused, OnRecordError
from kg.model import Record
from kg.pipeline import Pipeline
from kg.readers import Incoming, Refused
from kg.record import canonical
from kg.store import quads_of


def extract(
    incoming: list[Incoming | Refused], pipeline: Pipeline, format_name: str, *, outermost: bool
) -> int:
    """Print what is found in each and return the exit status."""
    refused: list[OnRecordError] = []
    records = _records(incoming, pipeline, refused, outermost=outermost)
    if format_name == "jsonl":
        for found in records:
            click.echo(json.dumps(record.scorable(found), ensure_ascii=False))
    elif format_name == "turtle":
        click.echo(_turtle(records, pipeline.base), nl=False)
    else:
        _print_json([record.to_json(found, pipeline.base) for found in records])
    return batch.status(refused, incoming)


def _records(
    incoming: list[Incoming | Refused],
    pipeline: Pipeline,
    refused: list[OnRecordError],
    *,
    outermost: bool,
) -> Iterator[Record]:
    """Yield the records; tell what is refused, when it is, and gather it."""
    for one in progress(incoming, len(incoming), "reading"):
        found = _record(one, pipeline)
        if isinstance(found, Record):
            yield _outermost(found) if outermost else found
        else:
            batch.tell(found)
            refused.append(found)


def _record(one: Incoming | Refused, pipeline: Pipeline) -> Record | OnRecordError:
    """Return the record of what was read, or why there is none."""
    if isinstance(one, Refused):
        return one.error
    try:
        return pipeline.record(one.found)
    except InputRefused as error:  # an extractor that gives what is no record
        return error.at(one.place)


def _outermost(found: Record) -> Record:
    """Return the record without nested attributions, and without what is said of them."""
    inner = found.extraction
    kept = [one for one in inner.attributions if not one.nested_in]
    names = {one.id for one in kept}

    def only(told: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(name for name in told if name in names)

    return canonical(
        replace(
            found,
            extraction=replace(
                inner,
                attributions=tuple(replace(one, infers_from=only(one.infers_from)) for one in kept),
                requests=tuple(
                    replace(one, about=only(one.about), answered_by=only(one.answered_by))
                    for one in inner.requests
                ),
                stances=tuple(one for one in inner.stances if {one.source, one.target} <= names),
                corrections=tuple(
                    replace(one, corrects=only(one.corrects)) for one in inner.corrections
                ),
            ),
        )
    )


def _print_json(documents: list[dict[str, object]]) -> None:
    if documents:
        shown = documents[0] if len(documents) == 1 else documents
        print_json(shown)


def _turtle(records: Iterator[Record], base: str) -> str:
    graphs = (mapping.to_dataset(found, sourcing.derive(found), base) for found in records)
    data = b"".join(mapping.quads(graph) for graph in graphs)
    return exports.exporters()["turtle"].dump(quads_of(data)).decode("utf-8")
