"""Wordings that tell of calls and efforts that came to nothing."""

from __future__ import annotations

from collections.abc import Iterator

from kg.extraction.rules.requests.wordings.clauses import Clauses, Told
from kg.model import ResponseKind

_MISSED = ResponseKind.NOT_REACHED
_SILENT = ResponseKind.NO_RESPONSE
_MACHINES = frozenset({"voicemail", "voice", "mail", "machine"})


class Calling:
    """Tells which verbs say that a call or an effort reached nobody."""

    def __init__(self, clauses: Clauses) -> None:
        """Take what answers questions about clauses."""
        self._view = clauses.view
        self._is = clauses

    def told(self, verb: int) -> Told | None:
        """Return what the verb tells of a call or an effort, if anything."""
        return self._unheard(verb) or self._not_taken(verb) or self._switched_off(verb)

    # calls

    def callees(self, call: int) -> Iterator[int]:
        """Yield to whom a call or a message went: whose phone it is, else what stands there."""
        view = self._view
        for where in ({"to", "for", "with"}, {"at", "on"}):
            found = list(self._is.after(call, where))
            for one in found:
                whose = (*view.kids_by(one, "poss"), *self._is.after(one, {"of", "for"}))
                yield from whose if self._is.has("line-noun", one) else (one,)
            if found:
                return

    def _unheard(self, verb: int) -> Told | None:
        """Return to whom calls "rang unanswered", "went to voicemail" or "did not go through"."""
        view = self._view
        call = view.kid(verb, "nsubj", "nsubjpass")
        if call is None or view.lemma[call] != "call" or not self._is.requested(call):
            return None
        if any(not self._is.is_ours(one) for one in view.kids_by(call, "poss")):
            return None
        follows = {view.lower[kid] for kid in view.kids[verb]}
        rang = view.lemma[verb] == "ring" and bool(follows & {"unanswered", "out"})
        machine = view.lemma[verb] in {"go", "roll"} and any(
            view.lower[one] in _MACHINES for one in self._is.after(verb, {"to", "into"})
        )
        lost = view.lemma[verb] in {"go", "get", "connect"} and self._is.negative(verb)
        lost = lost and (view.lemma[verb] == "connect" or "through" in follows)
        if not (rang or machine or lost):
            return None
        return Told(verb, _MISSED, tuple(self.callees(call)))

    def _not_taken(self, verb: int) -> Told | None:
        """Return who "did not pick up calls", or "his phone" where a newsroom rang."""
        view = self._view
        if view.lemma[verb] not in {"pick", "take", "answer"} or not self._is.negative(verb):
            return None
        thing = view.kid(verb, "dobj")
        if thing is None or self._is.auxiliaries(verb) & {"would", "will", "could", "can"}:
            return None
        if self._is.has("line-noun", thing):
            known = self._is.about_comment(verb) or self._is.is_prompted(verb)
            return Told(verb, _MISSED, self._is.subject(verb), explicit=True) if known else None
        calls = view.lemma[thing] == "call" and view.tag[thing] == "NNS"
        if not calls or view.lemma[verb] == "answer":
            return None
        others = (*self._is.after(thing, {"from", "of"}), *self._is.after(verb, {"from"}))
        ours = all(self._is.is_ours(one) for one in others)
        return Told(verb, _SILENT, self._is.subject(verb)) if ours else None

    def _switched_off(self, verb: int) -> Told | None:
        """Return whose phone was switched off where somebody rang for a newsroom."""
        view = self._view
        phone = view.kid(verb, "nsubjpass", "nsubj")
        if phone is None or not self._is.has("line-noun", phone):
            return None
        off = view.lemma[verb] in {"switch", "turn"} and any(
            view.lower[kid] == "off" for kid in view.kids[verb]
        )
        first, last = view.sentence(verb)
        rang = any(
            view.lower[one] in {"comment", "contacted", "contact"} or self._is.is_ours(one)
            for one in range(first, last)
        )
        whose = (*view.kids_by(phone, "poss"), *self._is.after(phone, {"of"}))
        return Told(verb, _MISSED, whose, explicit=True) if off and rang else None

    # efforts

    def effort(self, verb: int) -> Told | None:
        """Return whom efforts to reach, or to get comment from, did not reach."""
        if not self._comes_to_nothing(verb):
            return None
        view = self._view
        noun = view.kid(verb, "nsubj", "nsubjpass")
        if noun is None or view.lemma[noun] not in {"effort", "attempt"}:
            return None
        for act in view.kids_by(noun, "acl", "xcomp"):
            sought = tuple(self._sought(act))
            if sought:
                return Told(verb, _MISSED, sought)
        return None

    def _sought(self, act: int) -> Iterator[int]:
        view = self._view
        if self._is.has("reached-verb", act):
            yield from view.kids_by(act, "dobj")
        if view.lemma[act] not in {"get", "obtain", "seek", "elicit"}:
            return
        for thing in view.kids_by(act, "dobj"):
            if self._is.has("answer-noun", thing) or self._is.wanted(thing):
                yield from self._is.after(thing, {"from", "of"})
                yield from self._is.after(act, {"from"})

    def _comes_to_nothing(self, verb: int) -> bool:
        view = self._view
        if view.lemma[verb] == "fail":
            return True
        if view.lemma[verb] == "succeed":
            return self._is.negative(verb)
        result = view.kid(verb, "acomp", "oprd")
        if view.lemma[verb] not in {"be", "prove"} or result is None:
            return False
        return self._is.lexicon.has("vain-adjective", view.lower[result]) or (
            view.lower[result] == "successful" and self._is.negative(verb)
        )
