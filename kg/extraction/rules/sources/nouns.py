"""Whom a common noun stands for: "the bureau", "the piece", "the senator", "critics"."""

from __future__ import annotations

from dataclasses import replace

from kg.extraction.rules.sources.bodies import Bodies, category_of
from kg.extraction.rules.sources.entries import Entry, Ledger
from kg.extraction.rules.sources.identification import identification_of, is_withheld
from kg.extraction.rules.sources.kinds import by_own_words, by_roles, is_human_role, is_people
from kg.extraction.rules.sources.mentions import (
    Mention,
    Shape,
    description,
    mention_of,
    traits,
    whole_phrase,
)
from kg.extraction.rules.sources.papers import Papers
from kg.extraction.rules.sources.particular import of_somebodys, told_before
from kg.extraction.rules.sources.possessors import Possessors
from kg.extraction.rules.sources.protection import own_words
from kg.extraction.rules.sources.style import in_headline_style
from kg.extraction.rules.text.lexicon import Lexicon
from kg.extraction.rules.text.view import Range, View
from kg.model import Identification, SourceKind

_NEAR = 2
_ALL = ("both ", "two ", "all ")
_LONGEST_TITLE = 80
_BODIES = ("political-noun", "team-noun")
_OWNED = ("document-noun", "record-noun", "dataset-noun", "said-noun", *_BODIES)
"""The nouns for what is called by its owner's name without more: "Apex data"."""

_ANYBODY = frozenset({"person", "man", "woman"})


class Nouns:
    """Resolves the common nouns of one article."""

    def __init__(
        self,
        view: View,
        lexicon: Lexicon,
        ledger: Ledger,
        possessors: Possessors,
        outlet: str,
    ) -> None:
        """Take what is known; `outlet` is the article's own, which no noun stands for."""
        self._possessors = possessors
        self._view = view
        self._lexicon = lexicon
        self._figures = ledger.figures
        self._ledger = ledger
        self._papers = Papers(view, lexicon, possessors)
        self._bodies = Bodies(view, lexicon, ledger, outlet)

    def stands_for(self, mention: Mention) -> Entry:
        """Return the source that a mention by a common noun names, new where none fits.

        Whoever speaks unnamed is never taken for somebody who has a name.
        """
        held = self._met(mention) or self._held(mention) or self._last_unnamed(mention)
        if held is not None:
            return held
        identification = self._identification(mention)
        if identification.anonymous:
            known = self._known(mention, identification)
            return known or self._new(mention, identification)
        return (
            self._owned(mention)
            or self._by_no_other_name(mention)
            or self._made(mention)
            or self._known(mention, identification)
            or self._with_a_name(mention)
            or self._new(mention, identification)
        )

    def _by_no_other_name(self, mention: Mention) -> Entry | None:
        """Return the body that is the only one to be called so: the police, the paper."""
        if self._view.lemma[mention.head] == "police":
            police = self._body(mention)
            named = police is not None and police.identification is Identification.NAMED
            return police if named else None
        if mention.plural or not mention.definite:
            return None
        if self._lexicon.has("political-noun", self._view.lemma[mention.head]):
            return self._campaign_before(mention)
        return self._body(mention)

    def _known(self, mention: Mention, identification: Identification) -> Entry | None:
        """Return the unnamed source that was called so before, where it can be the same."""
        may = mention.definite or (mention.plural and not identification.anonymous)
        return self._called_before(mention, identification) if may else None

    def _with_a_name(self, mention: Mention) -> Entry | None:
        """Return who has a name of those that "the" may mean: a body, a campaign, a person."""
        if not mention.definite and in_headline_style(self._view, mention.head):
            return self._campaign(mention)
        if mention.plural or not mention.definite:
            return None
        return self._body(mention) or self._campaign(mention) or self._person(mention)

    def _met(self, mention: Mention) -> Entry | None:
        """Return whom these very words brought in, before they were asked about."""
        span = self._view.span(mention.tokens)
        lemma = self._view.lemma[mention.head]
        for known in self._ledger:
            if known.figure is None and known.noun == lemma and span in known.mentions:
                return known
        return None

    def _may_be_outlet(self, mention: Mention) -> bool:
        """Whether a noun names a newspaper as well as a piece of writing: "the paper"."""
        lemma = self._view.lemma[mention.head]
        return self._lexicon.has("outlet-noun", lemma) and self._lexicon.has("piece-noun", lemma)

    def _identification(self, mention: Mention) -> Identification:
        """Return how far a mention identifies; a headline's "Senator says" hides nobody."""
        found = identification_of(self._view, self._lexicon, mention)
        bare = not mention.plural and self._view.kid(mention.head, "det", "nummod") is None
        bare = bare and self._view.lower[mention.tokens[0]] != "one"
        first = self._view.paragraph_range(mention.head)[0] == mention.tokens[0]
        if not (found.anonymous and bare and first):
            return found
        kept = is_withheld(self._view, self._lexicon, mention)
        return found if kept else Identification.UNSTATED

    def _held(self, mention: Mention) -> Entry | None:
        """Return who holds a role of somebody: "Pell's lawyer", "her doctor", "the firm's chief".

        It is whoever was named in that role of the same possessor; else it is not told who,
        and who has only a pronoun for possessor may be anybody's. None is anonymous.
        """
        owner = self._view.kid(mention.head, "poss")
        if owner is None or mention.plural or not self._is_role(mention):
            return None
        if is_withheld(self._view, self._lexicon, mention):
            return None
        lemma, held_of = self._view.lemma[mention.head], self._possessors.of(owner)
        for known in self._ledger:
            if known.noun == lemma and held_of and known.held_of == held_of:
                return known
        figure = self._possessors.holder(lemma, held_of, mention.head)
        if figure is not None:
            return self._ledger.of_figure(figure)
        entry = self._new(mention, of_somebodys(self._view, mention.head, owner))
        entry.held_of = held_of
        return entry

    def _owned(self, mention: Mention) -> Entry | None:
        """Return what somebody who is named has or made: "Poe's team", "its ledger", "Apex data".

        A body has its owner's name, so that it is the same as "the Poe team"; what somebody
        wrote or said is called as it is printed, where that names the owner.
        """
        owner = self._owner(mention)
        name = "" if owner is None else self._possessors.name_of(owner)
        if owner is None or not name:
            return None
        title = f"{name} {self._view.lower[mention.head]}"
        printed = description(self._view, mention.tokens)
        body = any(self._lexicon.has(words, self._view.lemma[mention.head]) for words in _BODIES)
        if not body and self._view.pos[owner] == "PROPN" and len(printed) <= _LONGEST_TITLE:
            title = printed
        return self._titled(mention, title)

    def _campaign(self, mention: Mention) -> Entry | None:
        """Return whose "the campaign" is: the one's of whom a campaign was told of before."""
        view, head = self._view, mention.head
        lemma = view.lemma[head]
        if not self._lexicon.has("political-noun", lemma):
            return None
        before = self._campaign_before(mention)
        if before is not None:
            return before
        main = self._figures.main() if lemma == "campaign" else None
        return None if main is None else self._titled(mention, f"{main.name} {lemma}")

    def _campaign_before(self, mention: Mention) -> Entry | None:
        """Return the campaign that was last told of before as somebody's."""
        view, head = self._view, mention.head
        lemma = view.lemma[head]
        for token in range(head - 1, -1, -1):
            owner = view.kid(token, "poss") if view.lemma[token] == lemma else None
            name = "" if owner is None else self._possessors.name_of(owner)
            if name:
                return self._titled(mention, f"{name} {lemma}")
        return None

    def _made(self, mention: Mention) -> Entry | None:
        """Return a paper of which the article tells who made it, by its maker's name."""
        title, printed = self._papers.title_of(mention), description(self._view, mention.tokens)
        own = title.rpartition(" ")[0] in printed and len(printed) <= _LONGEST_TITLE
        return self._titled(mention, printed if own else title) if title else None

    def _titled(self, mention: Mention, title: str) -> Entry:
        """Return the source of that name, new where there is none."""
        for figure in self._figures.all:
            if figure.name.lower() == title.lower():
                return self._ledger.of_figure(figure)
        for known in self._ledger:
            if known.title == title:
                return known
        entry = self._new(mention, Identification.NAMED)
        entry.identification, entry.title = Identification.NAMED, title
        return entry

    def _owner(self, mention: Mention) -> int | None:
        """Return the word for whose a body, a paper or what is said is; people are nobody's."""
        view, head = self._view, mention.head
        lemma = view.lemma[head]
        if view.pos[head] != "NOUN" or self._is_role(mention) or is_people(self._lexicon, lemma):
            return None
        owner = view.kid(head, "poss")
        known = self._is_owned(lemma) or self._is_owned(view.lower[head])
        if owner is not None and (known or not mention.plural):
            return owner
        if not known:
            return None
        names = [kid for kid in view.kids_by(head, "compound", "nmod") if view.pos[kid] == "PROPN"]
        return names[-1] if names and not mention.definite else None

    def _is_owned(self, noun: str) -> bool:
        return any(self._lexicon.has(words, noun) for words in _OWNED)

    def _last_unnamed(self, mention: Mention) -> Entry | None:
        """Return whom "that person" means: the unnamed one who was spoken of last."""
        determiner = self._view.kid(mention.head, "det")
        that = determiner is not None and self._view.lower[determiner] == "that"
        if not that or self._view.lemma[mention.head] not in _ANYBODY:
            return None
        unnamed = (one for one in self._ledger if one.identification.anonymous and not one.plural)
        return next(unnamed, None)

    def _is_role(self, mention: Mention) -> bool:
        lemma = self._view.lemma[mention.head]
        return is_human_role(self._lexicon, lemma) or self._lexicon.has("anonymous-noun", lemma)

    def _apart(self, mention: Mention) -> Mention:
        """Return a mention without the papers named besides people: "two aides and an email"."""
        joined = self._view.kid(mention.head, "conj")
        joint = self._view.kid(mention.head, "cc")
        if joined is None or joint is None or not mention.head < joint < mention.tokens[1]:
            return mention
        if not self._lexicon.has("document-noun", self._view.lemma[joined]):
            return mention
        return replace(mention, tokens=(mention.tokens[0], joint))

    def _new(self, mention: Mention, identification: Identification) -> Entry:
        mention = self._apart(mention)
        entry = self._ledger.new(identification)
        lemma = self._view.lemma[mention.head]
        entry.noun = lemma
        entry.called = description(self._view, mention.tokens)
        entry.contradicted = mention.contradicted
        self._describe(entry, self._whole(mention))
        several = mention.plural and lemma != "one"
        entry.plural = several or self._lexicon.has("group-noun", lemma)
        entry.feminine = self._figures.sex_by(self._view.lower[mention.head])
        entry.human_noun = is_human_role(self._lexicon, lemma)
        if self._lexicon.has("document-noun", lemma):
            self._name_document(entry, mention)
        roles = mention.roles | {lemma, self._view.lower[mention.head]}
        kind = by_roles(self._lexicon, roles, plural=entry.plural)
        entry.kind = kind or self._plain_kind(entry)
        return entry

    def _whole(self, mention: Mention) -> Range:
        """Return the full phrase of a mention; one that the text contradicts goes on to a name."""
        if mention.contradicted:
            return mention.tokens
        whole = whole_phrase(self._view, self._lexicon, mention.head, mention.tokens)
        return own_words(self._view, self._lexicon, mention.head, whole, named=False)

    def _describe(self, entry: Entry, tokens: Range) -> None:
        """Describe a source by the full phrase that first names it, which is a mention too."""
        entry.description = description(self._view, tokens)
        span = self._view.span(tokens)
        if span is not None and entry.description != entry.called:
            entry.mentions.add(span)

    def _name_document(self, entry: Entry, mention: Mention) -> None:
        """Name a paper whose publisher the text gives: "a report by the Board", "an Apex poll"."""
        view = self._view
        maker = view.kid(mention.head, "compound", "poss")
        for kid in view.kids_by(mention.head, "acl", "prep"):
            by = view.kid(kid, "agent") if view.dep[kid] == "acl" else kid
            if by is not None and view.lower[by] in {"by", "from"}:
                maker = view.kid(by, "pobj")
        if maker is None:
            return
        named = mention_of(view, self._lexicon, maker)
        if named.shape is Shape.NAME:
            entry.identification = Identification.NAMED
            entry.title = f"{named.name} {view.lower[mention.head]}"
            if view.dep[maker] == "pobj":
                entry.title = entry.description

    def _plain_kind(self, entry: Entry) -> SourceKind:
        if entry.plural:
            return SourceKind.GROUP
        body = by_own_words(self._lexicon, [entry.noun])
        if body is not None:
            return body
        human = self._lexicon.has("person-noun", entry.noun)
        return SourceKind.PERSON if human else SourceKind.UNKNOWN

    def _called_before(self, mention: Mention, identification: Identification) -> Entry | None:
        """Return the unnamed source that was called by the same noun before."""
        words = description(self._view, mention.tokens).lower()
        lemma = self._view.lemma[mention.head]
        for entry in self._ledger:
            if (
                entry.figure is not None
                or entry.held_of
                or entry.plural != mention.plural
                or not entry.noun
            ):
                continue
            if entry.called.lower() == words:
                return entry
            same = entry.noun == lemma or self._both_pieces(entry.noun, lemma)
            alike = entry.identification.anonymous == identification.anonymous
            alike = alike or (entry.identification.anonymous and mention.definite)
            if same and alike and mention.definite and self._tells_no_other(mention, words):
                return entry
        return self._introduced(mention) if mention.definite else None

    def _introduced(self, mention: Mention) -> Entry | None:
        """Return a new source for "an official" who comes back as "the official"."""
        view = self._view
        lemma, tag = view.lemma[mention.head], view.tag[mention.head]
        called = told_before(view, mention.head)
        if called is None:
            return None
        for token in range(mention.head - 1, -1, -1):
            if view.paragraph[mention.head] - view.paragraph[token] > _NEAR:
                return None
            if view.lemma[token] != lemma or view.tag[token] != tag:
                continue
            first = mention_of(view, self._lexicon, token)
            if first.shape is not Shape.NOUN or (first.definite and not called):
                return None
            if called and told_before(view, token) != called:
                return None
            if first.definite:
                continue
            span = view.span(first.tokens)
            for known in self._ledger:
                if known.noun == lemma and span in known.mentions:
                    return known
            entry = self._new(first, identification_of(view, self._lexicon, first))
            entry.mentions.update(() if span is None else (span,))
            return entry
        return None

    def _tells_no_other(self, mention: Mention, words: str) -> bool:
        """Whether a noun stands alone, or is only measured: "the 41-page report"."""
        if " " not in words or words.startswith(_ALL):
            return True
        lemma = self._view.lemma[mention.head]
        if not self._lexicon.has("document-noun", lemma):
            return False
        before = range(mention.tokens[0] + 1, mention.head)
        measured = any(self._view.pos[token] == "NUM" for token in before)
        return mention.head == mention.tokens[1] - 1 and measured

    def _both_pieces(self, one: str, other: str) -> bool:
        """Whether two nouns may stand for one piece of journalism: a report, the piece."""
        return all(self._lexicon.has("piece-noun", noun) for noun in (one, other))

    def _body(self, mention: Mention) -> Entry | None:
        """Return the body that "the bureau", "the company" stands for, where one fits."""
        category = category_of(self._lexicon, self._view.lemma[mention.head])
        if category is None or " " in description(self._view, mention.tokens):
            return None
        figure = self._bodies.stands_for(mention, category)
        return None if figure is None else self._ledger.of_figure(figure)

    def _person(self, mention: Mention) -> Entry | None:
        """Return the person who was given that role before ("the senator")."""
        lemma = self._view.lemma[mention.head]
        if not self._lexicon.has("person-noun", lemma):
            return None
        told = traits(self._view, mention.tokens)
        called = [
            figure
            for figure in self._figures.before(mention.head)
            if lemma in figure.roles and figure.is_person and told <= figure.traits
        ]
        return self._ledger.of_figure(called[0]) if called else None
