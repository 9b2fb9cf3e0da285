"""Queries that crash the engine, keep it busy without end, or fill the memory."""

from __future__ import annotations

KINDS = {
    "braces": "SELECT * " + "{" * 2368 + "}" * 2368,
    "parentheses": "SELECT * { FILTER(" + "(" * 4864 + "1" + ")" * 4864 + ") }",
    "negations": "SELECT * { ?s ?p ?o FILTER(" + "!" * 9472 + "true) }",
    "sums": "SELECT * { ?s ?p ?o FILTER(" + "+".join(["1"] * 7168) + ") }",
    "alternatives": "SELECT * { FILTER(" + "||".join(["1"] * 9472) + ") }",
    "many patterns": "SELECT * { " + " ".join(f"?a{n} ?p{n} ?a{n + 1} ." for n in range(592)) + "}",
    "long path": "SELECT * { ?s " + "/".join(["<a:b>"] * 496) + " ?o }",
    "cross join": "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }",
    "cross sort": "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } ORDER BY ?c ?f ?i",
    "string doubling": "SELECT ?x30 { VALUES ?x0 { 'aaaaaaaaaaaaaaaa' } "
    + " ".join(f"BIND(CONCAT(?x{n}, ?x{n}) AS ?x{n + 1})" for n in range(30))
    + "}",
    "pattern of characters": "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i "
    "FILTER(REGEX(CONCAT(STR(?c), STR(?f), STR(?i), '!'), '^((.*)(.*)(.*)x){20}!!$')) }",
}
"""The kinds that were seen to do harm, in the sizes in which they did."""

UNSEEN = {
    "many columns": "SELECT " + " ".join(f"(1 AS ?x{n})" for n in range(3000)) + " {}",
    "star": "SELECT * { " + " ".join(f"?a <a:p{n}> ?a{n} ." for n in range(195)) + "}",
    "options": "SELECT * { ?s ?p ?o "
    + " ".join(f"OPTIONAL {{ ?s <a:p{n}> ?o{n} }}" for n in range(190))
    + "}",
    "list": "SELECT * { ?s ?p (" + " 1" * 2000 + ") }",
}
"""Kinds that the guard lets pass: their workers die of them."""

GOOD = "SELECT ?s ?t { ?s a ?t } LIMIT 50"
