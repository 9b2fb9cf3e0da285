"""Who the sources of one article are: each mention joined to its source, or left unresolved.

Short names go to the full name, pronouns to the nearest fitting speaker or subject,
"the bureau" to a body that fits the noun. Where nothing fits, the source says so.
"""

from __future__ import annotations

from kg.extraction.rules.sources.antecedents import Antecedents
from kg.extraction.rules.sources.crowds import means_everybody
from kg.extraction.rules.sources.entries import Entry, Ledger
from kg.extraction.rules.sources.figures import Figures
from kg.extraction.rules.sources.holders import Holders
from kg.extraction.rules.sources.kinds import is_people
from kg.extraction.rules.sources.mentions import Mention, Shape, description, mention_of
from kg.extraction.rules.sources.nouns import Nouns
from kg.extraction.rules.sources.possessors import Possessors
from kg.extraction.rules.sources.printed import Printed
from kg.extraction.rules.sources.pronouns import Pronouns
from kg.extraction.rules.sources.several import Several
from kg.extraction.rules.sources.spellings import plain
from kg.extraction.rules.sources.unnamed import Unnamed
from kg.extraction.rules.text.lexicon import Lexicon
from kg.extraction.rules.text.subjects import noun_phrase, subject_of
from kg.extraction.rules.text.view import Range, View
from kg.model import PUBLISHER, Article, Identification, Source, SourceKind, Span

_HEARD = (
    "official-noun",
    "spokesperson-noun",
    "expert-noun",
    "government-noun",
    "people-noun",
    "person-noun",
    "anonymous-noun",
)


class Cast:
    """The sources of one article."""

    def __init__(
        self, view: View, lexicon: Lexicon, article: Article, *, inside: list[bool]
    ) -> None:
        """Take the view and, for each token, whether it stands inside somebody's content."""
        self._view = view
        self._lexicon = lexicon
        self._outlet = plain(article.outlet or "")
        self._outlet_words = [
            word for word in (article.outlet or "").lower().rstrip(":").split() if word != "the"
        ]
        self._figures = Figures(view, lexicon)
        self._printed = Printed(view, lexicon, self._figures)
        self._ledger = Ledger(view, lexicon, self._figures)
        self._known: dict[int, str] = {}
        self._pronouns = Pronouns(view, lexicon, self._figures, self._ledger, inside)
        possessors = Possessors(view, lexicon, self._figures, self._pronouns, self._known)
        self._holders = Holders(view, lexicon, self._ledger, self._pronouns, self._known)
        self._roles: dict[int, Entry | None] = {}
        self._pronouns.learn_roles(self._role_at)
        self._nouns = Nouns(view, lexicon, self._ledger, possessors, self._outlet)
        self._several = Several(view, lexicon, self._ledger)
        self._antecedents = Antecedents(view, lexicon, self._figures)
        self._unnamed = Unnamed(view, lexicon, self._ledger, self._pronouns, self._known)

    def unstated(self) -> str:
        """Return the id of a new source that the article does not name at all."""
        return self._ledger.new(Identification.UNSTATED).id

    def sources(self) -> tuple[Source, ...]:
        """Return the sources that were asked for, in the order of their first mentions."""
        return self._ledger.sources()

    def withhold(self) -> None:
        """Hold for anonymous whom the article says elsewhere to have spoken on that condition."""
        for token in range(self._view.size):
            if self._view.lower[token] != "anonymity":
                continue
            verb = token
            while self._view.pos[verb] != "VERB" and self._view.head[verb] != verb:
                verb = self._view.head[verb]
            subject = subject_of(self._view, verb)
            entry = self._ledger.by_id(self.source_at(subject)) if subject is not None else None
            if entry is None or entry.contradicted:
                continue
            if entry.figure is None and entry.is_human:
                entry.identification = Identification.ANONYMOUS_DESCRIBED

    def source_at(self, head: int, tokens: Range | None = None) -> str:
        """Return the id of whoever the words around that head word name."""
        parsed, head = head, self._past_article(head)
        if tokens is not None and self._view.dep[parsed] == "pobj" and head != parsed:
            tokens = noun_phrase(self._view, head)
        if head not in self._known:
            mention = mention_of(self._view, self._lexicon, head, tokens)
            whole = tokens or noun_phrase(self._view, head)
            self._known[head] = self._resolve(self._printed.read(mention, whole), whole)
        return self._known[head]

    def _past_article(self, head: int) -> int:
        """Return the name behind "the", where the parse takes the article for what it is of."""
        view, name = self._view, head + 1
        stray = view.lower[head] == "the" and name < view.size and view.pos[name] == "PROPN"
        if not stray or view.head[name] != head:
            return self._past_place(head)
        return name

    def _past_place(self, head: int) -> int:
        """Return who is told of behind a place: the clerk in "in Tarn itself one clerk"."""
        view, clerk = self._view, self._view.kid(head, "appos")
        if clerk is None or clerk < head or view.dep[head] != "pobj" or view.pos[clerk] != "NOUN":
            return head
        one = any(view.lower[kid] in {"one", "a", "an"} for kid in view.kids[clerk])
        place = view.label[head] in {"GPE", "LOC", "FAC"} and view.lower[view.head[head]] == "in"
        person = is_people(self._lexicon, view.lemma[clerk])
        return clerk if one and place and person else head

    def note(self, source: str, span: Span) -> None:
        """Add a mention to a source."""
        entry = self._ledger.by_id(source)
        if entry is not None:
            entry.mentions.add(span)

    def kind(self, source: str) -> SourceKind:
        """Return the kind of a source; the publisher is a news outlet."""
        entry = self._ledger.by_id(source)
        return SourceKind.NEWS_OUTLET if entry is None else entry.kind

    def name_of(self, source: str) -> str:
        """Return the name of a source, or nothing where it has none."""
        entry = self._ledger.by_id(source)
        return "" if entry is None or entry.figure is None else entry.figure.name

    def is_unresolved(self, source: str) -> bool:
        """Return whether nothing tells who the source is."""
        entry = self._ledger.by_id(source)
        return entry is not None and entry.identification is Identification.UNRESOLVED

    def is_contradicted(self, source: str) -> bool:
        """Return whether the text names somebody whom it says it does not name."""
        entry = self._ledger.by_id(source)
        return entry is not None and entry.contradicted

    def is_person(self, source: str) -> bool:
        """Return whether the source is one named human being."""
        entry = self._ledger.by_id(source)
        return entry is not None and entry.figure is not None and entry.figure.is_person

    def sex_of(self, source: str) -> bool | None:
        """Return whether a source is a woman, where the article tells."""
        entry = self._ledger.by_id(source)
        return None if entry is None else entry.feminine

    def entry(self, source: str) -> Entry | None:
        """Return what is known of a source; of the publisher nothing is kept."""
        return self._ledger.by_id(source)

    def may_be_heard(self, head: int) -> bool:
        """Return whether a noun before a colon names somebody who speaks: police, a minister."""
        lemma = self._view.lemma[head]
        return any(self._lexicon.has(name, lemma) for name in _HEARD)

    def merge(self, one: str, other: str) -> None:
        """Give the mentions of one source to another, which it turned out to be."""
        entry = self._ledger.by_id(one)
        for span in sorted(entry.mentions) if entry is not None else ():
            self.note(other, span)

    def is_document(self, entry: Entry) -> bool:
        """Return whether a source is something written or recorded."""
        return any(self._lexicon.has(name, entry.noun) for name in ("document-noun", "record-noun"))

    def _resolve(self, mention: Mention, whole: Range) -> str:
        if mention.shape is Shape.AUTHOR and not self._view.quoted[mention.head]:
            return PUBLISHER
        if mention.shape is Shape.NAME:
            figure = self._figures.named(mention)
            if self._is_publisher(mention.name) or self._is_publisher(figure.name):
                return PUBLISHER
            if figure.has_article and self._is_short_for_publisher(figure.name):
                return PUBLISHER
            entry = self._ledger.of_figure(figure)
        elif (several := self._several.stands_for(mention, whole)) is not None:
            entry = several
        elif (holder := self._holding(mention)) is not None:
            entry = holder
        elif (earlier := self._taking_up(mention)) is not None:
            entry = earlier
        elif mention.shape is Shape.NOUN:
            entry = self._nouns.stands_for(mention)
        else:
            return self._of_pronoun(mention)
        self._pronouns.spoke(mention.head)
        return entry.id

    def _taking_up(self, mention: Mention) -> Entry | None:
        """Return whom words take up that tell of nobody new."""
        if mention.shape is Shape.AUTHOR or mention.contradicted:
            return None
        return self._unnamed.stands_for(mention)

    def _holding(self, mention: Mention) -> Entry | None:
        """Return the one with a name whom a role means."""
        return self._holders.stands_for(mention) if mention.shape is Shape.NOUN else None

    def _of_pronoun(self, mention: Mention) -> str:
        pronoun = mention.head
        document = self._pronouns.document_of(pronoun)
        if document is not None:
            return self.source_at(document)
        teller = self._pronouns.teller_of(pronoun)
        if teller is not None:
            source = self.source_at(teller)
            span = self._view.span(noun_phrase(self._view, teller))
            if span is not None:
                self.note(source, span)
            self._pronouns.spoke(pronoun)
            return source
        found = self._pronouns.stands_for(pronoun, self._known)
        noun = self._taken_up(pronoun, found)
        self._pronouns.spoke(pronoun)
        if noun is not None:
            return self.source_at(noun)
        return (self._nobody(mention) if found is None else found).id

    def _role_at(self, noun: int) -> Entry | None:
        """Return whom "the clerk" means as the subject of a sentence that is no source's."""
        if noun not in self._roles:
            self._roles[noun] = None  # what would ask for itself is told nothing
            mention = mention_of(self._view, self._lexicon, noun)
            the = mention.definite and not mention.plural
            self._roles[noun] = self._holding(mention) if the else None
        return self._roles[noun]

    def _taken_up(self, pronoun: int, found: Entry | None) -> int | None:
        """Return the common noun that a pronoun takes up, where nobody with a name is meant."""
        if found is None and (people := self._antecedents.people_for(pronoun)) is not None:
            return people
        unnamed = found is None or (found.figure is None and not found.identification.anonymous)
        return self._antecedents.brought_in(pronoun) if unnamed else None

    def _is_publisher(self, name: str) -> bool:
        return bool(self._outlet) and self._outlet in {plain(name), plain(f"the {name}")}

    def _is_short_for_publisher(self, name: str) -> bool:
        """Whether "the Courier" is this article's own Alder Courier, and no other is named."""
        words, own = name.lower().split(), self._outlet_words
        return len(words) < len(own) and own[-len(words) :] == words

    def _nobody(self, mention: Mention) -> Entry:
        """Return a new source for a pronoun that nothing resolves, or that names nobody."""
        word = self._view.lower[mention.head]
        several = self._lexicon.has("several-pronoun", word) or means_everybody(word)
        entry = self._ledger.new(
            Identification.COLLECTIVE_UNNAMED if several else Identification.UNRESOLVED
        )
        entry.kind = SourceKind.GROUP if several else SourceKind.UNKNOWN
        entry.description = description(self._view, mention.tokens)
        entry.plural = mention.plural or several
        entry.noun = word
        return entry
