"""The vocabulary as a page: every term has its place in it, folded by parts."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import html
from rdflib import OWL, RDF, SKOS

from kg.vocab import ONR_NAMESPACE, SCHEME_BASE
from kg.web.vocabulary import anchor, whole
from tests.web_site import client, site


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> html.HtmlElement:
    store: Path = tmp_path_factory.mktemp("vocabulary") / "store"
    with site(store) as made:
        return html.document_fromstring(client(made).get("/ns").text)


def test_every_iri_has_its_place_inside_a_part(page: html.HtmlElement) -> None:
    graph = whole()
    kinds = (OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty, SKOS.Concept, SKOS.ConceptScheme)
    every = {str(one) for kind in kinds for one in graph.subjects(RDF.type, kind)}
    names = {anchor(one) for one in every if one.startswith((ONR_NAMESPACE, SCHEME_BASE))}
    folded = [
        str(one) for one in page.xpath("//details/*[not(self::summary)]/descendant-or-self::*/@id")
    ]
    assert len(folded) == len(set(folded)) > 250
    assert names <= set(folded)


def test_iris_of_schemes_and_concepts_lead_there(page: html.HtmlElement, tmp_path: Path) -> None:
    there = set(page.xpath("//@id"))
    schemes = set(map(str, whole().subjects(RDF.type, SKOS.ConceptScheme)))
    with site(tmp_path / "store") as made:
        web = client(made)
        for iri in [*schemes, f"{SCHEME_BASE}source-kind/person"]:
            path = f"/scheme/{iri.removeprefix(SCHEME_BASE)}"
            answer = web.get(path, headers={"Accept": "text/html"}, follow_redirects=False)
            place, _, name = answer.headers["location"].partition("#")
            assert (answer.status_code, place) == (303, "/ns")
            assert name in there


def test_the_contents_lead_to_every_part(page: html.HtmlElement) -> None:
    parts = [str(one) for one in page.xpath("//details/div/@id")]
    assert [str(one) for one in page.xpath("//nav//ul[@class='parts']//a/@href")] == [
        f"#{one}" for one in parts
    ]
    assert len(parts) > 20
    assert not page.xpath("//details[@open]")
