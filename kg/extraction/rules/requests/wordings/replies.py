"""What an answer amounts to: an answer, one that is to come, or one beside the point."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from kg.extraction.rules.requests.wordings.clauses import WILL, Clauses, Told
from kg.model import ResponseKind

_BACK = frozenset({"ring", "write", "get", "phone", "email", "return"})


class Replies:
    """Weighs what is said on a question."""

    def __init__(self, clauses: Clauses) -> None:
        """Take what answers questions about clauses."""
        self._view = clauses.view
        self._is = clauses

    def weighed(self, told: Told) -> Told:
        """Return the same with the outcome that what is said amounts to."""
        if told.outcome is not ResponseKind.RESPONDED:
            return told
        acts = tuple(self._said(told.governor))
        if any(self._puts_off(act) for act in acts):
            return replace(told, outcome=ResponseKind.PENDING)
        if acts and all(self._boasts(act) for act in acts):
            return replace(told, outcome=ResponseKind.OFF_TOPIC)
        return told

    def _said(self, verb: int) -> Iterator[int]:
        """Yield the verbs of what is said, joined ones too."""
        view = self._view
        for act in view.kids_by(verb, "ccomp"):
            yield act
            yield from (one for one in view.kids_by(act, "conj") if view.pos[one] != "NOUN")

    def _puts_off(self, act: int) -> bool:
        """Whether an answer is promised: "would ring back", "was preparing a response"."""
        view = self._view
        thing = view.kid(act, "dobj", "nsubjpass")
        answer = thing is not None and self._is.has("answer-noun", thing)
        if view.tag[act] == "VBG" and answer:
            return self._view.lemma[act] in {"prepare", "draft", "finalise", "finalize"}
        if not self._is.auxiliaries(act) & WILL or self._is.negative(act):
            return False
        own = all(view.pos[one] == "PRON" for one in view.kids_by(act, "nsubj"))
        if view.lemma[act] in _BACK:
            back = any(view.lower[kid] == "back" for kid in view.kids[act])
            return own and (back or any(self._is.is_ours(o) for o in range(*view.subtree(act))))
        return own and self._is.has("later-act", act)

    def _boasts(self, act: int) -> bool:
        """Whether it only praises itself: "was proud of its record", "was committed to safety"."""
        view = self._view
        state = view.kid(act, "acomp")
        if state is None and self._is.is_passive(act):
            state = act
        return state is not None and self._is.lexicon.has("boasting-adjective", view.lower[state])
