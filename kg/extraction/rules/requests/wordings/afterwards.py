"""Wordings of an answer that follows the question: "We asked the yard why. It said ..."."""

from __future__ import annotations

from collections.abc import Iterator

from kg.extraction.rules.requests.wordings.askers import Askers
from kg.extraction.rules.requests.wordings.clauses import Clauses, Told
from kg.model import ResponseKind

_HE = frozenset({"he", "she", "it", "they"})
_PUTS = frozenset({"ask", "put", "send", "question", "press", "quiz"})
_PART = frozenset({"advcl", "xcomp", "acl", "relcl", "ccomp", "pcomp"})


class Afterwards:
    """Tells which verbs say what somebody answered whom a newsroom asked right before."""

    def __init__(self, clauses: Clauses) -> None:
        """Take what answers questions about clauses."""
        self._view = clauses.view
        self._is = clauses
        self._askers = Askers(clauses)

    def told(self, verb: int) -> Told | None:
        """Return who answers what the sentence before asked him."""
        view = self._view
        if not self._is.speaks(verb) and not self._is.has("answering-verb", verb):
            return None
        if view.dep[verb] in _PART or view.tag[verb] not in {"VBD", "VBZ"}:
            return None
        who = view.kid(verb, "nsubj")
        if who is None and view.dep[verb] == "conj":
            who = next(iter(self._is.subject(verb)), None)
        if who is None or self._is.negative(verb) or self._is.is_passive(verb):
            return None
        asked = self._asked_just_before(verb)
        if asked is not None and self._is.is_passive(asked) and view.lemma[verb] != "say":
            return None
        if asked is None or not self._is_who_was_asked(who, asked):
            return None
        return Told(verb, ResponseKind.RESPONDED, (who,), explicit=True)

    def _asked_just_before(self, verb: int) -> int | None:
        """Return the verb by which the press asked last, if nobody has spoken since."""
        view = self._view
        for one in self._verbs_before(verb):
            if self._puts(one) and not (self._is.is_passive(one) and one >= view.sentence(verb)[0]):
                return one
            main = view.dep[one] in {"ROOT", "conj", "parataxis"}
            if (
                main
                and self._is.speaks(one)
                and view.kid(one, "nsubj") is not None
                and not view.quoted[one]
            ):
                return None
        return None

    def _verbs_before(self, verb: int) -> Iterator[int]:
        """Yield the verbs before it, of its own sentence and of the one before, last first."""
        view = self._view
        first = view.sentence(verb)[0]
        start = view.paragraph_range(verb)[0]
        last = first - 1
        while last > start and not view.is_word(last):
            last -= 1
        begin = view.sentence(last)[0] if last >= start else first
        yield from (one for one in range(verb - 1, begin - 1, -1) if view.pos[one] == "VERB")

    def _puts(self, verb: int) -> bool:
        """Whether the press puts a question there: "we asked why", "was asked about it"."""
        view = self._view
        if view.lemma[verb] not in _PUTS or view.quoted[verb] or self._is.negative(verb):
            return False
        if self._is.is_passive(verb):
            named = "by" in view.lower[verb : view.subtree(verb)[1]]
            return (
                not named
                and view.kid(verb, "nsubjpass") is not None
                and view.dep[verb] in {"ROOT", "conj"}
                and not self._is.auxiliaries(verb) & {"be", "been", "being"}
                and self._askers.has_topic(verb)
                and not self._askers.wants_deed(verb)
                and not self._askers.on_stage(verb)
            )
        if not any(self._is.is_ours(one) for one in view.kids_by(verb, "nsubj")):
            return False
        things = (*view.kids_by(verb, "dobj", "dative"),)
        asks = view.lemma[verb] not in {"put", "send"}
        return asks or any(self._is.requested(one) for one in things)

    def _is_who_was_asked(self, who: int, asked: int) -> bool:
        """Whether who speaks is who was asked, or speaks for him: by pronoun or name."""
        view = self._view
        if view.lower[who] in _HE or self._is.has("spokesperson-noun", who):
            return True
        party = (
            *view.kids_by(asked, "dobj", "dative", "nsubjpass"),
            *self._is.after(asked, {"to"}),
        )
        names = {view.lower[one] for head in party for one in range(*view.subtree(head))}
        if view.pos[who] == "PROPN":
            return view.lower[who] in names or any(self._is.has("company-noun", p) for p in party)
        definite = any(view.lower[kid] == "the" for kid in view.kids_by(who, "det"))
        return definite and (view.lower[who] in names or self._is.has("company-noun", who))
