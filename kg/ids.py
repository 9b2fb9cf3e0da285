"""Minting identifiers from content: nothing else in the program makes one up.

An article is a digest of the id it came with, else of its URL, else of its text. A
version is the article plus a digest of its text. Everything inside a version is a
fragment made of its role and its offsets, so that two runs, or two people, who mean
the same words mean the same IRI.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass

from kg.model import (
    Article,
    Attribution,
    Correction,
    Passage,
    Request,
    Source,
    Span,
    Spans,
    Stance,
)

_HEX = 32
_PLACE = re.compile(r"#char=([0-9]{1,9}),([0-9]{1,9})$")
_GRAPHS = ("head", "assertion", "provenance", "pubinfo", "facts")


def digest(text: str) -> str:
    """Return the sha256 of the text's UTF-8 bytes, in hexadecimal."""
    return bytes_digest(text.encode("utf-8"))


def bytes_digest(data: bytes) -> str:
    """Return the sha256 of bytes, in hexadecimal."""
    return hashlib.sha256(data).hexdigest()


def version_graph(version: str, part: str) -> str:
    """Return the named graph of a part of a version, one of `_GRAPHS`."""
    if part not in _GRAPHS:
        raise ValueError(part)
    return f"{version}#{part}"


def graphs_of(version: str) -> tuple[str, ...]:
    """Return every named graph of a version."""
    return tuple(version_graph(version, part) for part in _GRAPHS)


def spans_id(spans: Spans) -> str:
    """Return offsets as they stand in IRIs: `12-30`, or `12-30+41-50` for two pieces."""
    return "+".join(f"{span.start}-{span.end}" for span in spans)


def statement_id(attribution: Attribution) -> str:
    """Return `s` + content offsets + `.` + where the cue starts (two cues may share a content)."""
    cue = f".{attribution.cue[0].start}" if attribution.cue else ""
    return f"s{spans_id(attribution.content)}{cue}"


def source_id(source: Source, first_statement: str) -> str:
    """Return `src` + the first mention; a source without mention is called by its statement."""
    if source.mentions:
        return f"src{spans_id(source.mentions[:1])}"
    return f"src-{first_statement}"


def request_id(request: Request) -> str:
    """Return `r` + offsets of the clause + `.` + where its party is named."""
    party = f".{request.party_spans[0].start}" if request.party_spans else ""
    return f"r{spans_id(request.spans)}{party}"


def stance_id(stance: Stance) -> str:
    """Return `t` + which statement + `_` + to which other; both already have their ids."""
    return f"t{stance.source.removeprefix('s')}_{stance.target.removeprefix('s')}"


def passage_id(passage: Passage) -> str:
    """Return `u` + offsets of the sentence."""
    return f"u{spans_id((passage.span,))}"


def correction_id(correction: Correction) -> str:
    """Return `c` + offsets of the notice."""
    return f"c{spans_id(correction.spans)}"


@dataclass(frozen=True, slots=True)
class Minter:
    """The IRIs of one version of one article, below a base that ends in `/`."""

    base: str
    article: str
    version: str

    @classmethod
    def of(cls, article: Article, base: str) -> Minter:
        """Return the minter of an article."""
        iri = article_iri(article, base)
        return cls(base=base, article=iri, version=f"{iri}/{digest(article.text)[:_HEX]}")

    def graph(self, part: str) -> str:
        """Return the named graph of a part of the version."""
        return version_graph(self.version, part)

    def node(self, local: str) -> str:
        """Return the IRI of what has that id inside the version."""
        return f"{self.version}#{local}"

    def mention(self, span: Span) -> str:
        """Return the IRI of a stretch of the text, in the form of RFC 5147."""
        return self.node(f"char={span.start},{span.end}")


def span_of(iri: str) -> Span | None:
    """Return the stretch that an IRI of `Minter.mention` names; none where it names none."""
    found = _PLACE.search(iri)
    if found is None or int(found[1]) >= int(found[2]):
        return None
    return Span(int(found[1]), int(found[2]))


def article_iri(article: Article, base: str) -> str:
    """Return the IRI of an article, the same for all its versions.

    What the key is goes into the digest: an id that looks like another article's URL is
    not that article.
    """
    if article.identifier:
        key = f"id {article.identifier}"
    else:
        key = f"url {article.url}" if article.url else f"text {article.text}"
    return f"{base}article/{digest(key)[:_HEX]}"


def history_graph(article: str) -> str:
    """Return the graph that says which version of an article is current and what it supersedes."""
    return f"{article}#history"
