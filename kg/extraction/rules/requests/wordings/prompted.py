"""Wordings that tell of an answer, or of something else sent instead, after a question was put."""

from __future__ import annotations

from collections.abc import Iterable

from kg.extraction.rules.requests.wordings.askers import Askers
from kg.extraction.rules.requests.wordings.clauses import Clauses, Told
from kg.model import ResponseKind

_SENDS = frozenset({"send", "reply", "respond", "offer", "produce", "email", "e-mail", "point"})
_SINGLE = frozenset({"he", "she"})
_PARAGRAPHS = 2
"""How far back, counting blank ones, somebody may have spoken before."""

_LIMITED = frozenset({"say", "confirm", "add", "repeat"})
_PART = frozenset({"advcl", "xcomp", "acl", "relcl"})
_ANSWERING = frozenset({"answer", "say", "respond", "reply", "write", "tell", "acknowledge"})


class Prompted:
    """Tells which verbs say how somebody met a question that was put to him."""

    def __init__(self, clauses: Clauses) -> None:
        """Take what answers questions about clauses."""
        self._view = clauses.view
        self._is = clauses
        self._askers = Askers(clauses)

    def told(self, verb: int) -> Told | None:
        """Return what the verb tells of an answer, if it tells of one."""
        if self._is.negative(verb):
            return None
        if self._is.is_passive(verb):
            return self._was_asked(verb)
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
        return any(
            self._askers.of_press(prompt) and not self._askers.wants_deed(prompt)
            for prompt in self._is.prompts(verb)
        )

    def _spoke_before(self, verb: int) -> bool:
        """Whether the same one just spoke: then it is a question in an interview or a speech."""
        view = self._view
        who = {view.lower[one] for one in self._is.subject(verb)}
        here = view.paragraph[verb]
        for token in range(verb - 1, -1, -1):
            apart = here - view.paragraph[token]
            if apart > _PARAGRAPHS:
                return False
            if view.pos[token] != "VERB" or not self._is.speaks(token):
                continue
            same = who if apart else who | _SINGLE
            if any(view.lower[one] in same for one in view.kids_by(token, "nsubj")):
                return True
        return False

    def _is_turned_to(self, verb: int, prompt: int) -> bool:
        """Whether a paragraph begins with the question and tells by name who was asked it."""
        view = self._view
        begins = all(
            not view.is_word(token) or view.lower[token] == "when"
            for token in range(view.paragraph_range(verb)[0], view.left[prompt])
        )
        return begins and any(
            view.pos[one] == "PROPN"
            or any(view.lower[kid] in {"a", "an", "another"} for kid in view.kids_by(one, "det"))
            for one in self._is.subject(verb)
        )

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
        speaks = self._is.speaks(verb)
        if not speaks and not self._is_answer(verb):
            return None
        if view.dep[verb] in _PART or view.tag[verb] not in {"VBD", "VBZ"}:
            return None
        if speaks and self._is_one_of_asked(verb):
            return Told(verb, ResponseKind.RESPONDED, self._is.subject(verb), explicit=True)
        for prompt in self._askers.prompts(verb):
            if self._askers.on_stage(verb):
                return None
            bare = all(view.pos[one] in {"PRON", "PROPN"} for one in self._is.subject(verb))
            if bare and self._spoke_before(verb) and not self._is_turned_to(verb, prompt):
                return None
            apart = self._is.is_misread_prompt(prompt, verb)
            return Told(verb, ResponseKind.RESPONDED, self._is.subject(verb), apart=apart)
        return None

    def _is_answer(self, verb: int) -> bool:
        """Whether a question is met with it in words, or with the deed: "did so"."""
        view = self._view
        does = view.lemma[verb] == "do" and any(view.lower[kid] == "so" for kid in view.kids[verb])
        return does or self._is.has("answering-verb", verb)

    # asked, in a clause of its own

    def _was_asked(self, verb: int) -> Told | None:
        """Return who was asked and answered: "was asked about it and said"."""
        view = self._view
        asks = self._is.has("questioning-verb", verb) and self._askers.has_topic(verb)
        plain = not self._is.auxiliaries(verb) & {"be", "been", "being"}
        if not asks or not plain or self._askers.wants_deed(verb):
            return None
        if not self._askers.of_press(verb) or self._askers.on_stage(verb):
            return None
        if view.dep[verb] == "relcl":
            who = view.head[verb]
            # the sentence is cut after a title: "said Capt." "Roe, who was asked"
            said = view.dep[who] == "ROOT" and view.words[view.left[verb] - 1] == ","
            return Told(verb, ResponseKind.RESPONDED, (who,)) if said else None
        joined = [*view.kids_by(verb, "conj")]
        joined += [two for one in view.kids_by(verb, "ccomp") for two in view.kids_by(one, "conj")]
        answered = self._answers(joined) or self._goes_on(verb)
        return Told(verb, ResponseKind.RESPONDED, self._is.subject(verb)) if answered else None

    def _answers(self, verbs: Iterable[int]) -> bool:
        return any(
            self._view.lemma[one] in _ANSWERING and self._view.kid(one, "nsubj") is None
            for one in verbs
        )

    def _goes_on(self, verb: int) -> bool:
        """Whether the press is named as the asker, and the next sentence has the answer."""
        view = self._view
        if not any(True for _ in self._is.after(verb, {"by"})):
            return False
        first = view.sentence(verb)[1]
        last = view.sentence(first)[1] if first < view.size else first
        return any(
            self._is.speaks(one)
            and view.tag[one] == "VBD"
            and any(view.pos[who] == "PRON" for who in view.kids_by(one, "nsubj"))
            for one in range(first, last)
            if not view.quoted[one]
        )
