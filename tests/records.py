"""Generated records, for tests that hold for every record."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from kg import record
from kg.model import (
    PUBLISHER,
    Article,
    Attribution,
    Extraction,
    Identification,
    Maker,
    Origin,
    QuoteForm,
    Record,
    Request,
    ResponseKind,
    Source,
    SourceKind,
    Span,
    Spans,
)

WORDS = st.text(
    st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="\x00"),
    min_size=1,
    max_size=12,
)
TEXT = st.text(
    st.characters(exclude_categories=("Cs", "Cc"), include_characters="\n\t\x1b"),
    min_size=30,
    max_size=80,
).filter(lambda text: bool(text.strip()))
DAYS = st.dates(date(1990, 1, 1), date(2100, 1, 1))


def spans(length: int, most: int = 2, least: int = 1) -> SearchStrategy[Spans]:
    """Return spans inside a text of that length that do not overlap."""
    # few offsets, so that parts often share their place
    return (
        st.lists(
            st.integers(0, length).map(lambda at: at - at % 5),
            min_size=2 * least,
            max_size=2 * most,
            unique=True,
        )
        .map(sorted)
        .map(lambda cuts: tuple(Span(*pair) for pair in zip(cuts[::2], cuts[1::2], strict=False)))
    )


RULES = st.from_regex(r"[a-z][a-z0-9-]{0,10}", fullmatch=True)
ROLES = WORDS.filter(lambda name: not set(name) & set("/\\@"))


def places(length: int) -> SearchStrategy[Spans]:
    """Return places each for itself, which may overlap."""
    return st.lists(spans(length, 1), max_size=3).map(
        lambda found: tuple(sorted({span for one in found for span in one}))
    )


@st.composite
def sources(draw: DrawFn, name: str, text: str) -> Source:
    length = len(text)
    kind = draw(st.sampled_from(Identification))
    named = kind is Identification.NAMED
    return Source(
        id=name,
        identification=kind,
        kind=draw(st.sampled_from(SourceKind)),
        name=draw(WORDS) if named else None,
        description=None if named else draw(st.sampled_from(text.split())),
        mentions=draw(places(length)),
    )


@st.composite
def attributions(draw: DrawFn, number: int, names: list[str], length: int) -> Attribution:
    earlier = [f"a{one}" for one in range(number)]
    other = st.none() | st.sampled_from(names)
    return Attribution(
        id=f"a{number}",
        source=draw(st.sampled_from(names)),
        content=draw(spans(length)),
        cue=draw(spans(length, 1, 0)),
        source_spans=draw(spans(length, 1, 0)),
        quote_form=draw(st.sampled_from(QuoteForm)),
        nested_in=draw(st.none() | st.sampled_from(earlier)) if earlier else None,
        recipient=draw(other),
        medium=draw(other),
        infers_from=tuple(draw(st.sets(st.sampled_from(earlier), max_size=2))) if earlier else (),
        rule=draw(st.none() | RULES),
    )


@st.composite
def requests(draw: DrawFn, number: int, names: list[str], length: int) -> Request:
    return Request(
        id=f"r{number}",
        spans=draw(spans(length)),
        party=draw(st.sampled_from(names)),
        outcome=draw(st.sampled_from(ResponseKind)),
        asker=draw(st.sampled_from(names)),
        party_spans=draw(spans(length, 1, 0)),
        when=draw(st.none() | DAYS),
        rule=draw(st.none() | RULES),
    )


@st.composite
def articles(draw: DrawFn) -> Article:
    maybe = st.none() | WORDS.filter(lambda one: bool(one.strip()))
    return Article(
        text=draw(TEXT),
        identifier=draw(maybe),
        url=draw(st.none() | st.just("https://outlet.example/a?b=1")),
        title=draw(maybe),
        outlet=draw(maybe),
        author=draw(maybe),
        date=draw(st.none() | DAYS),
        language=draw(st.sampled_from(["en", "de"])),
    )


@st.composite
def records(draw: DrawFn) -> Record:
    """Return a canonical record."""
    article = draw(articles())
    length = len(article.text)
    own = [f"s{number}" for number in range(draw(st.integers(1, 4)))]
    names = [*own, PUBLISHER]
    extraction = Extraction(
        sources=tuple(draw(sources(name, article.text)) for name in own),
        attributions=tuple(
            draw(attributions(n, names, length)) for n in range(draw(st.integers(0, 4)))
        ),
        requests=tuple(draw(requests(n, names, length)) for n in range(draw(st.integers(0, 2)))),
    )
    made = Record(
        article=article,
        extraction=protected(extraction, article.text),
        origin=draw(st.sampled_from(Origin)),
        maker=Maker(name=draw(ROLES), version=draw(st.none() | ROLES)),
        analysed=draw(st.booleans()),
    )
    record.must_be_sound(made)
    return record.canonical(made)


def protected(found: Extraction, text: str) -> Extraction:
    """Return the extraction with anonymous sources only where no named one is mentioned."""
    kinds = {one.id: one.identification for one in found.sources}
    named = {
        *(span for one in found.sources if one.name for span in one.mentions),
        *(
            span
            for one in found.attributions
            if named_(one.source, kinds)
            for span in one.source_spans
        ),
        *(span for one in found.requests if named_(one.party, kinds) for span in one.party_spans),
    }
    names = {" ".join(one.name.split()).casefold() for one in found.sources if one.name}

    def kept(spans: Spans) -> Spans:
        return tuple(span for span in spans if span not in named)

    return Extraction(
        sources=tuple(shielded(one, kept(one.mentions), text, names) for one in found.sources),
        attributions=tuple(
            one if named_(one.source, kinds) else replace(one, source_spans=kept(one.source_spans))
            for one in found.attributions
        ),
        requests=tuple(
            one if named_(one.party, kinds) else replace(one, party_spans=kept(one.party_spans))
            for one in found.requests
        ),
    )


def named_(name: str, kinds: dict[str, Identification]) -> bool:
    return kinds.get(name) is Identification.NAMED


def shielded(one: Source, mentions: Spans, text: str, names: set[str]) -> Source:
    if not one.identification.anonymous:
        return one
    called = [" ".join(span.of(text).split()) for span in mentions]
    usable = [words for words in called if words and words.casefold() not in names]
    if not usable:
        first = text.split(maxsplit=1)[0]
        unstated = Identification.UNSTATED
        return replace(one, identification=unstated, description=first, mentions=mentions)
    return replace(one, description=usable[0], mentions=mentions)
