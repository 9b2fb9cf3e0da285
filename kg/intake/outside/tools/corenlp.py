"""Stanford CoreNLP: JSON output with the quote annotator.

Quotes have `beginIndex` and `endIndex` in UTF-16 units; mentions are numbers of tokens, counted
through all sentences, the last one included. The text is only in it with `output.includeText`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kg.errors import InputRefused
from kg.intake.given import Given, from_object
from kg.intake.outside.counting import Reading, readings
from kg.intake.outside.fields import entries, offset, words
from kg.intake.outside.findings import MAX_STATEMENTS, Claim, Findings, Speaker, Speakers, Statement
from kg.model import QuoteForm, SourceKind

_NOBODY = "Unknown"
_MOST_TOKENS = 100
_KINDS = {"PERSON": SourceKind.PERSON, "ORGANIZATION": SourceKind.ORGANISATION}
_TODO = "run CoreNLP with the annotator quote and -outputFormat json"


class CoreNlp:
    """Reads the quotes; who is who is the canonical speaker where CoreNLP gives one."""

    name = "CoreNLP"
    mark = 'quotes with "beginIndex" or sentences with "tokens"'

    def wrote(self, value: object) -> bool:
        """Return whether there are quotes or sentences as CoreNLP writes them."""
        if not isinstance(value, dict):
            return False
        return _has(value.get("quotes"), {"beginIndex", "beginToken"}) or any(
            _has(one.get("tokens"), {"characterOffsetBegin"})
            for one in _some(value.get("sentences"))
        )

    def text(self, value: object) -> str | None:
        """Return the text where CoreNLP was told to include it."""
        text = value.get("text") if isinstance(value, dict) else None
        return text if isinstance(text, str) else None

    def given(self, value: object) -> Given:
        """Return what the output says of the article; its `docId` is only a file's name."""
        said = value if isinstance(value, dict) else {}
        return from_object({"date": said.get("docDate"), "author": said.get("author")})

    def findings(self, value: object) -> Findings:
        """Return the quotes."""
        document = value if isinstance(value, dict) else {}
        if "quotes" not in document:
            raise InputRefused("is CoreNLP's, and has no quotes", todo=_TODO)
        tokens = _Tokens.of(document)
        speakers = Speakers()
        statements: list[Statement] = []
        for number, one in enumerate(entries(document["quotes"], "quotes", MAX_STATEMENTS)):
            where = f"quotes[{number}]"
            mention = tokens.mention(one, "mention", where)
            key, speaker = _speaker(one, mention, tokens, where)
            speakers.add(key, speaker)
            statements.append(_statement(one, key, mention, where))
        return Findings(tool=self.name, speakers=speakers.all(), statements=tuple(statements))

    def readings(self, raw: str, ours: str, claims: Sequence[Claim]) -> Iterator[Reading]:
        """Yield the text counted in UTF-16 units, as Java does, before code points."""
        del claims
        yield from readings(raw, ours, wide_first=True)


@dataclass(frozen=True, slots=True)
class _Tokens:
    """All tokens of the document in order."""

    all: Sequence[dict[str, object]]

    @classmethod
    def of(cls, document: dict[str, object]) -> _Tokens:
        found: list[dict[str, object]] = []
        for number, one in enumerate(entries(document.get("sentences") or [], "sentences")):
            found += entries(one.get("tokens") or [], f"sentences[{number}].tokens")
        return cls(found)

    def mention(self, quote: dict[str, object], what: str, where: str) -> tuple[Claim, ...]:
        """Return the stretch that two numbers of tokens mean, if they are there."""
        first, last = f"{what}Begin", f"{what}End"
        if first not in quote and last not in quote:
            return ()
        start, end = offset(quote, first, where), offset(quote, last, where)
        place = f"{where}.{first}"
        if not start <= end < len(self.all):
            raise InputRefused(
                f"{place}: tokens {start} to {end} are not among the {len(self.all):,} there are",
                todo="give CoreNLP's output whole, with its sentences",
            )
        if end - start >= _MOST_TOKENS:
            raise InputRefused(
                f"{place}: a mention has {end - start + 1:,} tokens, {_MOST_TOKENS} at most",
                todo="is it one?",
            )
        tokens = self.all[start : end + 1]
        printed = " ".join(_printed(one, f"token {start + n}") for n, one in enumerate(tokens))
        stretch = (
            offset(tokens[0], "characterOffsetBegin", f"token {start}"),
            offset(tokens[-1], "characterOffsetEnd", f"token {end}"),
        )
        return (Claim((stretch,), printed, place),)

    def kind(self, quote: dict[str, object], what: str, where: str) -> SourceKind | None:
        """Return what the recogniser of names takes all tokens of a mention for."""
        start, end = offset(quote, f"{what}Begin", where), offset(quote, f"{what}End", where)
        labels = {str(one.get("ner")) for one in self.all[start : end + 1]}
        return _KINDS.get(labels.pop()) if len(labels) == 1 else None


def _printed(token: dict[str, object], where: str) -> str:
    return words(token, "originalText" if "originalText" in token else "word", where)


def _speaker(
    one: dict[str, object], mention: tuple[Claim, ...], tokens: _Tokens, where: str
) -> tuple[str, Speaker]:
    """Return the key of a quote's speaker: the canonical one, else the name, else the mention."""
    canonical = tokens.mention(one, "canonicalMention", where)
    for what, claims in (("canonicalMention", canonical), ("mention", mention)):
        kind = tokens.kind(one, what, where) if claims else None
        if kind is not None:
            break
    else:
        claims, kind = canonical or mention, None
    speaker = Speaker(
        mentions=(*mention, *canonical),
        called=claims[0] if claims else None,
        named=kind is not None,
        kind=kind or SourceKind.UNKNOWN,
    )
    if canonical:
        return canonical[0].key, speaker
    for key in ("canonicalSpeaker", "speaker"):
        name = one.get(key)
        if isinstance(name, str) and name not in {"", _NOBODY}:
            return name, speaker
    return (mention[0].key if mention else f"the speaker of {where}"), speaker


def _statement(
    one: dict[str, object], key: str, mention: tuple[Claim, ...], where: str
) -> Statement:
    stretch = (offset(one, "beginIndex", where), offset(one, "endIndex", where))
    content = (Claim((stretch,), words(one, "text", where), where),)
    return Statement(
        where=where, speaker=key, content=content, source=mention, form=QuoteForm.DIRECT
    )


def _some(value: object) -> list[dict[str, object]]:
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []


def _has(value: object, keys: set[str]) -> bool:
    return any(keys & set(one) for one in _some(value))


TOOL = CoreNlp()
