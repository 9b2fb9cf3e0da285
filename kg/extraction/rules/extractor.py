"""The rules extractor: from an article to the record of who is said to have said what."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from kg.extraction.rules.deepening import deepened
from kg.extraction.rules.finding.bounding import (
    without_aside,
    without_dateline,
    without_joining_word,
    without_meanwhile,
    without_only,
)
from kg.extraction.rules.finding.circumstances import is_printer, medium_of, publishes, recipient_of
from kg.extraction.rules.finding.loose import loose_quotations
from kg.extraction.rules.finding.readings import is_document
from kg.extraction.rules.finding.screening import screened
from kg.extraction.rules.finding.selection import choose
from kg.extraction.rules.finding.voices import EXPLETIVES, is_own_voice, joined_names, may_speak
from kg.extraction.rules.reading.reading import Reading
from kg.extraction.rules.requests.asking import Asking
from kg.extraction.rules.requests.requests import Refusals
from kg.extraction.rules.sources.aliases import with_aliases
from kg.extraction.rules.sources.cast import Cast
from kg.extraction.rules.sources.credits import Credits
from kg.extraction.rules.sources.headings import Headings, in_heading
from kg.extraction.rules.sources.mentions import mention_of, whole_group
from kg.extraction.rules.sources.protection import named_besides
from kg.extraction.rules.sources.wire import Wire
from kg.extraction.rules.sources.withholding import withheld
from kg.extraction.rules.text.chosen import Chosen
from kg.extraction.rules.text.frames import Candidate, Frame
from kg.extraction.rules.text.lexicon import Lexicon, lexicon
from kg.extraction.rules.text.parsing import parsed
from kg.extraction.rules.text.subjects import antecedent_of, noun_phrase
from kg.extraction.rules.text.view import Range, View
from kg.model import PUBLISHER, Article, Attribution, Extraction, Source, Span, Spans

if TYPE_CHECKING:
    from spacy.tokens import Doc

_TELLING = frozenset({"saying", "writing"})
_WHOLE_SENTENCES = frozenset(
    {Frame.PARENTHESIS, Frame.TAIL, Frame.ACCORDING, Frame.VIEWPOINT, Frame.HEARSAY}
)
"""The frames whose content is the sentence around the cue."""


class RulesExtractor:
    """Finds attributions by rules over a parse; needs neither network nor key."""

    name = "rules"
    version = "0.2.0"

    def extract(self, article: Article) -> Extraction:
        """Return everything found, in reading order."""
        return extract_doc(parse(article.text), article)


def parse(text: str) -> Doc:
    """Return the parse of a text; no sentence of it goes on beyond its paragraph."""
    return parsed(text)


def extract_doc(doc: Doc, article: Article) -> Extraction:
    """Return everything found in an article whose parse is at hand."""
    words = lexicon()
    view = View(doc, words.quoting)
    return read(view, words, article, choose(view, words))


def read(view: View, words: Lexicon, article: Article, chosen: Iterable[Chosen]) -> Extraction:
    """Return the record that what was chosen makes, whoever chose it."""
    return _Reading(view, words, article, screened(view, words, chosen)).extraction()


class _Reading:
    """One article being read."""

    def __init__(
        self, view: View, words: Lexicon, article: Article, chosen: Iterable[Chosen]
    ) -> None:
        self._view = view
        self._lexicon = words
        self._article = article
        self._refusals = tuple(Refusals(view, words, article.outlet))
        refused = {token for refusal in self._refusals for token in range(*refusal.clause)}
        self._chosen = [
            one
            for one in chosen
            if not _refuses(view, words, one, refused)
            and (one.given or may_speak(view, words, one.candidate, inside=one.inside is not None))
        ]
        # of two with the same words the first one counts
        self._by_candidate = {one.candidate: one for one in reversed(self._chosen)}
        self._token_ends = {end: token for token, end in enumerate(view.end)}
        inside = [False] * view.size
        for one in self._chosen:
            for first, last in one.candidate.content:
                inside[first:last] = [True] * (last - first)
        self._inside = inside
        self._wire = Wire(view, words, article)
        self._cast = Cast(view, words, article, inside=inside)

    def extraction(self) -> Extraction:
        """Return the record; ids are by order, sources only those that something names."""
        told = self._told()
        ids = {chosen.candidate: f"a{number}" for number, chosen in enumerate(told, 1)}
        told.sort(key=lambda chosen: self._source_place(chosen.candidate))
        attributions = [self._attribution(chosen, ids) for chosen in told]
        attributions.extend(tuple(self._joined(told, attributions)))
        attributions.extend(tuple(loose_quotations(self._view, attributions)))
        attributions = with_aliases(self._view, self._cast, attributions)
        attributions = Headings(self._view, self._article, self._cast).read(attributions)
        attributions = list(self._handed_on(attributions))
        asking = Asking(self._view, self._cast, self._article, self._wire, self._mentioned)
        requests = asking.requests(self._refusals, attributions)
        self._cast.withhold()
        attributions.sort(key=lambda one: (one.content[0].start, one.cue))
        reading = Reading(
            view=self._view,
            words=self._lexicon,
            article=self._article,
            cast=self._cast,
            candidates={name: candidate for candidate, name in ids.items()},
        )
        return deepened(
            reading,
            Extraction(
                sources=self._sources(), attributions=tuple(attributions), requests=requests
            ),
        )

    def _sources(self) -> tuple[Source, ...]:
        """Return everybody who is mentioned, and the wire agency that only the byline names."""
        known = withheld(self._view, self._lexicon, self._cast)
        return known if self._wire.source is None else (*known, self._wire.source)

    def _told(self) -> list[Chosen]:
        """Return what has a content and may have a source, in the order it was chosen in."""
        told = [chosen for chosen in self._chosen if self._content(chosen)]
        heard = sorted(told, key=lambda chosen: self._source_place(chosen.candidate))
        nobody = {chosen.candidate for chosen in heard if self._is_nobodys(chosen.candidate)}
        return [chosen for chosen in told if chosen.candidate not in nobody]

    def _is_nobodys(self, candidate: Candidate) -> bool:
        """Whether the source is an "it" that stands for nothing that was named."""
        head = candidate.source
        if head is None or antecedent_of(self._view, head) is not None:
            return False
        source = self._cast.source_at(head, candidate.source_range)
        return self._view.lower[head] in EXPLETIVES and self._cast.is_unresolved(source)

    def _joined(self, told: list[Chosen], attributions: list[Attribution]) -> Iterator[Attribution]:
        """Yield the attributions to those who are named beside a source: "King and Shultz say"."""
        number = len(attributions)
        for chosen, one in zip(told, attributions, strict=True):
            head = chosen.candidate.source
            beside = (
                *joined_names(self._view, head),
                *named_besides(self._view, self._lexicon, head),
                *self._papers_beside(head),
            )
            for head in beside:
                source, spans = self._mentioned(head, None)
                if source != one.source:
                    number += 1
                    yield replace(one, id=f"a{number}", source=source, source_spans=spans)

    def _papers_beside(self, head: int | None) -> Iterator[int]:
        """Yield the papers named besides people, or the other way: "two aides and an email"."""
        if head is None or self._view.pos[head] != "NOUN":
            return
        paper = is_document(self._view, self._lexicon, head)
        for kid in self._view.kids_by(head, "conj"):
            if self._view.pos[kid] == "NOUN" and paper != is_document(
                self._view, self._lexicon, kid
            ):
                yield kid

    def _source_place(self, candidate: Candidate) -> int:
        return candidate.anchor if candidate.source is None else candidate.source

    def _content(self, chosen: Chosen) -> Spans:
        text, quotes, candidate = self._view.text, self._view.quotes, chosen.candidate
        if chosen.given:
            pieces = (self._view.span(piece) for piece in candidate.content)
            return tuple(quotes.with_marks(span, text) for span in pieces if span is not None)
        spans = (self._view.span(piece) for piece in self._whole(candidate))
        found = sorted(without_dateline(span, text) for span in spans if span is not None)
        if found and candidate.frame in _WHOLE_SENTENCES:
            found[0] = without_joining_word(found[0], text)
        found[:1] = [without_only(span, text) for span in found[:1]]
        found[-1:] = [without_aside(span, text) for span in found[-1:]]
        if found and in_heading(self._article, found[0].start):
            found = [without_meanwhile(span, text) for span in found]
        return tuple(quotes.with_marks(span, text) for span in found)

    def _whole(self, candidate: Candidate) -> tuple[Range, ...]:
        """Return a content with who is to do it: "ordered schools to close"; not "told us to"."""
        view, verb = self._view, candidate.anchor
        doer = view.kid(verb, "dobj") if candidate.frame is Frame.INFINITIVE else None
        first, last = candidate.content[0]
        if candidate.frame is Frame.CLAUSE and self._only_joins(verb, first):
            return ((first + 1, last), *candidate.content[1:])
        if doer is None or view.pos[doer] == "PRON" or view.lemma[verb] == "tell":
            return candidate.content
        if not verb < view.left[doer] < first:
            return candidate.content
        return (view.left[doer], last), *candidate.content[1:]

    def _only_joins(self, verb: int, first: int) -> bool:
        """Whether "that" is none of the words: "said on condition of anonymity that"."""
        view = self._view
        if view.lower[first] != "that" or view.tag[first] != "WDT" or not verb + 1 < first:
            return False
        between = view.phrase((verb + 1, first)).lower()
        return any(phrase in between for phrase in self._lexicon.lists["anonymity-phrase"])

    def _attribution(self, chosen: Chosen, ids: dict[Candidate, str]) -> Attribution:
        candidate = chosen.candidate
        content = self._content(chosen)
        source, mentions = self._source(chosen)
        if source == PUBLISHER and self._lexicon.has(
            "learning-verb", self._view.lemma[candidate.anchor]
        ):
            # "the Herald has learned that": from whom is not said
            source, mentions = self._cast.unstated(), ()
        inside = None if chosen.inside is None else ids.get(chosen.inside)
        return Attribution(
            id=ids[candidate],
            source=source,
            content=content,
            cue=self._cue(candidate),
            source_spans=mentions,
            quote_form=self._view.quotes.form_of(content, self._view.text),
            nested_in=inside,
            recipient=self._told_to(chosen, source),
            medium=self._medium(candidate, source),
            confidence=None if chosen.confidence is None else round(chosen.confidence, 2),
            rule=_rule_of(chosen),
        )

    def _cue(self, candidate: Candidate) -> Spans:
        """Return the cue; a quotation that nothing brings in has none."""
        first, last = candidate.cue
        if first == last:
            return ()
        start, end = self._view.start[candidate.anchor], self._view.end[candidate.anchor]
        return (self._view.span(candidate.cue) or Span(start, end),)

    def _source(self, chosen: Chosen) -> tuple[str, Spans]:
        candidate, head = chosen.candidate, chosen.candidate.source
        around = (
            self._around(chosen)
            if is_own_voice(self._view, candidate, inside=chosen.inside is not None)
            else None
        )
        if around is not None and head is not None:
            span = self._view.span((head, head + 1))
            return self._source(around)[0], () if span is None else (span,)
        if head is None or _only_seems(self._view, candidate):
            return self._cast.unstated(), ()
        relative = antecedent_of(self._view, head) is not None
        if chosen.given and candidate.source_range is not None and not relative:
            span = self._view.span(candidate.source_range)
            return self._named(head, candidate)[0], () if span is None else (span,)
        return self._named(head, candidate)

    def _named(self, head: int, candidate: Candidate) -> tuple[str, Spans]:
        """Return whom the head word of a source names, and where."""
        noun = antecedent_of(self._view, head)
        if noun is None and any(self._papers_beside(head)):
            first, last = noun_phrase(self._view, head)
            return self._mentioned(head, (first, min(last, self._view.kid(head, "cc") or last)))
        if noun is None:
            return self._mentioned(head, candidate.source_range)
        source, spans = self._mentioned(whole_group(self._view, self._lexicon, noun), None)
        pronoun = self._view.span((head, head + 1))
        apart = pronoun is not None and not any(span.overlaps(pronoun) for span in spans)
        return source, (*spans, pronoun) if pronoun is not None and apart else spans

    def _around(self, chosen: Chosen) -> Chosen | None:
        """Return what the words stand inside of, as it was chosen."""
        return None if chosen.inside is None else self._by_candidate.get(chosen.inside)

    def _mentioned(self, head: int, tokens: Range | None) -> tuple[str, Spans]:
        tokens = tokens or noun_phrase(self._view, head)
        source = self._cast.source_at(head, tokens)
        span = self._view.span(mention_of(self._view, self._lexicon, head, tokens).tokens)
        if span is None:
            return source, ()
        self._cast.note(source, span)
        return source, (span,)

    def _told_to(self, chosen: Chosen, source: str) -> str | None:
        """Return the id of who was told; who cites somebody has it from there."""
        around = self._around(chosen)
        if around is not None and self._lexicon.has(
            "citing", self._view.lower[chosen.candidate.anchor]
        ):
            reporter = self._source(around)[0]
            return None if reporter == source else reporter
        return self._other(recipient_of(self._view, self._lexicon, chosen.candidate), source)

    def _other(self, head: int | None, source: str) -> str | None:
        """Return the id of somebody else than the source, named at that head word."""
        if head is None:
            return None
        noun = antecedent_of(self._view, head)
        if any(self._view.lower[kid] == "our" for kid in self._view.kids_by(head, "poss")):
            return None if self._view.quoted[head] else PUBLISHER
        other, _ = self._mentioned(head if noun is None else noun, None)
        return None if other == source else other

    def _medium(self, candidate: Candidate, source: str) -> str | None:
        head = medium_of(self._view, self._lexicon, candidate)
        if head is None:
            return None
        medium = self._cast.source_at(head)
        printed = is_printer(self._view, self._lexicon, head)
        if medium in {PUBLISHER, source} or not (printed or publishes(self._cast.kind(medium))):
            return None
        return self._other(head, source)

    def _tells(self, one: Attribution) -> bool:
        """Whether the words are said or written, and not merely thought."""
        token = self._token_ends.get(one.cue[-1].end) if one.cue else None
        return token is not None and self._lexicon.family(self._view.lemma[token]) in _TELLING

    def _handed_on(self, told: Sequence[Attribution]) -> Iterator[Attribution]:
        """Yield all attributions with the medium that holds on, and whose copy the text is."""
        copy = Credits(self._view, self._lexicon, self._article, self._cast)
        latest: Attribution | None = None
        for one in sorted(told, key=lambda one: (one.content[0].start, one.cue)):
            place = self._view.quotes.paragraph_at(one.content[0].start)
            if one.medium is None and one.recipient is None and latest is not None:
                near = place - self._view.quotes.paragraph_at(latest.content[-1].start) <= 1
                if near and latest.source == one.source and self._tells(one):
                    one = replace(one, medium=latest.medium)  # noqa: PLW2901 - the same, completed
            if one.medium is not None:
                latest = one
            maker = copy.maker(one.content[0].start)
            if one.medium is None and maker not in {None, one.source}:
                yield replace(one, medium=maker)
            else:
                yield one


def _rule_of(chosen: Chosen) -> str:
    """Return the name of what found it: the frame, after whether it was given or is nested."""
    frame = chosen.candidate.frame
    if chosen.given:
        return f"tagged-{frame}"
    return f"{frame}" if chosen.inside is None else f"nested-{frame}"


_CIRCUMSTANCES = frozenset({"while", "because", "as", "until", "citing", "since", "pending"})
"""With these begins why or how long nothing is said: "could not comment while it was sitting"."""


def _refuses(view: View, words: Lexicon, chosen: Chosen, refused: set[int]) -> bool:
    """Whether a would-be attribution is only the refusal itself, or a wish to stay unnamed."""
    candidate = chosen.candidate
    said = " ".join(view.phrase(piece).lower() for piece in candidate.content)
    if said == "comment" or words.has("anonymity-phrase", said):
        return True
    inside = [token for first, last in candidate.content for token in range(first, last)]
    beyond = [token for token in inside if token not in refused]
    told = bool(beyond) and view.lower[beyond[0]] not in _CIRCUMSTANCES
    return candidate.anchor in refused and not told


_SEEMING = frozenset({"seem", "appear"})


def _only_seems(view: View, candidate: Candidate) -> bool:
    """Whether the writer tells how somebody seems: "Roe appeared to agree" is not Roe's word."""
    verb = candidate.anchor
    if view.lemma[verb] not in _SEEMING or view.pos[verb] != "VERB":
        return False
    seems = view.kid(verb, "xcomp", "acomp", "oprd", "ccomp", "attr") is not None
    head = candidate.source
    return seems and (head is None or view.dep[head] in {"nsubj", "nsubjpass", "csubj", "expl"})
