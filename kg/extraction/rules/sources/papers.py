"""Who made what is written or measured: "the survey" is somebody's, if the article says whose.

The phrase itself says so ("a study conducted for the Board", "the Apex poll"), or how it was
brought in: "Roe released a statement", "in a letter, Poe wrote". A headline's bare noun is what
the text names first.
"""

from __future__ import annotations

from collections.abc import Iterator

from kg.extraction.rules.sources.kinds import PAPERS, by_noun
from kg.extraction.rules.sources.mentions import Mention
from kg.extraction.rules.sources.possessors import Possessors
from kg.extraction.rules.sources.style import in_headline_style
from kg.extraction.rules.text.lexicon import Lexicon
from kg.extraction.rules.text.subjects import subject_of
from kg.extraction.rules.text.view import View

_LISTS = ("document-noun", "record-noun", "dataset-noun", "written-statement-noun")
_MORE = frozenset(
    {"tweet", "spot", "commercial", "video", "probe", "inquiry", "message", "transcript"}
    | {"proposal", "plan", "agenda", "resolution", "petition", "footnote", "chapter", "exchange"}
)
_COUNTS = frozenset(
    {"polling", "tally", "count", "tracker", "projection", "estimate", "ranking", "rating"}
    | {"finding", "regulation", "guideline", "order", "ruling", "opinion", "brief", "dissent"}
    | {"update", "page", "post", "average"}
)
"""Nouns for what has a maker, and is a paper only where the text tells who that is."""

_PARTS = frozenset(
    {"average", "page", "part", "section", "copy", "version", "batch", "summary", "set", "trove"}
    | {"cache", "excerpt", "passage", "draft", "series", "compilation"}
)
"""Nouns for some of a paper or of several: "an average of the Apex polls"."""

_ALIKE = (
    frozenset({"poll", "survey"}),
    frozenset({"ad", "advertisement", "spot", "commercial", "video"}),
    frozenset({"report", "study", "analysis", "investigation", "inquiry", "probe", "review"}),
    frozenset({"statement", "release"}),
    frozenset({"email", "e-mail", "message", "note", "exchange"}),
    frozenset({"tweet", "post"}),
    frozenset({"lawsuit", "suit", "complaint", "filing"}),
    frozenset({"article", "story", "piece", "report"}),
)
"""Nouns for one and the same paper."""

_ANY_PAPER = frozenset({"document", "paper"})
_MADE = frozenset(
    {"conduct", "write", "release", "commission", "post", "credit", "draft", "file", "prepare"}
    | {"produce", "publish", "compile", "sign", "issue", "sponsor", "air", "run", "send", "launch"}
    | {"unveil", "tweet", "author", "pen", "order", "provide", "put", "make", "deliver", "email"}
)
_BY = frozenset({"by", "from", "for", "on"})
_MAKERS = frozenset({"by", "from"})
_PART_OF = frozenset({"in", "of", "from"})
_USED = frozenset({"in", "by", "via", "through", "with"})
_THIS = frozenset({"the", "this", "that", "these", "those"})
_CLOSING = frozenset({"”", "’", '"', "'", "''"})
_NO_OTHER = frozenset({"same", "very", "own", "written"})
_NEWS = _NO_OTHER | {"new", "recent", "national", "fresh"}
_LATEST = _NO_OTHER | {"new", "latest"}
_FAR = 12
_LEAD = 3


class Papers:
    """Finds who made a paper, as the article tells it."""

    def __init__(self, view: View, lexicon: Lexicon, possessors: Possessors) -> None:
        """Take what is known."""
        self._view = view
        self._lexicon = lexicon
        self._possessors = possessors

    def title_of(self, mention: Mention) -> str:
        """Return a paper's name by who made it; nothing if it is none, or nobody is told."""
        paper = self._paper_in(mention)
        maker = "" if paper is None else self._maker(paper, mention)
        return "" if paper is None or not maker else f"{maker} {self._view.lower[paper]}"

    def _maker(self, head: int, mention: Mention) -> str:
        own = self._own_maker(head) or self._printed_maker(head, mention)
        if own:
            return own
        determiner = self._view.kid(head, "det")
        if determiner is not None and self._view.lower[determiner] in _THIS:
            if self._is_another(head):
                return "" if self._is_another(head, _LATEST) else self._first(head)
            return self._before(head) or self._spoken(head)
        bare = in_headline_style(self._view, head)
        new = self._view.paragraph[head] <= _LEAD and not mention.plural
        new = new and not self._is_another(head, _NEWS)
        return self._behind(head) if bare or new else ""

    def _paper_in(self, mention: Mention) -> int | None:
        """Return the word for the paper; it opens a mention that the parse heads by a verb."""
        view, head = self._view, mention.head
        if view.pos[head] == "VERB":
            nouns = (token for token in range(*mention.tokens) if view.pos[token] == "NOUN")
            head = next(nouns, head)
        paper = self.is_paper(head) or (
            view.lemma[head] in _PARTS and any(self.is_paper(inner) for inner in self._whole(head))
        )
        return head if view.pos[head] in {"NOUN", "PROPN"} and paper else None

    def _whole(self, part: int) -> Iterator[int]:
        for kid in self._view.kids_by(part, "prep"):
            if self._view.lower[kid] == "of":
                yield from self._view.kids_by(kid, "pobj")

    def _printed_maker(self, paper: int, mention: Mention) -> str:
        """Return the name behind "by", "for" or "from" in a mention, whatever the parse says."""
        view, last = self._view, mention.tokens[1]
        for token in range(paper + 1, last - 1):
            made = view.lemma[token - 1] in _MADE
            by = view.lower[token] in _MAKERS and view.tag[token - 1] != "VBN"
            if not by and not (made and view.lower[token] in _MAKERS | {"for"}):
                continue
            name = token + 1
            while name < last and view.lower[name] in {"the", "a", "an"}:
                name += 1
            while name + 1 < last and self._goes_on(name + 1):
                name += 1
            if name < last and view.pos[name] == "PROPN":
                return self._possessors.name_of(name)
        return ""

    def _goes_on(self, token: int) -> bool:
        return self._view.pos[token] in {"PROPN", "PART"} and self._view.head[token] != token

    def is_paper(self, token: int) -> bool:
        """Return whether a word is what something written, shown or measured is called."""
        lemma = self._view.lemma[token]
        held = any(self._lexicon.has(name, lemma) for name in _LISTS)
        return held or lemma in _MORE | _COUNTS or by_noun(self._lexicon, lemma) in PAPERS

    def _own_maker(self, paper: int, depth: int = 0) -> str:
        """Return who made a paper by the words of its own phrase."""
        for token in self._told(paper):
            name = self._possessors.name_of(token)
            if name:
                return name
        for preposition in self._view.kids_by(paper, "prep") if depth < _LEAD else ():
            inner = self._view.kid(preposition, "pobj")
            of = self._view.lower[preposition] in _PART_OF
            if of and inner is not None and self.is_paper(inner):
                return self._own_maker(inner, depth + 1) or self._if_known(inner)
        return ""

    def _is_another(self, paper: int, besides: frozenset[str] = _NO_OTHER) -> bool:
        """Whether it is told apart from others by that noun: "the earlier survey"."""
        told = self._view.kids_by(paper, "amod", "compound", "nummod")
        return any(self._view.lower[kid] not in besides for kid in told)

    def _if_known(self, paper: int) -> str:
        determiner = self._view.kid(paper, "det")
        known = determiner is not None and self._view.lower[determiner] in _THIS
        return self._before(paper) if known else ""

    def _told(self, paper: int) -> Iterator[int]:
        """Yield the words in a paper's phrase that may name who made it."""
        view = self._view
        for kid in view.kids_by(paper, "poss", "compound", "nmod"):
            if view.dep[kid] == "poss" or view.pos[kid] == "PROPN":
                yield kid
            if view.pos[kid] == "NOUN":
                yield from self._body_of(kid)
        for kid in view.kids_by(paper, "prep"):
            if view.lower[kid] in _MAKERS:
                yield from self._makers(kid)
        for kid in view.kids_by(paper, "acl"):
            if view.lemma[kid] in _MADE and view.tag[kid] == "VBN":
                for by in view.kids_by(kid, "agent", "prep", "dative"):
                    credited = view.lemma[kid] == "credit" and view.lower[by] == "to"
                    if view.lower[by] in _BY or credited:
                        yield from view.kids_by(by, "pobj")

    def _body_of(self, owner: int) -> Iterator[int]:
        """Yield the name of the body that an owner without a name is of: "the Port auditor's"."""
        for kid in self._view.kids_by(owner, "compound", "nmod", "poss"):
            if self._view.pos[kid] == "PROPN":
                yield kid
            elif self._view.pos[kid] == "NOUN":
                yield from self._body_of(kid)

    def _makers(self, by: int) -> Iterator[int]:
        """Yield who made a paper, and the body that an office is of: "from the Port's auditor"."""
        view = self._view
        for maker in view.kids_by(by, "pobj"):
            yield maker
            if view.pos[maker] == "NOUN":
                yield from (t for t in self._body_of(maker) if view.label[t] in {"ORG", "GPE"})

    def _alike(self, paper: int) -> frozenset[str]:
        lemma = self._view.lemma[paper]
        return frozenset({lemma}).union(*(held for held in _ALIKE if lemma in held))

    def _same(self, paper: int, tokens: range) -> Iterator[int]:
        """Yield the papers among some words that may be the same one."""
        view, names = self._view, self._alike(paper)
        some = view.lemma[paper] in _ANY_PAPER
        for token in tokens:
            fits = view.lemma[token] in names or (some and self.is_paper(token))
            number = view.tag[token] == view.tag[paper] or view.tag[token] == "NNP"
            noun = view.pos[token] in {"NOUN", "PROPN"} and view.dep[token] != "compound"
            if fits and noun and number and not view.quoted[token]:
                yield token

    def _has_title(self, paper: int) -> bool:
        """Whether a paper only explains its title: "“Low Water”, a study from the Board"."""
        view, owner = self._view, self._view.head[paper]
        if view.dep[paper] == "appos" and view.pos[owner] == "PROPN":
            return True
        determiner = view.kid(paper, "det")
        first = paper if determiner is None else determiner
        before = range(max(0, first - 3), first)
        comma = any(view.words[token] == "," for token in before)
        return comma and any(view.words[token] in _CLOSING for token in before)

    def _before(self, paper: int) -> str:
        """Return who made the paper that was told of before by that noun."""
        view = self._view
        for token in self._same(paper, range(paper - 1, -1, -1)):
            if view.paragraph[paper] - view.paragraph[token] > _FAR:
                return ""
            if self._has_title(token):
                return ""
            name = self._own_maker(token) or self._doer(token)
            if name:
                return name
            determiner = view.kid(token, "det")
            if determiner is not None and view.lower[determiner] not in _THIS:
                return ""
        return ""

    def _first(self, paper: int) -> str:
        """Return who made "the new survey": the one that the article begins with."""
        view = self._view
        for token in self._same(paper, range(paper)):
            if view.paragraph[token] > _LEAD or self._has_title(token):
                return ""
            name = self._own_maker(token)
            if name:
                return name
        return ""

    def _spoken(self, paper: int) -> str:
        """Return whose "the statement" is that nothing brought in: who spoke last before it."""
        view = self._view
        plain = view.kid(paper, "prep", "acl", "relcl", "amod", "compound") is None
        if view.lower[paper] != "statement" or not plain or view.dep[paper] != "nsubj":
            return ""
        return self._possessors.last_named(paper)

    def _doer(self, paper: int) -> str:
        """Return who gave out a paper, or spoke in it: "released a statement", "in a letter"."""
        view, head = self._view, self._view.head[paper]
        if view.tag[paper] != "NN":
            return ""
        if view.dep[paper] == "pobj" and view.lower[head] in _USED:
            verb = view.head[head]
            speaks = bool(self._lexicon.family(view.lemma[verb]))
        else:
            verb, speaks = head, view.dep[paper] == "dobj" and view.lemma[head] in _MADE
        if not speaks or view.pos[verb] != "VERB":
            return ""
        subject = subject_of(view, verb)
        if subject is None:
            return ""
        return self._possessors.name_of(subject) or self._possessors.known_at(subject)

    def _behind(self, paper: int) -> str:
        """Return who made the only paper by that noun that the next paragraphs tell of."""
        view = self._view
        names = set()
        for token in self._same(paper, range(paper + 1, view.size)):
            if view.paragraph[token] - view.paragraph[paper] > _FAR:
                break
            if self._has_title(token):
                return ""
            names.add(self._own_maker(token))
        names.discard("")
        return names.pop() if len(names) == 1 else ""
