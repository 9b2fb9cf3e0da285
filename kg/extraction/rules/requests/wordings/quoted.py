"""Refusals in a party's own words: "No comment," she said; "We do not comment on rumours"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.extraction.rules.requests.wordings.clauses import Clauses, Told
from kg.model import ResponseKind

_OPEN_QUOTE = 4
"""How many marks and blanks may stand between a verb of saying and what is quoted."""

_LONGEST_QUOTE = 40
_NEITHER = re.compile(r"\b(neither confirm nor deny|n[o']t confirm or deny|not confirm nor deny)\b")
_NO_COMMENT = re.compile(
    r"\b(?:do not|don't|does not|doesn't|will not|won't|would not|wouldn't|cannot|can't|can not|"
    r"are not|aren't|is not|isn't|am not|'m not|'re not|never|unable to|decline to)"
    r"(?: be| going to| able to| in a position to| ever| publicly| further)*"
    r" comment(?:ing)?\b|\b(?:have|has|had) no (?:further )?comment\b"
)


class Quoted:
    """Tells which verbs of saying bring in a refusal between quotation marks."""

    def __init__(self, clauses: Clauses) -> None:
        """Take what answers questions about clauses."""
        self._view = clauses.view
        self._is = clauses

    def told(self, verb: int) -> Told | None:
        """Return who refuses in words of his own; what is more than "No comment" stays said."""
        view = self._view
        if view.lemma[verb] not in self._is.lexicon.quoting or view.quoted[verb]:
            return None
        said = self._quotation_by(verb)
        if not said:
            return None
        who = self._is.subject(verb)
        if _NEITHER.search(said):
            outcome = ResponseKind.NEITHER_CONFIRMED_NOR_DENIED
            return Told(verb, outcome, who, explicit=True, keeps=True)
        phrases = self._is.lexicon.lists["refusal-phrase"]
        held = any(phrase in said for phrase in phrases)
        plain = said.startswith("no comment") or said.endswith("no comment")
        if held and (plain or self._is_asked(verb)):
            return Told(verb, ResponseKind.DECLINED, who, explicit=True)
        if _NO_COMMENT.search(said):
            return Told(verb, ResponseKind.DECLINED, who, explicit=True, keeps=True)
        return None

    def _is_asked(self, verb: int) -> bool:
        """Whether it answers a reporter: by its own words, or by those of the sentence before."""
        view = self._view
        if self._is.is_prompted(verb) or view.lemma[verb] in {"reply", "respond"}:
            return True
        whole = view.phrase(view.sentence(verb)).lower()
        if "for this story" in whole or "for this article" in whole:
            return True
        return any(
            self._is.has("asking-verb", token) or view.lemma[token] == "question"
            for token in self._verbs_before(verb)
            if any(self._is.has("journalist-noun", one) for one in view.kids_by(token, "nsubj"))
        )

    def _verbs_before(self, verb: int) -> Iterator[int]:
        """Yield the verbs of the sentence before, which may be in the paragraph before."""
        view = self._view
        last = view.sentence(verb)[0] - 1
        while last >= 0 and not view.is_word(last):
            last -= 1
        first = view.sentence(last)[0] if last >= 0 else 0
        return (token for token in range(first, last) if view.pos[token] == "VERB")

    def _quotation_by(self, verb: int) -> str:
        """Return what is quoted right after the verb, or before it, in small letters."""
        view = self._view
        subject = self._is.subject(verb)
        near = [verb, *(subject if len(subject) == 1 else ())]
        after, before = max(view.subtree(one)[1] if one != verb else verb + 1 for one in near), verb
        for one in near:
            if one != verb and view.subtree(one)[1] <= verb:
                before = min(before, view.subtree(one)[0])
        return (
            self._quoted_at(verb + 1, 1)
            or self._quoted_at(before - 1, -1)
            or (self._quoted_at(after, 1) if after > verb + 1 else "")
            or self._quoted_at(verb - 1, -1)
        )

    def _quoted_at(self, token: int, step: int) -> str:
        view, marks = self._view, 0
        while 0 <= token < view.size and not view.quoted[token] and marks < _OPEN_QUOTE:
            if view.is_word(token):
                return ""
            token, marks = token + step, marks + 1
        if not 0 <= token < view.size or not view.quoted[token]:
            return ""
        first = last = token
        while first > 0 and view.quoted[first - 1] and token - first < _LONGEST_QUOTE:
            first -= 1
        while last < view.size and view.quoted[last] and last - token < _LONGEST_QUOTE:
            last += 1
        if step < 0 and self._is_brought_in(first):
            return ""
        said = view.phrase((first, last)).lower().replace("’", "'")
        return said.strip("“”\"' ,.!?")

    def _is_brought_in(self, quote: int) -> bool:
        """Whether another verb of saying stands right before the quotation: it is that verb's."""
        before = quote - 1
        while before > 0 and not self._view.is_word(before):
            before -= 1
        return self._view.lemma[before] in self._is.lexicon.quoting
