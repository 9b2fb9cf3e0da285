"""The parser finds what it finds as it comes, however it was made fast; nothing opens it early."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
import spacy
from spacy.tokens import Token

from kg.extraction.rules.text.parsing import MODEL, parsed
from kg.extraction.rules.text.tokens import tokens_of, with_bounds

CHECKOUT = Path(__file__).resolve().parents[2]
TEXT = (
    "PORT ELLEN (The Harbour Gazette) — The dredging of the outer basin, which three engineers\n"
    "had called “a gamble” in March, will begin on Tuesday, Councillor Ines Tarrow said.\n\n"
    "“We weren't told who'd be paying,” she added; nobody at Quayside Holdings Ltd. replied.\n"
    "According to two people who've read the harbour master's notes, the lowest bids came from\n"
    "Dunmore and Larsen. Fishers feared worse: their moorings' leases are ending.\n"
)


def seen(token: Token) -> tuple[object, ...]:
    """Return all that the parser says of a token."""
    return (
        *(token.text, token.tag_, token.pos_, token.dep_, token.head.i, token.lemma_),
        *(token.ent_type_, token.ent_iob_, token.is_sent_start, str(token.morph)),
    )


def test_the_parse_is_that_of_the_parser_as_it_comes() -> None:
    plain = spacy.load(MODEL)
    wanted = plain(with_bounds(tokens_of(plain, TEXT)))
    found = parsed(TEXT)
    assert [seen(one) for one in found] == [seen(one) for one in wanted]
    assert {"PERSON", "DATE"} <= {one.label_ for one in found.ents}


@pytest.mark.parametrize(
    "code", ["import kg", "from kg.cli.main import status; status(['--version'])"]
)
def test_no_weights_are_opened_before_there_is_something_to_read(code: str) -> None:
    watching = (
        "import sys; opened = []\n"
        "note = lambda name, told: opened.append(str(told[0])) if name == 'open' else None\n"
        "sys.addaudithook(note)\n"
    )
    telling = (
        "\nloaded = {'onnxruntime', 'spacy', 'thinc', 'numpy'} & sys.modules.keys()\n"
        "weights = [one for one in opened if one.endswith('.onnx') or 'en_core_web' in one]\n"
        "print(len(opened) > 0, sorted(loaded), weights)"
    )
    run = subprocess.run(
        [sys.executable, "-c", watching + code + telling],
        cwd=CHECKOUT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stderr
    assert run.stdout.splitlines()[-1] == "True [] []"
