"""What people said of an article's statements, as RDF: one named graph for the article."""

from __future__ import annotations

from collections.abc import Mapping

from rdflib import RDF, XSD, Dataset, Graph, Literal, URIRef
from rdflib.namespace import PROV

from kg import ids
from kg.mapping.terms import literal
from kg.model import ReviewVerdict
from kg.model.reviews import Review, Reviewed, Undoing
from kg.vocab import ONR, PREFIXES, SCHEMA, concept


def reviews_graph(article: str) -> str:
    """Return the graph of the reviews of an article."""
    return f"{article}#reviews"


def reviews_dataset(article: str, versions: Mapping[str, Reviewed]) -> Dataset:
    """Return the graph of everything said of an article's versions, taken back or not.

    Reviewers are agents of this graph, told apart by the name they gave: nothing says that
    one is the same person elsewhere.
    """
    dataset = Dataset()
    for prefix, namespace in PREFIXES.items():
        dataset.bind(prefix, namespace, replace=True)
    graph = dataset.graph(URIRef(reviews_graph(article)))
    for version, reviewed in versions.items():
        for review in reviewed.reviews:
            _review(graph, article, version, review)
        for undoing in reviewed.undoings:
            node = _activity(graph, article, ONR.Undoing, undoing)
            graph.add((node, ONR.undoes, _node(article, undoing.undoes)))
    return dataset


def _review(graph: Graph, article: str, version: str, review: Review) -> None:
    node = _activity(graph, article, ONR.Review, review)
    graph.add((node, ONR.reviewed, URIRef(f"{version}#{review.attribution.id}")))
    graph.add((node, ONR.verdict, concept(review.verdict)))
    if review.verdict is ReviewVerdict.CORRECTED:
        left = ids.statement_id(review.left)
        graph.add((node, ONR.becomes, URIRef(f"{version}#{left}")))


def _activity(graph: Graph, article: str, kind: URIRef, one: Review | Undoing) -> URIRef:
    node = _node(article, one.number)
    reviewer = URIRef(f"{article}#reviewer-{ids.digest(one.reviewer)[:16]}")
    ended = Literal(one.at.isoformat(timespec="seconds"), datatype=XSD.dateTime)
    graph.add((node, RDF.type, kind))
    graph.add((node, PROV.wasAssociatedWith, reviewer))
    graph.add((node, PROV.endedAtTime, ended))
    graph.add((reviewer, RDF.type, PROV.Agent))
    literal(graph, reviewer, SCHEMA.name, one.reviewer)
    return node


def _node(article: str, number: int) -> URIRef:
    return URIRef(f"{article}#review-{number}")
