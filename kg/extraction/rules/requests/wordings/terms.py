"""Wordings of terms: neither yes nor no, or speaking only where nothing is quoted."""

from __future__ import annotations

import re

from kg.extraction.rules.requests.wordings.askers import Askers
from kg.extraction.rules.requests.wordings.clauses import Clauses, Told
from kg.model import ResponseKind

_ON_RECORD = re.compile(r"\b(on (the )?record|for attribution)\b")
_UNPRINTED = re.compile(
    r"\b(?:not|nothing|none|never|n't|no part)\b[^.;]{0,30}?"
    r"\b(?:attributed|quoted|printed|published|quotation|attribution|on the record)\b"
)


class Terms:
    """Tells which verbs say on what terms somebody speaks to a newsroom, or says neither."""

    def __init__(self, clauses: Clauses) -> None:
        """Take what answers questions about clauses."""
        self._view = clauses.view
        self._is = clauses
        self._askers = Askers(clauses)

    def told(self, verb: int, governor: int | None) -> Told | None:
        """Return who says neither yes nor no, or speaks only on terms, if the verb tells it."""
        return (
            self._neither(verb, governor)
            or self._neither_way(verb)
            or self._on_background(verb, governor)
            or self._unprinted(verb)
        )

    def _neither_way(self, verb: int) -> Told | None:
        """Return who neither owns to a thing nor disowns it, or says neither yes nor no."""
        view = self._view
        first, last = view.subtree(verb)
        neither = any(view.lower[one] == "neither" for one in range(first, last))
        if not neither or view.dep[verb] in {"relcl", "acl"} or view.lemma[verb] == "confirm":
            return None
        pair = (verb, *view.kids_by(verb, "conj"))
        owns = len({view.lemma[one] for one in pair}) > 1 and all(
            any(self._is.has(name, one) for one in pair)
            for name in ("owning-verb", "disowning-verb")
        )
        could = bool(self._is.auxiliaries(verb) & {"would", "could", "will", "can"})
        says = could and view.lemma[verb] == "say"
        if not owns and not says:
            return None
        who = self._is.subject(verb)
        return Told(verb, ResponseKind.NEITHER_CONFIRMED_NOR_DENIED, who, explicit=True)

    def _unprinted(self, verb: int) -> Told | None:
        """Return who offers to talk if nothing is printed: "to chat, but not for quotation"."""
        view = self._view
        if not self._is.has("meeting-act", verb) or view.dep[verb] not in {"xcomp", "ccomp"}:
            return None
        if self._is.negative(verb) or view.quoted[verb]:
            return None
        rest = view.phrase((verb, view.sentence(verb)[1])).lower()
        if not _UNPRINTED.search(rest):
            return None
        top = view.head[verb]
        if view.pos[top] == "ADJ":
            top = view.head[top]
        return self._terms(top)

    def _neither(self, verb: int, governor: int | None) -> Told | None:
        view = self._view
        if view.lemma[verb] != "confirm":
            return None
        other = any(view.lemma[kid] == "deny" for kid in view.kids_by(verb, "conj"))
        refused = governor is not None or self._is.negative(verb)
        if not refused or not (other or self._only_confirms(verb, governor)):
            return None
        top = verb if governor is None else governor
        told = self._is.subject(top)
        return Told(top, ResponseKind.NEITHER_CONFIRMED_NOR_DENIED, told, explicit=other)

    def _only_confirms(self, verb: int, governor: int | None) -> bool:
        """Whether to confirm is declined before a reporter; police often just cannot."""
        could = self._is.auxiliaries(verb) & {"could", "can", "ca", "did"}
        return governor is not None and not could and self._askers.before_reporter(verb)

    def _on_background(self, verb: int, governor: int | None) -> Told | None:
        """Return who speaks to the newsroom only without being quoted, or not on the record."""
        view = self._view
        words = view.lower[verb : view.subtree(verb)[1]]
        rest = view.phrase((verb, view.subtree(verb)[1])).lower().replace("-", " ")
        quoted = view.lemma[verb] == "quote" and self._is.is_passive(verb) and "name" not in words
        given = view.lemma[verb] in {"make", "give", "offer", "provide"} and "comment" in words
        speaking = given or self._is.has("speaking-act", verb)
        if governor is not None and (quoted or (speaking and _ON_RECORD.search(rest))):
            return self._terms(governor)
        if self._briefs(verb):
            return self._terms(verb)
        whole = self._top(verb)
        only = "only" in view.lower[view.left[whole] : view.subtree(verb)[1]]
        covertly = "on background" in rest or "off the record" in rest
        if governor is None and speaking and only and covertly and not self._is.negative(verb):
            return self._terms(whole)
        return None

    def _briefs(self, verb: int) -> bool:
        """Whether no more is offered than a briefing that may not be quoted."""
        view = self._view
        thing = view.kid(verb, "dobj")
        if thing is None or not self._is.has("granting-verb", verb):
            return False
        said = view.phrase(view.subtree(thing)).lower()
        covert = "off-the-record" in said or "background briefing" in said
        return covert and "only" in said.split() + view.lower[view.left[verb] : thing]

    def _top(self, verb: int) -> int:
        """Return the verb that the speaking hangs on: "agreed to speak only on background"."""
        return self._view.head[verb] if self._view.dep[verb] == "xcomp" else verb

    def _terms(self, governor: int) -> Told:
        """Return who is known and speaks on such terms; nobody where it is a wish for anonymity."""
        view = self._view
        rest = view.lower[governor : view.subtree(governor)[1]]
        fears = "fear" in rest or "because" in rest or "citing" in rest
        told = tuple(one for one in self._is.subject(governor) if self._is_definite(one))
        known = not fears and view.dep[governor] not in {"relcl", "acl"}
        return Told(governor, ResponseKind.BACKGROUND_ONLY, told if known else (), explicit=True)

    def _is_definite(self, party: int) -> bool:
        """Whether it is somebody known; "one employee" only wishes to stay unnamed."""
        view = self._view
        if view.pos[party] in {"PROPN", "PRON"}:
            return True
        known = (*view.kids_by(party, "det", "poss"),)
        return any(view.lower[kid] not in {"a", "an", "some", "no"} for kid in known)
