"""Wordings that tell how far a newsroom got: not reached, not asked, asked, sent elsewhere."""

from __future__ import annotations

from kg.extraction.rules.requests.wordings.calling import Calling
from kg.extraction.rules.requests.wordings.clauses import Clauses, Told
from kg.model import ResponseKind

_ELSEWHERE = frozenset(
    {"contact", "ask", "speak", "call", "consult", "talk", "try", "approach", "ring", "write"}
)
_MUST = frozenset({"should", "must", "can", "could", "may", "had", "have"})
_CONFIRMING = frozenset({"confirm", "comment", "clarify", "deny", "reply", "address"})
_OBTAINED = frozenset({"direct", "refer", "address", "seek", "obtain", "come", "go", "put", "send"})


class Reaching:
    """Tells which verbs say whether a newsroom reached or asked anybody."""

    def __init__(self, clauses: Clauses) -> None:
        """Take what answers questions about clauses."""
        self._view = clauses.view
        self._is = clauses
        self._calling = Calling(clauses)

    def told(self, verb: int) -> Told | None:
        """Return what the verb tells of reaching, asking or sending on, if anything."""
        return (
            self._sent_elsewhere(verb)
            or self._elsewhere_by_rule(verb)
            or self._not_reached(verb)
            or self._told_to_ask(verb)
            or self._by_us(verb)
            or self._without_asking(verb)
            or self._calling.told(verb)
            or self._unasked(verb)
        )

    # not reached

    def _not_reached(self, verb: int) -> Told | None:
        if self._is_out_of_reach(verb) or self._is_unavailable(verb):
            return Told(verb, ResponseKind.NOT_REACHED, self._is.subject(verb))
        return (
            self._calling.effort(verb)
            or self._no_address(verb)
            or self._nobody_there(verb)
            or self._not_possible(verb)
        )

    def _nobody_there(self, verb: int) -> Told | None:
        """Return at whose house nobody came to the door, or whose telephone is cut off."""
        view = self._view
        noun, thing = view.kid(verb, "nsubjpass", "nsubj"), view.kid(verb, "dobj")
        if noun is None:
            return None
        if view.lemma[verb] == "disconnect" and self._is.has("contact-noun", noun):
            return Told(
                verb, ResponseKind.NOT_REACHED, tuple(self._named_after(noun)), explicit=True
            )
        if view.lemma[verb] != "answer" or thing is None or not self._is.negative(verb):
            return None
        if view.lemma[thing] not in {"door", "phone", "telephone", "bell"}:
            return None
        places = [
            *self._is.after(verb, {"at"}), *self._is.after(thing, {"at"}),
            *self._is.after(noun, {"at"}),
        ]  # fmt: skip
        homes = tuple(who for place in places for who in view.kids_by(place, "poss"))
        silent = self._is.is_nobody(noun) or view.lower[noun] == "one"
        return Told(verb, ResponseKind.NOT_REACHED, homes, explicit=True) if silent else None

    def _not_possible(self, verb: int) -> Told | None:
        """Return whom it "was not possible to reach"."""
        view = self._view
        state = view.kid(verb, "acomp")
        if view.lemma[verb] != "be" or state is None:
            return None
        hard = view.lower[state] == "impossible"
        if not hard and not (view.lower[state] == "possible" and self._is.negative(verb)):
            return None
        sought = [
            one
            for place in (verb, state)
            for act in view.kids_by(place, "xcomp", "ccomp", "advcl")
            if self._is.has("reached-verb", act) and self._is.about_comment(act)
            for one in view.kids_by(act, "dobj")
        ]
        return (
            Told(verb, ResponseKind.NOT_REACHED, tuple(sought), explicit=True) if sought else None
        )

    def _is_out_of_reach(self, verb: int) -> bool:
        """Whether somebody "could not be reached", or was "not located for comment"."""
        if not self._is.has("reached-verb", verb):
            return False
        if not (self._is.negative(verb) and self._is.is_passive(verb)):
            return False
        could = bool(self._is.auxiliaries(verb) & {"could", "can"})
        if self._view.lemma[verb] == "contact" and not could:
            return False
        at_once = any(self._view.lower[kid] == "immediately" for kid in self._view.kids[verb])
        found = at_once or self._view.lemma[verb] != "locate"
        missed = could and self._is_somebody(verb)
        return self._wants_comment(verb) or (could and found) or missed

    def _is_somebody(self, verb: int) -> bool:
        """Whether it is somebody by name, or some of those told of, for whom nobody searches."""
        view, who = self._view, self._is.subject(verb)
        named = any(view.label[one] == "PERSON" or view.pos[one] == "NUM" for one in who)
        return named and not any(
            self._is.has("searching-noun", token) for token in range(*view.sentence(verb))
        )

    def _is_unavailable(self, verb: int) -> bool:
        view = self._view
        kid = view.kid(verb, "acomp")
        if view.lemma[verb] not in {"be", "remain"} or kid is None:
            return False
        lost = view.lower[kid] in {"unavailable", "unreachable"}
        if not lost and view.lower[kid] not in {"available", "reachable"}:
            return False
        comment = any(
            self._is.wanted(inner)
            for prep in (*view.kids_by(kid, "prep"), *view.kids_by(verb, "prep"))
            for inner in view.kids_by(prep, "pobj")
        ) or any(view.lemma[inner] == "comment" for inner in view.kids_by(kid, "xcomp"))
        return comment and (lost or self._is.negative(verb))

    def _no_address(self, verb: int) -> Told | None:
        """Return for whom no telephone number or address was found."""
        view = self._view
        noun = view.kid(verb, "nsubjpass")
        if view.lemma[verb] not in {"find", "locate"} or noun is None:
            return None
        if not self._is.has("contact-noun", noun):
            return None
        way = any(
            view.lower[kid] in {"contact", "phone", "telephone", "working", "email"}
            for kid in view.kids_by(noun, "compound", "amod")
        )
        none = self._is.is_nobody(noun) or self._is.negative(verb)
        parties = tuple(self._named_after(noun))
        return (
            Told(verb, ResponseKind.NOT_REACHED, parties, explicit=True) if way and none else None
        )

    def _named_after(self, noun: int) -> list[int]:
        view = self._view
        return [
            inner
            for one in (noun, *view.kids_by(noun, "acl"))
            for kid in view.kids_by(one, "prep")
            if view.lower[kid] in {"for", "of"}
            for inner in view.kids_by(kid, "pobj")
        ]

    # what a newsroom says of itself

    def _by_us(self, verb: int) -> Told | None:
        """Return whom a newsroom did not reach, did not ask, or has asked: "The Gazette ..."."""
        view = self._view
        out = view.lemma[verb] == "reach" and "out" in {view.lower[k] for k in view.kids[verb]}
        if not self._is.has("asking-verb", verb) and not self._is.has("reached-verb", verb):
            return None
        governor, failed = self._attempt(verb)
        for_comment = self._wants_comment(verb)
        asks = any(
            self._may_ask(one, for_comment=for_comment) for one in self._is.subject(governor)
        )
        if self._is.is_passive(verb) or not asks:
            return None
        parties = tuple(self._sought(verb))
        unasked = view.lemma[governor] == "make" or not (
            failed or (view.lemma[verb] in {"reach", "locate"} and not out) or self._could(verb)
        )
        if failed or self._is.negative(verb):
            outcome = ResponseKind.NOT_ASKED if unasked else ResponseKind.NOT_REACHED
            return Told(governor, outcome, parties, explicit=True)
        perfect = bool(self._is.auxiliaries(verb) & {"has", "have"})
        if perfect and (for_comment or self._wants_words(verb)):
            return Told(governor, ResponseKind.PENDING, parties, explicit=True)
        return None

    def _wants_words(self, verb: int) -> bool:
        """Whether it asks somebody to say something: "to confirm that", "whether it will"."""
        view = self._view
        acts = view.kids_by(verb, "xcomp", "ccomp", "advcl")
        waits = any(
            self._is.has("awaiting-verb", kid) for kid in view.kids_by(verb, "conj", "advcl")
        )
        said = any(
            self._is.has("withheld-act", act) or view.lemma[act] in _CONFIRMING for act in acts
        )
        return waits or said or (view.lemma[verb] == "ask" and self._is.leaves_open(verb))

    def _may_ask(self, subject: int, *, for_comment: bool) -> bool:
        """Whether it is a newsroom, or a name that nobody knows and that asks for comment."""
        view = self._view
        named = view.pos[subject] == "PROPN" and view.label[subject] != "PERSON"
        return self._is.is_ours(subject) or (for_comment and named)

    def _could(self, verb: int) -> bool:
        return bool(self._is.auxiliaries(verb) & {"could", "can"})

    def _attempt(self, verb: int) -> tuple[int, bool]:
        """Return the verb that the reaching hangs on, and whether it tells that it failed."""
        view = self._view
        head = view.head[verb]
        if view.dep[verb] in {"xcomp", "acl"} and view.lemma[head] in {"unable", "able"}:
            be = view.head[head]
            return be, view.lemma[head] == "unable" or self._is.negative(be)
        if view.dep[verb] == "xcomp" and view.lemma[head] in {"fail", "try", "attempt"}:
            vain = any(view.lower[k] in {"unsuccessfully", "vainly"} for k in view.kids[head])
            return head, view.lemma[head] == "fail" or vain
        if view.dep[verb] == "acl" and view.lemma[head] in {"attempt", "effort"}:
            made = view.head[head]
            none = self._is.is_none(head)
            return made, view.lemma[made] == "make" and (none or self._is.negative(made))
        return verb, False

    def _sought(self, verb: int) -> list[int]:
        view = self._view
        asked = [
            one
            for one in view.kids_by(verb, "dobj")
            if not self._is.has("answer-noun", one) and not self._is.wanted(one)
        ]
        return asked or [*self._is.after(verb, {"from", "to"}), *self._from_comment(verb)]

    def _from_comment(self, verb: int) -> list[int]:
        things = self._view.kids_by(verb, "dobj", "nsubjpass")
        return [who for thing in things for who in self._is.after(thing, {"from"})]

    # asked or not, in the passive

    def _unasked(self, verb: int) -> Told | None:
        view = self._view
        if not self._is.is_passive(verb):
            return None
        denied = self._is.negative(verb)
        subject = view.kid(verb, "nsubjpass")
        if view.lemma[verb] in {"give", "offer", "afford"}:
            chance = (
                one
                for one in view.kids_by(verb, "dobj")
                if self._is.has("chance-noun", one) and (denied or self._is.is_nobody(one))
            )
            speaks = any(self._speaks(one) for one in chance)
            told = self._is.subject(verb)
            return Told(verb, ResponseKind.NOT_ASKED, told, explicit=True) if speaks else None
        if not self._is.has("asking-verb", verb) or subject is None:
            return None
        if self._is.has("answer-noun", subject):
            parties = tuple({*self._is.after(verb, {"from"}), *self._is.after(subject, {"from"})})
            return Told(verb, ResponseKind.NOT_ASKED, parties) if denied else None
        by_us = any(self._is.is_ours(one) for one in self._is.after(verb, {"by"}))
        perfect = bool(self._is.auxiliaries(verb) & {"has", "have"})
        if not self._wants_comment(verb) and not (by_us and denied):
            about = any(True for _ in self._is.after(verb, {"about", "regarding"}))
            if not (perfect and denied and (about or self._is.is_last(verb))):
                return None
            return Told(verb, ResponseKind.NOT_ASKED, self._is.subject(verb))
        if not denied and not perfect:
            return None
        outcome = ResponseKind.NOT_ASKED if denied else ResponseKind.PENDING
        return Told(verb, outcome, self._is.subject(verb), explicit=True)

    def _without_asking(self, verb: int) -> Told | None:
        """Return of whom nothing was asked: "ran the story without seeking comment from"."""
        view = self._view
        without = view.dep[verb] == "pcomp" and view.lower[view.head[verb]] == "without"
        if not without or not self._is.has("asking-verb", verb) or not self._wants_comment(verb):
            return None
        return Told(verb, ResponseKind.NOT_ASKED, tuple(self._sought(verb)), explicit=True)

    def _speaks(self, chance: int) -> bool:
        view = self._view
        acts = view.kids_by(chance, "acl", "xcomp", "relcl")
        return any(view.lemma[act] in {"comment", "respond", "reply"} for act in acts)

    def _wants_comment(self, verb: int) -> bool:
        view = self._view
        for kid in view.kids[verb]:
            if view.dep[kid] == "prep" and view.lower[kid] == "for":
                inner = view.kid(kid, "pobj")
                if inner is not None and self._is_for_us(inner):
                    return True
            if view.dep[kid] == "dobj" and view.lower[kid] in {"comment", "response"}:
                return True
            if view.dep[kid] in {"xcomp", "advcl"} and view.lemma[kid] == "comment":
                return True
        return any(
            view.lower[inner] in {"comment", "response"}
            for thing in view.kids_by(verb, "dobj")
            for prep in view.kids_by(thing, "prep")
            if view.lower[prep] == "for"
            for inner in view.kids_by(prep, "pobj")
        )

    def _is_for_us(self, noun: int) -> bool:
        """Whether it is for comment, or for the story at hand."""
        view = self._view
        if self._is.wanted(noun) or view.lower[noun] == "response":
            return True
        this = any(view.lower[kid] == "this" for kid in view.kids_by(noun, "det"))
        return this and view.lower[noun] in {"story", "article", "report", "piece"}

    # elsewhere

    def _sent_elsewhere(self, verb: int) -> Told | None:
        """Return who sends the questions on, or the reporter."""
        view = self._view
        on = self._is.has("sending-on-verb", verb)
        if not on and not self._is.has("referring-verb", verb):
            return None
        if view.dep[verb] == "amod":
            return self._misread(verb)
        if self._is.is_passive(verb) or self._is.negative(verb):
            return None
        thing = view.kid(verb, "dobj")
        to = list(self._is.after(verb, {"to"}))
        if thing is None:
            defers = view.lemma[verb] == "defer" and bool(to) and self._is.is_prompted(verb)
            told = self._is.subject(verb)
            return Told(verb, ResponseKind.REFERRED, told) if defers else None
        ours = self._is.is_ours(thing)
        if not ours and not self._is_sent(thing, on=on):
            return None
        return Told(verb, ResponseKind.REFERRED, self._is.subject(verb), explicit=ours)

    def _misread(self, verb: int) -> Told | None:
        """Return who "directed inquiries to" another, where the parser takes it for a noun."""
        view = self._view
        asked = view.head[verb]
        who = view.kid(verb, "npadvmod", "nsubj", "dep")
        if who is None:
            who = next(
                (k for k in view.kids_by(asked, "compound", "nmod", "poss") if k < verb), None
            )
        to = any(True for _ in self._is.after(asked, {"to"}))
        sent = (
            view.tag[asked] == "NNS" and self._is.requested(asked) and verb + 1 >= view.left[asked]
        )
        if who is None or not to or not sent:
            return None
        return Told(verb, ResponseKind.REFERRED, (who,))

    def _told_to_ask(self, verb: int) -> Told | None:
        """Return who tells the newsroom to ask somebody else: "told the Gazette to contact"."""
        view = self._view
        if view.lemma[verb] not in {"tell", "advise", "ask", "urge", "suggest", "say", "propose"}:
            return None
        for act in view.kids_by(verb, "xcomp", "ccomp"):
            if view.lemma[act] not in _ELSEWHERE:
                continue
            heard = (*view.kids_by(verb, "dobj", "dative"), *view.kids_by(act, "nsubj"))
            asked = view.tag[act] in {"VB", "VBP"} and any(self._is.is_ours(one) for one in heard)
            if asked and not self._is.auxiliaries(act) & {"would", "will", "could"}:
                return Told(verb, ResponseKind.REFERRED, self._is.subject(verb), explicit=True)
        return None

    def _is_sent(self, thing: int, *, on: bool) -> bool:
        """Whether what is sent on is a newsroom's: questions, requests for comment."""
        view = self._view
        if self._is.wanted(thing):
            return True
        if not self._is.requested(thing):
            return False
        if on and view.lemma[view.head[thing]] != "defer":
            asks = {"queries", "inquiries", "enquiries", "list"}
            return view.lower[thing] in asks or self._is.about_comment(thing)
        return view.tag[thing] == "NNS" or view.lemma[thing] in {"request", "inquiry", "query"}

    def _elsewhere_by_rule(self, verb: int) -> Told | None:
        """Return who says that questions "should be directed to" somebody else."""
        view = self._view
        if view.lemma[verb] not in _OBTAINED or not self._is.auxiliaries(verb) & _MUST:
            return None
        thing = view.kid(verb, "nsubjpass", "nsubj")
        if thing is None:
            return None
        many = view.tag[thing] == "NNS" and self._is.requested(thing)
        asked = many or view.lower[thing] in {"comment", "comments"}
        told = self._is.speaker(verb)
        return Told(verb, ResponseKind.REFERRED, told, explicit=True) if asked and told else None
