"""The wordings by which newsrooms tell what came of a request for comment."""

from __future__ import annotations

from kg.extraction.rules.lexicon import Lexicon
from kg.extraction.rules.subjects import own_subject
from kg.extraction.rules.view import View
from kg.model import ResponseKind

_NEGATIVE = frozenset({"not", "n't", "n’t", "never"})
_UNANSWERED = frozenset({"unanswered", "unreturned"})
_FREE = frozenset({"punct", "npadvmod", "advmod", "advcl"})
_TIMES = frozenset({"by", "before", "on", "in", "for"})


class Wordings:
    """Reads off what came of a request from the verb that tells it."""

    def __init__(self, view: View, lexicon: Lexicon) -> None:
        """Take the view and the word lists."""
        self._view = view
        self._lexicon = lexicon

    def outcome(self, verb: int) -> ResponseKind | None:
        """Return what came of a request by this verb, or nothing where it tells no such thing."""
        lemma = self._view.lemma[verb]
        has = self._lexicon.has
        if self._neither(verb):
            return ResponseKind.NEITHER_CONFIRMED_NOR_DENIED
        if self._is_declined(verb):
            return ResponseKind.DECLINED
        if has("reply-verb", lemma):
            return self._reply(verb)
        if self._is_not_reached(verb):
            return ResponseKind.NOT_REACHED
        if lemma == "go" and self.requested(own_subject(self._view, verb)):
            ignored = any(self._view.lower[kid] in _UNANSWERED for kid in self._view.kids[verb])
            return ResponseKind.NO_RESPONSE if ignored else None
        if has("referring-verb", lemma) and self._sends_on(verb):
            return ResponseKind.REFERRED
        return self._asking(verb)

    # what is declined

    def _is_declined(self, verb: int) -> bool:
        lemma = self._view.lemma[verb]
        if self._lexicon.has("declining-verb", lemma) and self._declines_comment(verb):
            return True
        if lemma in {"have", "offer"} and self._no_comment(verb):
            return True
        if lemma == "comment" and self._would_not(verb):
            return True
        return self._hangs_up(verb) or self._keeps_away(verb) or self._would_not_say(verb)

    def _hangs_up(self, verb: int) -> bool:
        """Whether a caller is hung up on: "Reached by phone, she hung up"."""
        view = self._view
        if view.lemma[verb] != "hang" or view.lower[min(verb + 1, view.size - 1)] != "up":
            return False
        rest = range(verb, view.subtree(verb)[1])
        on = any(self._lexicon.has("journalist-noun", view.lemma[token]) for token in rest)
        return on or self.is_prompted(verb)

    def _keeps_away(self, verb: int) -> bool:
        """Whether nobody is made available: "did not make anyone available for an interview"."""
        view = self._view
        if view.lemma[verb] != "make" or not self._refuses(verb):
            return False
        rest = view.lower[verb : view.subtree(verb)[1]]
        return "available" in rest and any(
            word in {"comment", "interview", "interviews", "questions"} for word in rest
        )

    def _would_not_say(self, verb: int) -> bool:
        """Whether a question is left open: "would not say whether", "Asked why, she would not"."""
        view = self._view
        lemma = view.lemma[verb]
        if not self._lexicon.has("withheld-act", lemma) or not self._negative(verb):
            return False
        aux = {view.lower[kid] for kid in view.kids_by(verb, "aux")}
        prompted = self.is_prompted(verb)
        would = bool(aux & {"would", "wo", "could"}) or (prompted and "did" in aux)
        bare = lemma == "elaborate" or (lemma == "say" and self._leaves_open(verb))
        return would and (prompted or bare)

    def _refuses(self, verb: int) -> bool:
        head = self._view.head[verb]
        declined = self._lexicon.has("declining-verb", self._view.lemma[head])
        return self._negative(verb) or (self._view.dep[verb] == "xcomp" and declined)

    def _leaves_open(self, verb: int) -> bool:
        """Whether what is not said is a question: whether, how, who."""
        view = self._view
        clause = view.kid(verb, "ccomp")
        if clause is None:
            return False
        first = view.subtree(clause)[0]
        return view.lower[first] in {"whether", "if"} or view.tag[first] in {"WRB", "WP", "WDT"}

    def is_prompted(self, verb: int) -> bool:
        """Return whether it is the answer to a reporter: "Asked about it, ...", "Reached by"."""
        view = self._view
        near = {verb, view.head[verb]} if view.dep[verb] in {"xcomp", "conj"} else {verb}
        return any(
            self._lexicon.has("prompting-verb", view.lemma[kid])
            and view.tag[kid] in {"VBN", "VBD"}
            and view.kid(kid, "nsubj") is None
            for one in near
            for kid in view.kids_by(one, "advcl", "acl")
        )

    def _declines_comment(self, verb: int) -> bool:
        view = self._view
        if self._negative(verb):
            return False
        act = view.kid(verb, "xcomp")
        if act is not None and self._lexicon.has("withheld-act", view.lemma[act]):
            wont = view.lemma[verb] == "decline" and view.lemma[act] == "say"
            if self.is_prompted(verb) or (wont and self._leaves_open(act)):
                return True
        if act is not None and self._lexicon.has("declined-act", view.lemma[act]):
            return self._bare_act(act)
        thing = view.kid(verb, "dobj")
        if thing is None or not self._lexicon.has("declined-thing", view.lower[thing]):
            return False
        return view.lemma[thing] in {"comment", "interview"} or self.requested(thing)

    def _bare_act(self, act: int) -> bool:
        """Whether nothing but the asking is declined: "to answer questions", not "the poll"."""
        view = self._view
        if view.kid(act, "ccomp", "xcomp") is not None:
            return False
        thing = view.kid(act, "dobj")
        lemma = view.lemma[act]
        if "record" in view.words[act : view.subtree(act)[1]]:
            return False
        if lemma in {"answer", "discuss"}:
            refused = view.lemma[view.head[act]] == "refuse"
            return thing is not None and (
                self.requested(thing) if lemma == "answer" else not refused
            )
        if lemma == "interview":
            return self.is_passive(act)
        return thing is None

    def _no_comment(self, verb: int) -> bool:
        thing = self._view.kid(verb, "dobj")
        if thing is None or self._view.lower[thing] != "comment":
            return False
        return any(
            self._view.lower[kid] in {"no", "any"} for kid in self._view.kids_by(thing, "det")
        )

    def _would_not(self, verb: int) -> bool:
        view = self._view
        return self._negative(verb) and any(
            view.lower[kid] in {"would", "will", "could", "can", "ca", "wo", "do", "does"}
            for kid in view.kids_by(verb, "aux")
        )

    def _neither(self, verb: int) -> bool:
        view = self._view
        if view.lemma[verb] != "confirm":
            return False
        other = any(view.lemma[kid] == "deny" for kid in view.kids_by(verb, "conj"))
        first = view.left[verb]
        head = view.head[verb]
        declined = view.dep[verb] == "xcomp" and self._lexicon.has(
            "declining-verb", view.lemma[head]
        )
        refused = any(view.lower[token] in _NEGATIVE | {"neither"} for token in range(first, verb))
        return other and (declined or refused)

    # what is not reached or not answered

    def _is_not_reached(self, verb: int) -> bool:
        lemma = self._view.lemma[verb]
        if self._lexicon.has("reached-verb", lemma) and self._out_of_reach(verb):
            return True
        if lemma == "be" and self._unavailable(verb):
            return True
        tried = self.effort(own_subject(self._view, verb)) is not None
        return tried and self._comes_to_nothing(verb)

    def effort(self, noun: int | None) -> int | None:
        """Return the verb of reaching in "efforts to reach her", "attempts to contact them"."""
        view = self._view
        if noun is None or view.lemma[noun] not in {"effort", "attempt"}:
            return None
        sought = (
            kid
            for kid in view.kids_by(noun, "acl", "xcomp")
            if self._lexicon.has("reached-verb", view.lemma[kid])
        )
        return next(sought, None)

    def _comes_to_nothing(self, verb: int) -> bool:
        view = self._view
        if view.lemma[verb] == "fail":
            return True
        if view.lemma[verb] == "succeed":
            return self._negative(verb)
        result = view.kid(verb, "acomp")
        if view.lemma[verb] != "be" or result is None:
            return False
        return view.lower[result] == "unsuccessful" or (
            view.lower[result] == "successful" and self._negative(verb)
        )

    def _reply(self, verb: int) -> ResponseKind | None:
        view = self._view
        if self.is_passive(verb):
            asked = view.kid(verb, "nsubjpass")
            unanswered = self._negative(verb) and self.requested(asked)
            return ResponseKind.NO_RESPONSE if unanswered else None
        if not self._answers_request(verb):
            return None
        if self._failed(verb):
            awaited = self._is_yet(verb)
            return ResponseKind.PENDING if awaited else ResponseKind.NO_RESPONSE
        if view.dep[verb] in {"xcomp", "pcomp"} or view.kid(verb, "aux") is not None:
            return None
        comment = "comment" in view.lower[verb : view.subtree(verb)[1]]
        answered = comment and view.lemma[verb] in {"respond", "reply"}
        return ResponseKind.RESPONDED if answered else None

    def _failed(self, verb: int) -> bool:
        """Whether the reply did not come: "did not", "has yet to", "failed to", "without"."""
        view = self._view
        if self._negative(verb) or view.lower[view.head[verb]] == "neither":
            return True
        if any(view.lower[token] == "neither" for token in range(view.left[verb], verb)):
            return True
        head = view.head[verb]
        if view.dep[verb] == "xcomp" and view.lemma[head] in {"fail", "have", "be"}:
            return view.lemma[head] == "fail" or self._is_yet(verb)
        return False

    def _is_yet(self, verb: int) -> bool:
        """Whether the reply may still come: "has yet to respond", "has not yet responded"."""
        view = self._view
        head = view.head[verb] if view.dep[verb] == "xcomp" else verb
        around = {*view.kids[head], *view.kids[verb], head}
        return any(view.lower[token] == "yet" for token in around) and any(
            view.lower[token] in {"has", "have"} for token in around
        )

    def _answers_request(self, verb: int) -> bool:
        view = self._view
        if view.lemma[verb] == "return":
            return self.requested(view.kid(verb, "dobj"))
        for kid in view.kids_by(verb, "dobj"):
            return self._is_put(kid) if view.lemma[kid] == "question" else self.requested(kid)
        to = [kid for kid in view.kids_by(verb, "prep", "dative") if view.lower[kid] == "to"]
        if to:
            return any(self.requested(view.kid(kid, "pobj")) for kid in to)
        return (
            view.lemma[verb] in {"respond", "reply"}
            and self._negative(verb)
            and self._is_last(verb)
        )

    def _is_put(self, question: int) -> bool:
        """Whether a question is put by somebody, or about something, or in writing."""
        view = self._view
        about = any(
            view.lower[kid] in {"from", "about", "on", "regarding"}
            for kid in view.kids_by(question, "prep")
        )
        return about or any(
            view.lower[kid] in {"emailed", "e-mailed", "written"}
            for kid in view.kids_by(question, "amod")
        )

    def _is_last(self, verb: int) -> bool:
        """Whether nothing but a time follows: "did not respond Monday", not "in kind"."""
        view = self._view
        return all(
            kid < verb
            or view.dep[kid] in _FREE
            or (view.lower[kid] in _TIMES and self._is_time(kid))
            for kid in view.kids[verb]
        )

    def requested(self, noun: int | None) -> bool:
        """Return whether a noun is what newsrooms send: a request, a call, an e-mail, questions."""
        if noun is None:
            return False
        view = self._view
        joined = [noun, *view.kids_by(noun, "conj")]
        if view.lower[noun] in {"list", "number", "series"}:
            of = [kid for kid in view.kids_by(noun, "prep") if view.lower[kid] == "of"]
            joined += [inner for kid in of for inner in view.kids_by(kid, "pobj")]
        return any(
            self._lexicon.has("request-noun", view.lemma[one]) and not self._wants_else(one)
            for one in joined
        )

    def _wants_else(self, noun: int) -> bool:
        """Whether a request is for something else than words: "a request to stop", "for help"."""
        view = self._view
        for kid in view.kids[noun]:
            if view.dep[kid] in {"acl", "xcomp"} and view.tag[kid] == "VB":
                reach = self._lexicon.has("reached-verb", view.lemma[kid])
                return not reach and view.lemma[kid] not in {"comment", "speak", "talk", "respond"}
            if view.dep[kid] == "acl" and view.lower[kid] == "seeking":
                sought = view.kid(kid, "dobj")
                return sought is None or not self._lexicon.has("wanted-words", view.lower[sought])
            if view.dep[kid] == "prep" and view.lower[kid] == "for":
                wanted = view.kid(kid, "pobj")
                if wanted is not None and not self._lexicon.has("wanted-words", view.lower[wanted]):
                    return True
        return False

    def _out_of_reach(self, verb: int) -> bool:
        """Whether somebody "could not be reached", or was "not located for comment"."""
        view = self._view
        if not (self._negative(verb) and self.is_passive(verb)):
            return False
        could = any(view.lower[kid] in {"could", "can"} for kid in view.kids_by(verb, "aux"))
        return self._wants_comment(verb) or (could and view.lemma[verb] != "locate")

    def _unavailable(self, verb: int) -> bool:
        view = self._view
        kid = view.kid(verb, "acomp")
        if kid is None or view.lower[kid] not in {"available", "unavailable", "reachable"}:
            return False
        comment = any(
            view.lower[inner] in {"comment", "interview"}
            for prep in view.kids_by(kid, "prep")
            for inner in view.kids_by(prep, "pobj")
        )
        return comment and (view.lower[kid] == "unavailable" or self._negative(verb))

    def _sends_on(self, verb: int) -> bool:
        view = self._view
        thing = view.kid(verb, "dobj")
        if thing is None or not self.requested(thing):
            return False
        return view.tag[thing] == "NNS" or view.lemma[thing] in {"request", "inquiry", "query"}

    def _asking(self, verb: int) -> ResponseKind | None:
        view = self._view
        if not self._lexicon.has("asking-verb", view.lemma[verb]) or not self._wants_comment(verb):
            return None
        if self._negative(verb):
            return ResponseKind.NOT_ASKED
        perfect = any(view.lower[kid] in {"has", "have"} for kid in view.kids_by(verb, "aux"))
        return ResponseKind.PENDING if perfect else None

    def _wants_comment(self, verb: int) -> bool:
        view = self._view
        for kid in view.kids[verb]:
            if view.dep[kid] == "prep" and view.lower[kid] == "for":
                return any(
                    view.lower[i] in {"comment", "response"} for i in view.kids_by(kid, "pobj")
                )
            if view.dep[kid] == "dobj" and view.lower[kid] in {"comment", "response"}:
                return True
            if view.dep[kid] == "xcomp" and view.lemma[kid] == "comment":
                return True
        return False

    def _negative(self, verb: int) -> bool:
        view = self._view
        denied = [*view.kids[verb]]
        if view.dep[verb] == "xcomp":
            denied.extend(view.kids_by(view.head[verb], "neg"))
        return any(view.lower[kid] in _NEGATIVE and not view.quoted[kid] for kid in denied)

    def is_passive(self, verb: int) -> bool:
        """Return whether the verb says what was done to its subject."""
        return self._view.kid(verb, "auxpass", "nsubjpass") is not None

    def limits(self, verb: int) -> bool:
        """Return whether only one topic is refused: "on the letter", "whether it would hold"."""
        view = self._view
        act = view.kid(verb, "xcomp")
        thing = view.kid(verb, "dobj")
        topics = (
            view.lower[kid] in {"on", "about", "regarding"} and not self._is_day(kid)
            for one in (verb, act, thing)
            if one is not None
            for kid in view.kids_by(one, "prep")
        )
        told = verb if act is None else act
        if any(topics) or view.kid(told, "ccomp") is not None:
            return True
        return view.lemma[told] in {"discuss", "elaborate"}

    def _is_time(self, preposition: int) -> bool:
        """Whether it is by when or by what means: "by deadline", "in time", "by phone"."""
        inner = self._view.kid(preposition, "pobj")
        means = inner is not None and self._lexicon.has("asking-means", self._view.lemma[inner])
        return means or self._is_day(preposition)

    def _is_day(self, preposition: int) -> bool:
        inner = self._view.kid(preposition, "pobj")
        return inner is not None and self._view.label[inner] in {"DATE", "TIME"}
