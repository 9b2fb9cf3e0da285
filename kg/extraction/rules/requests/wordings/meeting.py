"""Wordings that tell how somebody met a question without an answer: a laugh, a way round it."""

from __future__ import annotations

from kg.extraction.rules.requests.wordings.askers import Askers
from kg.extraction.rules.requests.wordings.clauses import Clauses, Told
from kg.model import ResponseKind

_OFF = ResponseKind.OFF_TOPIC
_AWAY = frozenset({"away", "off", "past", "out", "by", "inside"})
_PARTED = frozenset({"laugh", "shrug", "brush", "wave", "play"})


class Meeting:
    """Tells which verbs say that a question was laughed off, avoided or left standing."""

    def __init__(self, clauses: Clauses) -> None:
        """Take what answers questions about clauses."""
        self._view = clauses.view
        self._is = clauses
        self._askers = Askers(clauses)

    def told(self, verb: int) -> Told | None:
        """Return what the verb tells of a question that was not answered, if anything."""
        if self._is.is_passive(verb):
            return None
        return self._gesture(verb) or self._leaves(verb) or self._goes_round(verb)

    def _is_asked(self, verb: int) -> bool:
        """Whether a reporter asked: by a participle near the verb, and not before an audience."""
        ours = any(self._is.is_put_by_us(one) for one in self._is.prompts(verb))
        asked = ours or any(True for _ in self._askers.prompts(verb))
        return asked and not self._askers.on_stage(verb)

    def _is_all(self, verb: int) -> bool:
        """Whether no words are told that go with it: "laughed and said", "smiled: ..."."""
        view = self._view
        first, last = view.sentence(verb)
        more = any(
            self._is.lexicon.family(view.lemma[kid]) or self._is.refused_by(act) is not None
            for kid in (*view.kids_by(verb, "conj", "advcl", "ccomp"), view.head[verb])
            if view.pos[kid] == "VERB"
            for act in (kid, *view.kids_by(kid, "xcomp"))
            if kid != verb and not self._is.has("questioning-verb", kid)
        )
        return not more and not any(view.quoted[first:last])

    def _gesture(self, verb: int) -> Told | None:
        """Return who only laughed or shrugged, or did so at the question."""
        view = self._view
        parted = view.lemma[verb] in _PARTED and any(
            view.lower[kid] in {"off", "aside", "away", "down"} for kid in view.kids[verb]
        )
        if self._is.negative(verb) or not (parted or self._is.has("gesture-verb", verb)):
            return None
        plain = view.kid(verb, "dobj") is None or parted
        if not plain or not self._is_all(verb) or view.dep[verb] in {"relcl", "acl"}:
            return None
        if not self._is_asked(verb):
            return None
        apart = any(self._is.is_misread_prompt(one, verb) for one in self._askers.prompts(verb))
        outcome = ResponseKind.RESPONDED if view.lemma[verb] == "nod" else _OFF
        return Told(verb, outcome, self._is.subject(verb), explicit=True, apart=apart)

    def _leaves(self, verb: int) -> Told | None:
        """Return who went away when asked: "walked past reporters without answering"."""
        view = self._view
        goes = self._is.has("leaving-verb", verb) and any(
            view.lower[kid] in _AWAY for kid in view.kids[verb]
        )
        shook = view.lemma[view.head[verb]] == "shake" and view.dep[verb] == "conj"
        on = any(view.lower[kid] == "on" for kid in view.kids[verb])
        goes = goes or (shook and on and self._is.has("leaving-verb", verb))
        acts = [
            act
            for kid in view.kids_by(verb, "prep")
            if view.lower[kid] == "without"
            for act in view.kids_by(kid, "pcomp")
            if self._is.has("declined-act", act) or view.lemma[act] == "take"
        ]
        if not (goes or (view.lemma[verb] == "leave" and acts)) or self._is.negative(verb):
            return None
        many = (one for act in acts for one in view.kids_by(act, "dobj"))
        takes = any(view.lower[one] == "questions" for one in many)
        ours = bool(acts) and (takes or self._is.about_comment(verb))
        if not ours and not (self._is_asked(verb) and self._is_all(verb)):
            return None
        return Told(verb, ResponseKind.DECLINED, self._is.subject(verb), explicit=True)

    def _goes_round(self, verb: int) -> Told | None:
        """Return who, asked, "avoided a clear answer", "gave no direct answer", "deflected"."""
        view = self._view
        thing = view.kid(verb, "dobj")
        if thing is None:
            round_it = self._is.has("hedging-verb", verb) and view.kid(verb, "ccomp") is None
            round_it = round_it and not self._is.negative(verb)
        elif not self._is.has("reply-noun", thing):
            return None
        elif self._is.has("evading-verb", verb):
            round_it = not self._is.negative(verb)
        else:
            none = self._is.is_none(thing) or self._is.negative(verb)
            none = none or self._is.refused_by(verb) is not None
            straight = any(
                self._is.lexicon.has("straight-adjective", view.lower[kid])
                for kid in view.kids_by(thing, "amod")
            )
            round_it = none and straight and self._is.has("granting-verb", verb)
        if not round_it or not self._is_asked(verb):
            return None
        governor = self._is.refused_by(verb) or verb
        return Told(governor, _OFF, self._is.subject(governor), explicit=True)
