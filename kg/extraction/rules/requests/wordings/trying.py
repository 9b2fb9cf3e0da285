"""Wordings of tries and promises: nobody in, nobody troubled, an answer that is to be sent."""

from __future__ import annotations

from kg.extraction.rules.requests.wordings.clauses import WILL, Clauses, Told
from kg.model import ResponseKind

_MISSED = ResponseKind.NOT_REACHED
_MATTERS = frozenset({"matter", "question", "issue"})
_ASKS = frozenset(
    {"queries", "inquiries", "enquiries", "calls", "messages", "contacted", "comment"}
)


class Trying:
    """Tells which verbs say that a newsroom tried, left somebody alone or is to be answered."""

    def __init__(self, clauses: Clauses) -> None:
        """Take what answers questions about clauses."""
        self._view = clauses.view
        self._is = clauses

    def told(self, verb: int) -> Told | None:
        """Return what the verb tells of a try or of a promise, if anything."""
        return (
            self._in_vain(verb)
            or self._nobody_picks_up(verb)
            or self._not_in(verb)
            or self._untraced(verb)
            or self._away(verb)
            or self._left_alone(verb)
            or self._matter_for(verb)
            or self._points_to(verb)
            or self._promised(verb)
        )

    # nobody reached

    def _in_vain(self, verb: int) -> Told | None:
        """Return whom a newsroom tried without success."""
        view = self._view
        who = view.kid(verb, "dobj")
        tries = view.lemma[verb] in {"try", "ring", "call", "phone"} and who is not None
        if not tries or not self._is.is_our_doing(verb):
            return None
        rest = view.phrase(view.sentence(verb)).lower()
        vain = any(words in rest for words in self._is.lexicon.lists["vain-phrase"])
        return (
            Told(verb, _MISSED, tuple(view.kids_by(verb, "dobj")), explicit=True) if vain else None
        )

    def _nobody_picks_up(self, verb: int) -> Told | None:
        """Return whom a newsroom rang where nobody picked up, or who did not pick up his phone."""
        view = self._view
        if view.lemma[verb] not in {"pick", "answer"} or not self._is.negative(verb):
            return None
        rung = [one for one in self._is.prompts(verb) if self._is.is_put_by_us(one)]
        who = view.kid(verb, "nsubj")
        nobody = who is not None and (self._is.is_nobody(who) or view.lower[who] == "one")
        if nobody and rung:
            return Told(verb, _MISSED, tuple(view.kids_by(rung[0], "dobj")), explicit=True)
        thing = view.kid(verb, "dobj")
        phone = thing is not None and view.lemma[thing] in {"phone", "telephone", "mobile"}
        if phone and view.lemma[verb] == "pick" and self._asks_around(verb):
            return Told(verb, _MISSED, self._is.subject(verb))
        return None

    def _not_in(self, verb: int) -> Told | None:
        """Return who was "neither at home nor at work when we tried him"."""
        view = self._view
        out = view.lemma[verb] == "be" and (self._is.negative(verb) or self._says_neither(verb))
        tried = any(self._is.is_put_by_us(one) for one in self._is.prompts(verb))
        if not out or not tried or not any(self._is.after(verb, {"at", "in"})):
            return None
        return Told(verb, _MISSED, self._is.subject(verb), explicit=True)

    def _says_neither(self, verb: int) -> bool:
        return "neither" in self._view.lower[verb : verb + 2]

    def _untraced(self, verb: int) -> Told | None:
        """Return who "could not be traced by this newspaper"."""
        view = self._view
        lost = view.lemma[verb] in {"trace", "find", "track", "identify"} and self._is.negative(
            verb
        )
        if not lost or not self._is.auxiliaries(verb) & {"could", "can"}:
            return None
        if not any(self._is.is_ours(one) for one in self._is.after(verb, {"by"})):
            return None
        return Told(verb, _MISSED, self._is.subject(verb), explicit=True)

    def _away(self, verb: int) -> Told | None:
        """Return who was "unavailable last night" where others were asked: not in a team."""
        view = self._view
        own = self._is.subject(verb)
        if view.lemma[verb] != "be" or any(view.pos[one] == "PRON" for one in own):
            return None
        if not self._asks_around(verb):
            return None
        states = list(view.kids_by(verb, "acomp"))
        states += [two for kid in view.kids_by(verb, "prep") for two in view.kids_by(kid, "conj")]
        for state in states:
            lost = view.lower[state] == "unavailable"
            denied = self._is.negative(verb) or self._is.negative_here(state)
            last = not any(view.kids_by(state, "prep", "xcomp"))
            if last and (lost or (view.lower[state] == "available" and denied)):
                return Told(verb, _MISSED, self._is.subject(verb))
        return None

    def _asks_around(self, verb: int) -> bool:
        """Whether the paragraph tells elsewhere that a newsroom asked."""
        view = self._view
        first, last = view.paragraph_range(verb)
        own = range(*view.subtree(verb)) if view.dep[verb] == "conj" else range(0)
        return any(
            view.lower[one] in _ASKS and not view.quoted[one]
            for one in range(first, last)
            if one not in own
        )

    # left alone, sent elsewhere

    def _left_alone(self, verb: int) -> Told | None:
        """Return whom a newsroom did not trouble."""
        view = self._view
        spared = view.lemma[verb] in {"trouble", "disturb", "bother", "try"}
        ours = self._is.is_our_doing(verb)
        if not spared or not ours or not self._is.negative(verb) or view.kid(verb, "xcomp"):
            return None
        told = tuple(view.kids_by(verb, "dobj"))
        return Told(verb, ResponseKind.NOT_ASKED, told, explicit=True) if told else None

    def _matter_for(self, verb: int) -> Told | None:
        """Return who said, asked, that it "was a matter for" somebody else."""
        view = self._view
        matter = view.kid(verb, "attr")
        if view.lemma[verb] != "be" or matter is None or view.lower[matter] not in _MATTERS:
            return None
        it = any(view.lower[one] in {"it", "that", "this"} for one in view.kids_by(verb, "nsubj"))
        whose = any(True for _ in self._is.after(matter, {"for"}))
        said = self._is.speaker(verb)
        asked = self._is.is_prompted(verb) or self._is.of_ours(view.sentence(verb))
        if not (it and whose and said and asked):
            return None
        return Told(verb, ResponseKind.REFERRED, said, explicit=True)

    def _points_to(self, verb: int) -> Told | None:
        """Return who "pointed to a statement it made": to what was said before, not to a fact."""
        view = self._view
        if view.lemma[verb] != "point" or view.kid(verb, "dobj") is not None:
            return None
        for thing in self._is.after(verb, {"to"}):
            made = any(
                view.lemma[kid] in {"make", "issue", "release", "publish", "post"}
                for kid in view.kids_by(thing, "relcl", "acl")
            )
            before = any(
                view.lower[kid] in {"earlier", "previous", "prior", "its"}
                for kid in view.kids[thing]
            )
            if view.lower[thing] == "statement" and (made or before):
                return Told(verb, ResponseKind.REFERRED, self._is.subject(verb))
        return None

    # promised

    def _promised(self, verb: int) -> Told | None:
        """Return who is to answer the newsroom: "will write to us", "undertook to send us"."""
        view = self._view
        if self._is.negative(verb) or view.quoted[verb]:
            return None
        things = [*view.kids_by(verb, "dobj", "nsubjpass")]
        if view.lemma[verb] == "acknowledge" and any(map(self._is.requested, things)):
            whole = self._is.about_comment(verb)
            return Told(verb, ResponseKind.PENDING, self._is.subject(verb)) if whole else None
        if self._is_in_hand(verb, things):
            told = self._is.speaker(verb)
            return Told(verb, ResponseKind.PENDING, told, explicit=True) if told else None
        something = any(view.lower[one] == "something" for one in things)
        if view.lemma[verb] == "have" and something and self._is.auxiliaries(verb) & WILL:
            says = any(view.lemma[k] in {"say", "add"} for one in things for k in view.kids[one])
            told = self._is.speaker(verb) if says else ()
            return Told(verb, ResponseKind.PENDING, told) if told else None
        heard = (*self._is.after(verb, {"to"}), *view.kids_by(verb, "dative", "dobj"))
        if not any(self._is.is_ours(one) and view.pos[one] == "PRON" for one in heard):
            return None
        head = view.head[verb]
        if view.dep[verb] == "xcomp" and self._is.has("promising-verb", head):
            return Told(head, ResponseKind.PENDING, self._is.subject(head), explicit=True)
        writes = view.lemma[verb] in {"write", "send", "ring", "call"}
        if not writes or not self._is.auxiliaries(verb) & WILL:
            return None
        return Told(verb, ResponseKind.PENDING, self._is.subject(verb), explicit=True)

    def _is_in_hand(self, verb: int, things: list[int]) -> bool:
        """Whether an answer is being written: "a response was being drafted"."""
        view = self._view
        drafts = view.lemma[verb] in {"draft", "prepare", "finalise", "finalize", "compile"}
        going_on = view.tag[verb] == "VBG" or "being" in self._is.auxiliaries(verb)
        return drafts and going_on and any(self._is.has("answer-noun", one) for one in things)
