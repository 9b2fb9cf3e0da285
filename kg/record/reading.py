"""Reading a record document: what is not of the form, or does not fit its text, is refused."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise
from typing import NoReturn

from pydantic import ValidationError

from kg import ids
from kg.errors import InputRefused
from kg.intake.given import checked_text
from kg.model import (
    Article,
    Attribution,
    Correction,
    Extraction,
    Maker,
    Passage,
    Record,
    Request,
    Section,
    Source,
    Span,
    Spans,
    Stance,
    words,
)
from kg.record.canonical import canonical
from kg.record.form import (
    ArticlePart,
    AttributionPart,
    CorrectionPart,
    DocumentPart,
    PassagePart,
    RequestPart,
    SourcePart,
    SpanJson,
    SpansJson,
    StancePart,
)
from kg.record.soundness import must_be_sound

_FAULTS = {
    "extra_forbidden": "is no key of a record",
    "string_pattern_mismatch": "has words or characters in it that it may not have",
}
"""What is said of a fault instead of pydantic's words, which hold the whole pattern."""


def looks_like(value: object) -> bool:
    """Return whether a JSON value means to be a record (an article has no `recordVersion`)."""
    return isinstance(value, dict) and ("recordVersion" in value or value.get("type") == "Record")


def parse(value: object) -> Record:
    """Return the canonical record that a JSON value holds.

    Raises `InputRefused` naming the part: a key or value that the form does not have, an
    id that nothing has, spans outside the text, words or a digest that are not the text's.
    """
    try:
        document = DocumentPart.model_validate(value)
    except ValidationError as error:
        _refuse(error)
    _check_text(document.article)
    record = _to_record(document)
    must_be_sound(record)
    _check_words(document)
    return canonical(record)


def parse_parts(
    sources: Iterable[object], attributions: Iterable[object]
) -> tuple[tuple[Source, ...], tuple[Attribution, ...]]:
    """Return parts that this program wrote of a record, under the ids that they have there."""
    try:
        return (
            tuple(_to_source(SourcePart.model_validate(one)) for one in sources),
            tuple(_to_attribution(AttributionPart.model_validate(one)) for one in attributions),
        )
    except ValidationError as error:
        _refuse(error)


def _refuse(error: ValidationError) -> NoReturn:
    first = error.errors(include_url=False, include_input=False)[0]
    path = ".".join(str(step) for step in first["loc"]) or "the document"
    what = _FAULTS.get(first["type"]) or first["msg"].lower()
    raise InputRefused(
        f"{path}: {what}", todo="see docs/record.md for the form of a record"
    ) from None


def _to_record(document: DocumentPart) -> Record:
    return Record(
        article=_to_article(document.article),
        extraction=Extraction(
            sources=tuple(_to_source(part) for part in document.sources),
            attributions=tuple(_to_attribution(part) for part in document.attributions),
            requests=tuple(_to_request(part) for part in document.requests),
            stances=tuple(_to_stance(part) for part in document.stances),
            passages=tuple(_to_passage(part) for part in document.passages),
            corrections=tuple(_to_correction(part) for part in document.corrections),
        ),
        origin=document.origin,
        maker=Maker(name=document.maker.name, version=document.maker.version),
        analysed=document.analysed,
    )


def _to_article(part: ArticlePart) -> Article:
    return Article(
        text=part.text,
        identifier=part.identifier,
        url=part.url,
        title=part.title,
        outlet=part.outlet,
        author=part.author,
        date=part.date,
        language=part.language,
        sections=tuple(
            sorted(
                Section(_to_span(one.span, "article.sections"), one.kind) for one in part.sections
            )
        ),
    )


def _to_source(part: SourcePart) -> Source:
    where = f"source {part.id}"
    return Source(
        id=part.id,
        identification=part.identification,
        kind=part.kind,
        name=part.name,
        description=part.description,
        mentions=_to_places(part.mentions, where),
        role=part.role,
        member_of=part.memberOf,
        speaks_for=part.speaksFor,
        stated_min=part.statedMin,
        stated_max=part.statedMax,
        reason=part.reason,
        reason_spans=_to_spans(part.reasonSpans, where),
    )


def _to_attribution(part: AttributionPart) -> Attribution:
    where = f"attribution {part.id}"
    return Attribution(
        id=part.id,
        source=part.source,
        content=_to_spans(part.content, where),
        cue=_to_spans(part.cue, where),
        source_spans=_to_spans(part.sourceSpans, where),
        quote_form=part.quoteForm,
        nested_in=part.nestedIn,
        recipient=part.recipient,
        medium=part.medium,
        infers_from=tuple(part.infersFrom),
        type=part.attributionType,
        channels=tuple(part.channels),
        record_status=part.recordStatus,
        hop_kind=part.hopKind,
        knowledge_basis=part.knowledgeBasis,
        certainty=part.certainty,
        polarity=part.polarity,
        hedge=part.hedge,
        hedge_spans=_to_spans(part.hedgeSpans, where),
        content_kind=part.contentKind,
        against=tuple(part.against),
        when=part.when,
        scope_ambiguous=part.scopeAmbiguous,
        confidence=None if part.confidence is None else round(part.confidence, 2),
        rule=part.rule,
    )


def _to_request(part: RequestPart) -> Request:
    where = f"request {part.id}"
    return Request(
        id=part.id,
        spans=_to_spans(part.spans, where),
        party=part.party,
        outcome=part.outcome,
        asker=part.asker,
        party_spans=_to_spans(part.partySpans, where),
        when=part.when,
        about=tuple(part.about),
        answered_by=tuple(part.answeredBy),
        channels=tuple(part.channels),
        topic_spans=_to_spans(part.topicSpans, where),
        rule=part.rule,
    )


def _to_stance(part: StancePart) -> Stance:
    return Stance(
        id=part.id,
        kind=part.kind,
        source=part.source,
        target=part.target,
        basis=part.basis,
        denial_scope=part.denialScope,
        spans=_to_spans(part.spans, f"stance {part.id}"),
        rule=part.rule,
    )


def _to_passage(part: PassagePart) -> Passage:
    return Passage(id=part.id, kind=part.kind, span=_to_span(part.span, f"passage {part.id}"))


def _to_correction(part: CorrectionPart) -> Correction:
    return Correction(
        id=part.id,
        kind=part.kind,
        spans=_to_spans(part.spans, f"correction {part.id}"),
        when=part.when,
        corrects=tuple(part.corrects),
        rule=part.rule,
    )


def _to_span(pair: SpanJson, where: str) -> Span:
    return _to_places([pair], where)[0]


def _to_places(pairs: SpansJson, where: str) -> Spans:
    """Return places each for itself: of two mentions one may stand inside the other."""
    try:
        return tuple(sorted(Span(start, end) for start, end in pairs))
    except ValueError as error:
        raise InputRefused(f"{where}: {error}", todo="give [start, end] with start < end") from None


def _to_spans(pairs: SpansJson, where: str) -> Spans:
    """Return the pieces of one stretch, which share no character."""
    spans = _to_places(pairs, where)
    if any(one.overlaps(two) for one, two in pairwise(spans)):
        raise InputRefused(f"{where}: its pieces overlap", todo="give each character once")
    return spans


def _check_text(article: ArticlePart) -> None:
    checked_text(article.text)
    if article.sha256 is not None and article.sha256 != ids.digest(article.text):
        raise InputRefused(
            "article.sha256 is not the digest of article.text",
            todo="give the text that the offsets were counted in, unchanged",
        )
    if article.length is not None and article.length != len(article.text):
        raise InputRefused(
            f"article.length is {article.length}, but the text has {len(article.text)} characters",
            todo="count Unicode code points, not bytes",
        )


def _check_words(document: DocumentPart) -> None:
    text = document.article.text
    parts = [(f"attribution {one.id}", one.content, one.words) for one in document.attributions]
    parts += [(f"request {one.id}", one.spans, one.words) for one in document.requests]
    for where, pairs, given in parts:
        stands = words(_to_spans(pairs, where), text)
        if given is not None and given != stands:
            raise InputRefused(
                f"{where}: its words are not those at its spans, which read {stands[:60]!r}",
                todo="correct the spans or the words",
            )
