"""A record that arrives as RDF: taken only whole, by the same door as any other record.

What is sent becomes a record, the record becomes the graphs that it must have, and what was sent
beyond those is refused: nothing may enter the store beside what a record can say. What follows
from a record (`#facts`) is computed anew.
"""

from __future__ import annotations

from http import HTTPStatus

from rdflib import Dataset
from starlette.exceptions import HTTPException

from kg import ids, mapping, record
from kg.errors import InputRefused, StoreDamaged
from kg.model import Record
from kg.pipeline import Pipeline, Prepared
from kg.store import Publication, quads_of
from kg.telling.lines import one_line

_MOST_QUADS = 100_000


def arrived(lines: bytes, version: str, pipeline: Pipeline) -> Prepared:
    """Return the record of a version as a checked graph.

    Raises 403 where a triple stands in a graph that is not the version's own, 409 where the
    record is another version's, `InputRefused` where it is no record or says more than one can.
    """
    _must_be_own(lines, version)
    prepared = pipeline.prepare(_record(lines, version, pipeline.base))
    made = pipeline.publication(prepared)
    if made.version != version:
        raise HTTPException(
            HTTPStatus.CONFLICT,
            f"that is the record of <{made.version}>, by its id and its text: send it there",
        )
    _must_say_no_more(lines, made)
    return prepared


def _must_be_own(lines: bytes, version: str) -> None:
    own = {f"<{one}>" for one in ids.graphs_of(version)}
    named = [str(quad.graph_name) for quad in quads_of(lines)]
    if foreign := sorted(set(named) - own):
        raise HTTPException(
            HTTPStatus.FORBIDDEN,
            f"a triple stands in the graph {one_line(foreign[0])[:300]}; a record of this version "
            f"has its graphs only, from <{version}#head> to <{version}#facts>",
        )
    if not 0 < len(named) <= _MOST_QUADS:
        raise InputRefused(
            f"a record has between 1 and {_MOST_QUADS:,} triples, not {len(named):,}",
            todo="send all graphs of one version",
        )


def _record(lines: bytes, version: str, base: str) -> Record:
    """Return what the graphs say, after the checks that a record document goes through."""
    dataset = Dataset()
    try:
        dataset.parse(data=lines, format="nquads")
        found = mapping.to_record(dataset, version)
    except StoreDamaged:
        raise _no_record("a part is missing that every record has") from None
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise _no_record(f"{type(error).__name__}: {error}") from None
    return record.parse(record.to_json(found, base))


def _no_record(why: str) -> InputRefused:
    return InputRefused(
        f"the graphs are no record ({one_line(why)[:200]})",
        todo="send all graphs of a version, as GET gives them",
    )


def _must_say_no_more(lines: bytes, made: Publication) -> None:
    facts = f"<{ids.version_graph(made.version, 'facts')}>"
    sent = {quad for quad in quads_of(lines) if str(quad.graph_name) != facts}
    if more := sorted(map(str, sent - set(quads_of(made.quads)))):
        raise InputRefused(
            f"{len(more)} triples are no part of what this record says, first "
            f"{one_line(more[0])[:300]}",
            todo="send what a record can say: docs/record.md",
        )
