"""Wordings that tell of an answer to a request for comment, or of one beside the point."""

from __future__ import annotations

from collections.abc import Iterator

from kg.extraction.rules.requests.wordings.clauses import Clauses, Told
from kg.model import ResponseKind

_OFF = ResponseKind.OFF_TOPIC
_STATEMENTS = frozenset({"statement", "response", "reply", "email", "e-mail", "answer"})
_EVADED = frozenset({"question", "claim", "allegation", "issue", "accusation", "inquiry", "query"})
_SOMEBODY = frozenset({"he", "she", "who"})
_CALLED = ("spokesperson-noun", "person-noun", "official-noun", "called-noun", "expert-noun")
_REACHED_AT = frozenset({"at", "in", "on", "by", "via", "through"})
_DIRECTLY = frozenset({"directly", "specifically"})


class Answering:
    """Tells which verbs say that somebody answered a newsroom, or only spoke of something else."""

    def __init__(self, clauses: Clauses) -> None:
        """Take what answers questions about clauses."""
        self._view = clauses.view
        self._is = clauses

    def told(self, verb: int) -> Told | None:
        """Return what the verb tells of an answer, if it tells of one."""
        return (
            self._beside_the_point(verb)
            or self._statement_beside(verb)
            or self._evaded(verb)
            or self._answered(verb)
            or self._said_on_request(verb)
        )

    # beside the point

    def _beside_the_point(self, verb: int) -> Told | None:
        """Return who did not answer directly, or answered without speaking to the matter."""
        view = self._view
        lemma = view.lemma[verb]
        if lemma in {"answer", "address", "respond"} and self._is.negative(verb):
            things = [*view.kids_by(verb, "dobj"), *self._is.after(verb, {"to"})]
            evaded = any(view.lemma[one] in _EVADED for one in things)
            directly = any(view.lower[kid] in _DIRECTLY for kid in view.kids[verb])
            ours = self._is.about_comment(verb) or self._is.is_prompted(verb)
            if evaded and ours and (directly or lemma == "address"):
                return Told(verb, _OFF, self._is.subject(verb), explicit=True)
        without = any(
            view.lower[kid] == "without" and view.lemma[inner] in {"address", "answer"}
            for kid in view.kids_by(verb, "prep")
            for inner in view.kids_by(kid, "pcomp")
        )
        if without and lemma in {"respond", "reply"} and self._is.about_comment(verb):
            return Told(verb, _OFF, self._is.subject(verb), explicit=True)
        return None

    def _statement_beside(self, verb: int) -> Told | None:
        """Return who sent "a statement that did not address the questions"."""
        view = self._view
        if view.lemma[verb] not in {"address", "answer", "mention"} or not self._is.negative(verb):
            return None
        noun, evaded = view.head[verb], view.kid(verb, "dobj")
        asked = evaded is not None and view.lemma[evaded] in _EVADED
        own = view.kid(verb, "nsubj")
        if asked and own is not None and view.lower[own] in _STATEMENTS:
            whose = (*view.kids_by(own, "poss"), *self._is.after(own, {"from", "by"}))
            return Told(verb, _OFF, whose, explicit=True) if self._is.about_comment(verb) else None
        if view.dep[verb] != "relcl" or view.lower[noun] not in _STATEMENTS or not asked:
            return None
        sent = view.head[noun]
        sent = view.head[sent] if view.pos[sent] == "ADP" else sent
        return Told(sent, _OFF, self._is.subject(sent), explicit=True)

    def _evaded(self, verb: int) -> Told | None:
        view = self._view
        thing = view.kid(verb, "dobj")
        if thing is None or self._is.negative(verb) or self._is.is_passive(verb):
            return None
        prompted = self._is.is_prompted(verb) or self._was_asked(verb)
        if view.lemma[verb] == "change" and view.lemma[thing] in {"subject", "topic"}:
            return Told(verb, _OFF, self._is.subject(verb), explicit=True) if prompted else None
        if not self._is.has("evading-verb", verb) or not self._is.requested(thing):
            return None
        asked = prompted or self._is.about_comment(verb)
        if not asked and view.tag[thing] != "NNS":
            return None
        return Told(verb, _OFF, self._is.subject(verb), explicit=asked)

    def _was_asked(self, verb: int) -> bool:
        """Whether the clause before tells of the question: "Poe was asked, and dodged it"."""
        view = self._view
        while view.dep[verb] in {"conj", "xcomp", "advcl", "acl"} and view.head[verb] != verb:
            verb = view.head[verb]
            if view.lemma[verb] in {"ask", "question", "press"} and self._is.is_passive(verb):
                return True
        return False

    # to the point

    def _answered(self, verb: int) -> Told | None:
        """Return who answered: "responded to a request for comment", "answered questions"."""
        view = self._view
        plain = view.dep[verb] not in {"xcomp", "pcomp", "advcl"} and view.kid(verb, "aux") is None
        if not plain or self._is.negative(verb) or self._is.is_passive(verb):
            return None
        if view.lemma[verb] in {"respond", "reply"}:
            things = list(self._requests(verb))
        elif view.lemma[verb] in {"give", "offer", "issue", "provide", "send"}:
            return self._gave(verb)
        elif view.lemma[verb] == "answer":
            things = [one for one in view.kids_by(verb, "dobj") if self._is.requested(one)]
        else:
            return None
        ours = any(self._is.about_comment(thing) for thing in things)
        told = view.lemma[verb] in {"respond", "reply"} and self._are_ours(verb, iter(things))
        if not ours and not told:
            return None
        return Told(verb, ResponseKind.RESPONDED, self._is.subject(verb), explicit=ours)

    def _gave(self, verb: int) -> Told | None:
        """Return who gave an answer to questions: "offered a short response to questions"."""
        thing = self._view.kid(verb, "dobj")
        if thing is None or not self._is.has("answer-noun", thing):
            return None
        direct = any((*self._requests(verb), *self._requests(thing)))
        if not direct and not self._is_in_response(verb):
            return None
        return Told(verb, ResponseKind.RESPONDED, self._is.subject(verb))

    def _requests(self, verb: int) -> Iterator[int]:
        """Yield the requests that come after "to"; what answers "to the Gazette" answers one."""
        view = self._view
        answers = self._is.lexicon.has("reply-noun", view.lower[verb])
        for kid in view.kids_by(verb, "prep", "dative"):
            if view.lower[kid] == "to":
                for one in view.kids_by(kid, "pobj"):
                    if (answers and self._is.is_ours(one)) or self._is.requested(one):
                        yield one

    def _said_on_request(self, verb: int) -> Told | None:
        """Return who speaks because a newsroom asked: "Reached by phone, she said"."""
        view = self._view
        if self._is.negative(verb):
            return None
        speaks = self._is.lexicon.family(view.lemma[verb]) or self._is.has("answering-verb", verb)
        if view.lemma[verb] in {"be", "try"} or (not speaks and not self._of_our_questions(verb)):
            return None
        if view.dep[verb] in {"advcl", "xcomp", "acl"} or view.tag[verb] not in {
            "VBD",
            "VBZ",
            "VBP",
        } | ({"VB"} if "did" in self._is.auxiliaries(verb) else set()):
            return None
        if not (self._is_called(verb) or self._is_in_response(verb)):
            return None
        return Told(verb, ResponseKind.RESPONDED, self._is.subject(verb), explicit=True)

    def _is_called(self, verb: int) -> bool:
        """Whether a participle says that a newsroom called: for comment, by phone, by us."""
        view = self._view
        apart = (
            kid
            for who in self._is.subject(verb)
            for kid in view.kids_by(who, "acl", "advcl", "relcl")
            if view.kid(kid, "nsubj", "nsubjpass") is None
        )
        before = view.head[verb]
        joined = view.dep[verb] == "conj" and view.tag[before] == "VBN"
        joined = joined and view.kid(before, "aux", "auxpass") is None
        if any(self._is.is_put_by_us(kid) for kid in self._is.prompts(verb)):
            return True
        called = (before,) if joined else ()
        for kid in (*view.kids_by(verb, "advcl", "prep", "dep"), *apart, *called):
            if self._is_reached_by_us(kid):
                return True
            plain = view.tag[kid] in {"VBN", "VBD"} and (
                kid in called or view.kid(kid, "nsubj") is None
            )
            if not plain or not self._is.has("prompting-verb", kid):
                continue
            if view.lemma[kid] in {"reach", "contact"} and self._is_plainly_called(kid, verb):
                return True
            by_us = any(
                self._is.is_ours(one) and not self._is.has("journalist-noun", one)
                for one in self._is.after(kid, {"by"})
            )
            if by_us or any(self._is.wanted(one) for one in range(*view.subtree(kid))):
                return True
        return False

    def _is_reached_by_us(self, verb: int) -> bool:
        """Whether a newsroom tells that it got hold of somebody: "When the Gazette reached her"."""
        view = self._view
        ours = any(self._is.is_ours(one) for one in view.kids_by(verb, "nsubj"))
        reached = view.lemma[verb] in {"reach", "contact"} and view.kid(verb, "dobj") is not None
        return ours and reached and not self._is.negative(verb)

    def _is_plainly_called(self, called: int, verb: int) -> bool:
        """Whether it can only be a newsroom that called: by phone, at home, "when contacted"."""
        view = self._view
        means = ("by-phone", "by-email", "by-message")
        asked = next(iter(view.kids_by(called, "prep", "agent", "advmod")), called)
        if any(self._is.has(name, one) for name in means for one in range(*view.subtree(asked))):
            return True
        alone = not any(True for _ in self._is.after(called, {"by"}))
        when = any(view.lower[kid] == "when" for kid in view.kids_by(called, "advmod"))
        where = view.lemma[called] == "reach" and any(
            view.lower[kid] in _REACHED_AT for kid in view.kids[called]
        )
        where = where or any(view.dep[kid] == "npadvmod" for kid in view.kids[called])
        somebody = any(
            view.label[one] == "PERSON" or view.lower[one] in _SOMEBODY or view.pos[one] == "NUM"
            or any(self._is.has(name, one) for name in _CALLED)
            for one in self._is.subject(verb)
        )  # fmt: skip
        last = self._is.is_last(called)
        return alone and ((somebody and (where or (when and last))) or (when and where))

    def _of_our_questions(self, verb: int) -> bool:
        """Whether something is done on a newsroom's questions: "in response to our queries"."""
        view = self._view
        deed = view.pos[verb] == "VERB" and view.dep[verb] in {"ROOT", "conj"}
        return deed and any(
            self._is.is_ours(one)
            for kid in view.kids_by(verb, "prep")
            for inner in view.kids_by(kid, "pobj")
            if self._is.lexicon.has("reply-noun", view.lower[inner])
            for thing in self._requests(inner)
            for one in range(*view.subtree(thing))
        )

    def _is_in_response(self, verb: int) -> bool:
        """Whether it is "in response to questions", "responding to a request from the Gazette"."""
        view = self._view
        put = (thing for one in self._responses(verb) for thing in self._requests(one))
        if self._hears_us(verb) and any(self._is.requested(thing) for thing in put):
            return True
        apart = (kid for who in self._is.subject(verb) for kid in view.kids_by(who, "acl"))
        for kid in (*view.kids_by(verb, "advcl"), *apart):
            replying = view.lemma[kid] in {"respond", "reply", "answer"} and view.tag[kid] == "VBG"
            if replying and self._are_ours(kid, self._requests(kid)):
                return True
        return any(self._are_ours(one, self._requests(one)) for one in self._responses(verb))

    def _hears_us(self, verb: int) -> bool:
        """Whether it is a newsroom that is told: "told the Gazette, in answer to an inquiry"."""
        heard = self._view.kids_by(verb, "dobj", "dative")
        return any(self._is.is_ours(one) for one in heard)

    def _responses(self, verb: int) -> Iterator[int]:
        """Yield the answers that something is done in: "in reply to", "in an email response"."""
        view = self._view
        for place in (verb, *view.kids_by(verb, "nsubj")):
            for kid in view.kids_by(place, "prep"):
                for inner in view.kids_by(kid, "pobj"):
                    if view.lower[inner] in _STATEMENTS:
                        yield inner
                        yield from self._responses(inner)

    def _are_ours(self, answer: int, requests: Iterator[int]) -> bool:
        """Whether it is said to answer a newsroom, or questions that nobody else is said to ask."""
        view = self._view
        asked = list(requests)
        return bool(asked) and (
            self._is.about_comment(answer)
            or any(
                view.tag[one] == "NNS"
                and view.lemma[one] in {"question", "query", "inquiry", "enquiry"}
                and not any(True for _ in self._is.after(one, {"from", "in", "at"}))
                and view.kid(one, "poss") is None
                for one in asked
            )
        )
