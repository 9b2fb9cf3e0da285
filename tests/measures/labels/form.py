"""What a labeller writes: one JSON object a line, of one of these forms."""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError, model_validator

from kg.model import (
    AnonymityReason,
    Channel,
    DenialScope,
    Hedge,
    Identification,
    ResponseKind,
    StanceKind,
)
from tests.measures.labels.corpus import SOURCING

Words = Annotated[str, Field(min_length=1, max_length=400)]
Nth = Annotated[int, Field(ge=1)]


class _Line(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)
    unsure: bool = False


class SourceLine(_Line):
    """How far an article identifies one source; `told` is who the sentence says was told."""

    article: str
    s: int
    identification: Identification
    reason: AnonymityReason | None = None
    told: Words | None = None
    channel: Channel | None = None

    @model_validator(mode="after")
    def _reason_of_anonymous(self) -> Self:
        if self.reason is not None and not self.identification.anonymous:
            raise ValueError(f"a reason goes with an anonymous source, not {self.identification}")
        return self


class RequestLine(_Line):
    """A request for comment; `none` is a third reader's word that it is no such request."""

    article: str
    party: Words
    outcome: ResponseKind | Literal["none"]
    wording: Words
    nth: Nth | None = None


class SpeakerLine(_Line):
    """Whom a source's words mean: by the fullest mention, or that nothing says so."""

    article: str
    s: int
    refers: Words
    kind: Literal["person", "organisation", "spokesperson", "group", "document", "other"]
    nth: Nth | None = None


class Inner(_Line):
    """An attribution inside what is attributed."""

    source: Words | None = None
    cue: Words
    content_starts: Words


class NestingLine(_Line):
    """The attributions inside the marked content of a sentence."""

    item: int
    inner: tuple[Inner, ...]


class HedgeLine(_Line):
    """The writer's own hedge in a sentence, with its words."""

    item: int
    hedge: Hedge | Literal["none"]
    words: Words | None = None
    nth: Nth | None = None

    @model_validator(mode="after")
    def _words_of_a_hedge(self) -> Self:
        if (self.hedge == "none") != (self.words is None):
            raise ValueError("words go with a hedge, and every hedge has its words")
        return self


class StanceLine(_Line):
    """What the marked statement does to another; `target` is that one's words, or "earlier"."""

    item: int
    stance: StanceKind | Literal["none"]
    scope: DenialScope | None = None
    target: Words | None = None
    nth: Nth | None = None

    @model_validator(mode="after")
    def _fitting(self) -> Self:
        if (self.stance == "none") != (self.target is None):
            raise ValueError('a stance has a target, words or "earlier"; none has none')
        if self.scope is not None and self.stance not in {StanceKind.DENIES, StanceKind.DISPUTES}:
            raise ValueError(f"a scope goes with denies and disputes, not {self.stance}")
        if self.scope is None and self.stance == StanceKind.DENIES:
            raise ValueError("a denial has a scope")
        return self


Line = SourceLine | RequestLine | SpeakerLine | NestingLine | HedgeLine | StanceLine

_FORMS: dict[str, type[Line]] = {
    **dict.fromkeys(SOURCING, SourceLine),
    "speakers": SpeakerLine,
    "nesting": NestingLine,
    "hedges": HedgeLine,
    "stance": StanceLine,
}
_ANY = TypeAdapter(dict[str, object])


class Wrong(ValueError):
    """A line that is not as it must be, with what is wrong."""


def parse(name: str, line: str) -> Line:
    """Return the label of one line of a set."""
    try:
        keys = _ANY.validate_json(line)
        request = _FORMS[name] is SourceLine and "s" not in keys
        return (RequestLine if request else _FORMS[name]).model_validate_json(line)
    except ValidationError as error:
        faults = (
            f"{'.'.join(str(part) for part in one['loc']) or 'line'}: {one['msg']}"
            for one in error.errors(include_url=False)
        )
        raise Wrong("; ".join(faults)) from error
