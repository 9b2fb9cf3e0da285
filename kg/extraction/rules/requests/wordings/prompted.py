"""Wordings that tell of an answer, or of something else sent instead, after a question was put."""

from __future__ import annotations

from kg.extraction.rules.requests.wordings.clauses import Clauses, Told
from kg.model import ResponseKind

_SENDS = frozenset({"send", "reply", "respond", "offer", "produce", "email", "e-mail", "point"})
_SINGLE = frozenset({"he", "she"})
_PARAGRAPHS = 2
"""How far back, counting blank ones, somebody may have spoken before."""

_SAYING = frozenset({"saying", "telling", "writing"})
_ASKED = frozenset({"ask", "press", "question", "approach"})
_ASKED_FOR = frozenset({"for", "to"})
_LIMITED = frozenset({"say", "confirm", "add", "repeat"})
_TOPIC = frozenset({"about", "on", "over", "regarding", "why", "whether", "if", "how", "who"})


class Prompted:
    """Tells which verbs say how somebody met a question that was put to him."""

    def __init__(self, clauses: Clauses) -> None:
        """Take what answers questions about clauses."""
        self._view = clauses.view
        self._is = clauses

    def told(self, verb: int) -> Told | None:
        """Return what the verb tells of an answer, if it tells of one."""
        if self._is.negative(verb) or self._is.is_passive(verb):
            return None
        return self._sends_else(verb) or self._says_only(verb) or self._says(verb)

    def _sends_else(self, verb: int) -> Told | None:
        """Return who, asked about one thing, sent another: a list of prizes, a link."""
        view = self._view
        if view.lemma[verb] not in _SENDS or not self._is_asked(verb):
            return None
        things = [*view.kids_by(verb, "dobj"), *self._is.after(verb, {"with"})]
        if view.lemma[verb] == "point":
            things = [*self._is.after(verb, {"to"})] if view.kid(verb, "dobj") is None else []
        plain = view.kid(verb, "ccomp") is None and not self._quotes(verb)
        if not things or not plain:
            return None
        answers = any(self._is.has("reply-part", one) for one in things)
        outcome = ResponseKind.RESPONDED if answers else ResponseKind.OFF_TOPIC
        return Told(verb, outcome, self._is.subject(verb))

    def _quotes(self, verb: int) -> bool:
        """Whether words in quotation marks follow."""
        return any(self._view.quoted[token] for token in range(verb, self._view.subtree(verb)[1]))

    def _is_asked(self, verb: int) -> bool:
        """Whether somebody was asked, not for a thing, and not by others than a newsroom."""
        view = self._view
        for prompt in self._is.prompts(verb):
            by = list(self._is.after(prompt, {"by"}))
            asked_for = any(
                view.lower[kid] in _ASKED_FOR for kid in view.kids_by(prompt, "prep", "dative")
            )
            wants = view.kid(prompt, "xcomp") is not None
            if not asked_for and not wants and all(self._is_newsroom(one) for one in by):
                return True
        return False

    def _is_newsroom(self, asker: int) -> bool:
        """Whether it is this newsroom or another, not a reporter or host among many."""
        return self._is.is_ours(asker) and not self._is.has("journalist-noun", asker)

    def _on_stage(self, verb: int) -> bool:
        """Whether it was asked before an audience: on a show, at a rally."""
        view = self._view
        return any(
            self._is.has("stage-noun", token) and not view.quoted[token]
            for token in range(*view.sentence(verb))
            if view.dep[token] in {"pobj", "compound"} and not self._is_after(token)
        )

    def _is_after(self, token: int) -> bool:
        """Whether it only tells when one asked: "Asked about it after a debate"."""
        return self._view.lower[self._view.head[token]] in {"after", "before", "since"}

    def _spoke_before(self, verb: int) -> bool:
        """Whether the same one just spoke: then it is a question in an interview or a speech."""
        view = self._view
        who = {view.lower[one] for one in self._is.subject(verb)}
        here = view.paragraph[verb]
        for token in range(verb - 1, -1, -1):
            apart = here - view.paragraph[token]
            if apart > _PARAGRAPHS:
                return False
            told = self._is.lexicon.family(view.lemma[token]) in _SAYING
            if view.pos[token] != "VERB" or not told:
                continue
            same = who if apart else who | _SINGLE
            if any(view.lower[one] in same for one in view.kids_by(token, "nsubj")):
                return True
        return False

    def _is_turned_to(self, verb: int) -> bool:
        """Whether a paragraph begins with the question and tells by name who was asked it."""
        view = self._view
        begins = all(
            not view.is_word(token) or view.lower[token] == "when"
            for token in range(view.paragraph_range(verb)[0], self._first_prompt(verb))
        )
        return begins and any(view.pos[one] == "PROPN" for one in self._is.subject(verb))

    def _first_prompt(self, verb: int) -> int:
        return min(self._view.left[prompt] for prompt in self._is.prompts(verb))

    def _is_one_of_asked(self, verb: int) -> bool:
        """Whether it is one of those just asked: "We wrote to the four. The fourth said"."""
        return any(
            self._is.is_one_of_several(who) and self._is.asked_before(who) is not None
            for who in self._view.kids_by(verb, "nsubj")
        )

    def _says_only(self, verb: int) -> Told | None:
        """Return who "would say only that", or "would only confirm"."""
        view = self._view
        only = "only" in {view.lower[verb - 1], view.lower[min(verb + 1, view.size - 1)]}
        if view.lemma[verb] not in _LIMITED or not only or view.dep[verb] in {"relcl", "acl"}:
            return None
        if not self._is.auxiliaries(verb) & {"would", "will", "'d"}:
            return None
        if view.kid(verb, "ccomp") is None and not self._quotes(verb):
            return None
        return Told(verb, ResponseKind.RESPONDED, self._is.subject(verb))

    def _says(self, verb: int) -> Told | None:
        """Return who spoke on being asked: "Asked about the tests, she said"."""
        view = self._view
        if self._is.lexicon.family(view.lemma[verb]) not in _SAYING:
            return None
        if view.dep[verb] in {"advcl", "xcomp", "acl", "relcl"} or view.tag[verb] != "VBD":
            return None
        if self._is_one_of_asked(verb):
            return Told(verb, ResponseKind.RESPONDED, self._is.subject(verb), explicit=True)
        for prompt in self._is.prompts(verb):
            by = list(self._is.after(prompt, {"by"}))
            if view.lemma[prompt] not in _ASKED or not all(map(self._is_newsroom, by)):
                continue
            words = {view.lower[token] for token in range(*view.subtree(prompt))}
            apart = view.kid(prompt, "ccomp") is not None or bool(words & _TOPIC)
            if self._on_stage(verb):
                return None
            if self._spoke_before(verb) and not self._is_turned_to(verb):
                return None
            if apart and view.kid(prompt, "xcomp") is None and self._is_asked(verb):
                return Told(verb, ResponseKind.RESPONDED, self._is.subject(verb))
        return None
