"""Wordings that tell of silence: no answer, none in time, none yet."""

from __future__ import annotations

import re
from dataclasses import replace

from kg.extraction.rules.requests.wordings.calling import Calling
from kg.extraction.rules.requests.wordings.clauses import WILL, Clauses, Told
from kg.model import ResponseKind

_UNANSWERED = frozenset({"unanswered", "unreturned", "unacknowledged"})
_SHOWS = frozenset({"indicate", "show", "record"})
_SILENT = ResponseKind.NO_RESPONSE
_BEFORE = r"(?:by|when|before|as of|prior to|in time for|at the time of|ahead of|until|at)"


class Silence:
    """Tells which verbs say that no answer came, or not yet."""

    def __init__(self, clauses: Clauses) -> None:
        """Take what answers questions about clauses."""
        self._view = clauses.view
        self._is = clauses
        self._calling = Calling(clauses)
        names = sorted(clauses.lexicon.lists["deadline-phrase"], key=len, reverse=True)
        self._deadline = re.compile(
            rf"\b{_BEFORE}\b[^.;]{{0,25}}?\b(?:{'|'.join(map(re.escape, names))})\b"
        )

    def told(self, verb: int) -> Told | None:
        """Return what the verb tells of silence, if it tells of any."""
        told = (
            self._reply(verb)
            or self._passive(verb)
            or self._ignored(verb)
            or self._none_came(verb)
            or self._not_given(verb)
            or self._awaited(verb)
            or self._nor(verb)
            or self._left_standing(verb)
        )
        if told is None or not self._is_late(verb):
            return told
        late = told.outcome is _SILENT or (
            told.outcome is ResponseKind.PENDING and self._is_yet(verb)
        )
        if not late:
            return told
        # in nobody's mouth but the writer's: when his paper went to print
        return replace(told, outcome=ResponseKind.NO_RESPONSE_BY_DEADLINE, apart=True)

    def _is_late(self, verb: int) -> bool:
        """Whether the sentence names the moment by which an answer was wanted."""
        view = self._view
        if self._deadline.search(view.phrase(view.sentence(verb)).lower()):
            return True
        return any(
            view.lower[kid] == "by" and view.label[inner] in {"DATE", "TIME"}
            for one in range(*view.subtree(verb))
            for kid in view.kids_by(one, "prep")
            for inner in view.kids_by(kid, "pobj")
        )

    # replies

    def _reply(self, verb: int) -> Told | None:
        """Return who did not reply, has yet to, or says that he will."""
        if not self._is_reply(verb) or self._is.is_passive(verb):
            return None
        governor = self._governor(verb)
        if self._is_promised(verb):
            told = self._is.subject(governor) if governor != verb else self._is.speaker(verb)
            return Told(governor, ResponseKind.PENDING, told, explicit=True) if told else None
        if not self._failed(verb) or not self._answers(verb) or self._is_to_others(verb):
            return None
        outcome = ResponseKind.PENDING if self._is_yet(verb) else _SILENT
        explicit = self._is.about_comment(verb)
        return Told(governor, outcome, self._is.subject(governor), explicit=explicit)

    def _is_to_others(self, verb: int) -> bool:
        """Whether somebody else asks right there: "did not answer when a voice asked why"."""
        view = self._view
        asked = any(
            any(view.lower[k] == "when" for k in view.kids_by(kid, "advmod", "mark"))
            and any(not self._is.is_ours(one) for one in view.kids_by(kid, "nsubj"))
            and (self._is.has("asking-verb", kid) or self._is.has("questioning-verb", kid))
            for kid in view.kids_by(verb, "advcl")
        )
        shown = view.dep[verb] in {"ccomp", "conj"} and view.lemma[view.head[verb]] in _SHOWS
        joined = view.dep[verb] == "conj" and view.lemma[view.head[view.head[verb]]] in _SHOWS
        return asked or shown or joined

    def _is_reply(self, verb: int) -> bool:
        view = self._view
        if view.lemma[verb] in {"get", "call", "come"}:
            return "back" in {view.lower[kid] for kid in view.kids_by(verb, "advmod", "prt")}
        return self._is.has("reply-verb", verb)

    def _governor(self, verb: int) -> int:
        view = self._view
        head = view.head[verb]
        if view.lemma[head] == "time" and view.pos[view.head[head]] == "VERB":
            return view.head[head]
        holds = view.lemma[head] in {"fail", "have", "be"} or self._is.has("promising-verb", head)
        return head if view.dep[verb] == "xcomp" and holds else verb

    def _failed(self, verb: int) -> bool:
        """Whether the reply did not come: "did not", "has yet to", "failed to", "neither"."""
        view = self._view
        if self._is.negative(verb):
            return not self._is.auxiliaries(verb) & {"would", "will", "wo"}
        head = view.head[verb]
        if view.lemma[head] == "time" and view.lemma[view.head[head]] in {"find", "have", "make"}:
            return self._is.negative(view.head[head])
        if view.dep[verb] == "xcomp" and view.lemma[head] in {"fail", "have", "be"}:
            return view.lemma[head] == "fail" or self._is_yet(verb)
        return False

    def _is_yet(self, verb: int) -> bool:
        """Whether the reply may still come: "has yet to respond", "had not yet responded"."""
        view = self._view
        head = view.head[verb] if view.dep[verb] == "xcomp" else verb
        around = {*view.kids[head], *view.kids[verb], head}
        return any(view.lower[token] == "yet" for token in around) and any(
            view.lower[token] in {"has", "have", "had", "is", "was", "are", "were"}
            for token in around
        )

    def _is_promised(self, verb: int) -> bool:
        """Whether a reply is promised to a newsroom: "said she would reply later"."""
        view = self._view
        if self._is.negative(verb) or view.lemma[verb] in {"return", "acknowledge"}:
            return False
        head = view.head[verb]
        vowed = view.dep[verb] == "xcomp" and self._is.has("promising-verb", head)
        would = bool(self._is.auxiliaries(verb) & WILL) and bool(self._is.speaker(verb))
        if not vowed and not would:
            return False
        later = any(view.dep[kid] in {"npadvmod", "advmod"} for kid in view.kids[verb])
        own = all(view.pos[one] == "PRON" for one in self._is.subject(verb))
        due = own and view.lower[verb + 1 : verb + 4] == ["in", "due", "course"]
        once = any(
            view.lower[mark] in {"once", "when", "after"}
            for kid in view.kids_by(verb, "advcl")
            for mark in view.kids_by(kid, "mark", "advmod")
        )
        once = once and own and not any(self._is.after(verb, {"to", "with"}))
        bare = once or due or (self._is.is_last(verb) and (later or vowed))
        return self._is.about_comment(verb) or self._names_request(verb) or (bare and would)

    def _answers(self, verb: int) -> bool:
        """Whether it is a newsroom's request that is not answered, as far as the words tell."""
        view = self._view
        if view.lemma[verb] in {"get", "call", "come"}:
            return self._is.about_comment(verb) or self._is_late(verb)
        things = [*view.kids_by(verb, "dobj")]
        if view.lemma[verb] == "return":
            return any(self._is.requested(one) for one in things)
        for thing in things:
            plain = view.lemma[thing] != "question"
            return self._is.requested(thing) if plain else self._is_put(thing)
        to = [kid for kid in view.kids_by(verb, "prep", "dative") if view.lower[kid] == "to"]
        if to:
            return any(self._is.requested(view.kid(kid, "pobj")) or self._is_us(kid) for kid in to)
        return self._bare(verb)

    def _names_request(self, verb: int) -> bool:
        """Whether the request is named: "would respond to questions", "to an e-mail"."""
        return any(
            self._is.requested(one)
            for one in (*self._view.kids_by(verb, "dobj"), *self._is.after(verb, {"to"}))
        )

    def _is_us(self, preposition: int) -> bool:
        inner = self._view.kid(preposition, "pobj")
        return inner is not None and self._is.is_ours(inner)

    def _bare(self, verb: int) -> bool:
        """Whether nothing is said of what was not answered, and nothing but a time follows."""
        view = self._view
        if view.lemma[verb] == "comment":
            openly = any(view.lower[kid] in {"publicly", "openly"} for kid in view.kids[verb])
            perfect = bool(self._is.auxiliaries(verb) & {"has", "have", "had"})
            at_once = any(view.lower[kid] == "immediately" for kid in view.kids[verb])
            return not openly and (perfect or at_once or self._is.is_last(verb))
        return view.lemma[verb] in {"respond", "reply", "answer"} and self._is.is_last(verb)

    def _is_put(self, question: int) -> bool:
        """Whether a question is put by somebody, or about something, or in writing."""
        view = self._view
        about = any(
            view.lower[kid] in {"from", "about", "on", "regarding"}
            for kid in view.kids_by(question, "prep")
        )
        by = any(self._is.is_ours(kid) for kid in view.kids_by(question, "poss"))
        return (
            about
            or by
            or any(
                view.lower[kid] in {"emailed", "e-mailed", "written"}
                for kid in view.kids_by(question, "amod")
            )
        )

    # requests that came to nothing

    def _passive(self, verb: int) -> Told | None:
        """Return to whom a message was sent that was not answered, or only left."""
        view = self._view
        asked = view.kid(verb, "nsubjpass", "nsubj")
        if asked is None or not self._is.requested(asked):
            return None
        parties = self._sent_to(asked)
        if view.lemma[verb] in {"go", "be", "remain"}:
            silent = any(view.lower[kid] in _UNANSWERED for kid in view.kids[verb])
            rang = view.lemma[asked] == "call" and view.kid(asked, "conj") is None
            rang = rang and any(view.lower[kid] == "unanswered" for kid in view.kids[verb])
            outcome = ResponseKind.NOT_REACHED if rang else _SILENT
            return Told(verb, outcome, parties) if silent else None
        if not self._is.is_passive(verb):
            return None
        if view.lemma[verb] == "leave" and not self._is.negative(verb):
            return Told(verb, _SILENT, (*parties, *self._is.after(verb, {"for", "with", "at"})))
        answered = self._is.has("reply-verb", verb) or view.lemma[verb] == "meet"
        return Told(verb, _SILENT, parties) if answered and self._is.negative(verb) else None

    def _sent_to(self, asked: int) -> tuple[int, ...]:
        """Return to whom messages went: "emails to the bank", "requests for comment from it"."""
        view = self._view
        joined = (asked, *view.kids_by(asked, "conj"))
        sent = tuple(who for one in joined for who in self._calling.callees(one))
        wished = (
            who
            for kid in view.kids_by(asked, "prep", "acl")
            for inner in view.kids_by(kid, "pobj", "dobj")
            if self._is.wanted(inner)
            for who in (*self._is.after(inner, {"from"}), *self._is.after(asked, {"from"}))
            if not self._is.is_ours(who)
        )
        return sent or tuple(dict.fromkeys(wished))

    def _nor(self, verb: int) -> Told | None:
        """Return who was silent too: "has not replied, nor did her agent when telephoned"."""
        view = self._view
        first = view.sentence(verb)[0]
        who = view.kid(verb, "nsubj")
        if view.lemma[verb] != "do" or who is None or who < verb or view.dep[verb] == "aux":
            return None
        if view.lower[verb - 1] not in {"nor", "neither"}:
            return None
        for one in range(verb - 1, first - 1, -1):
            told = self._reply(one) if view.pos[one] == "VERB" else None
            if told is not None:
                return Told(verb, told.outcome, (who,), told.explicit)
        return None

    def _left_standing(self, verb: int) -> Told | None:
        """Return who "left messages unanswered", or "met our calls with silence"."""
        view = self._view
        thing = view.kid(verb, "dobj")
        rest = view.lower[verb : view.subtree(verb)[1]]
        if view.lemma[verb] not in {"leave", "let", "meet", "greet"} or self._is.negative(verb):
            return None
        act = view.kid(verb, "ccomp", "oprd")
        if thing is None and act is not None:
            thing = view.kid(act, "nsubj")
        if thing is None or not self._is.requested(thing) or self._is.is_passive(verb):
            return None
        lies = any(word in _UNANSWERED for word in rest)
        quiet = "with silence" in " ".join(rest)
        if not (lies or quiet) or (quiet and view.lemma[verb] in {"leave", "let"}):
            return None
        return Told(verb, _SILENT, self._is.subject(verb), self._is.about_comment(verb))

    def _ignored(self, verb: int) -> Told | None:
        view = self._view
        thing = view.kid(verb, "dobj")
        if view.lemma[verb] != "ignore" or thing is None or self._is.negative(verb):
            return None
        asked = self._is.requested(thing) and self._is.about_comment(verb)
        if not asked and not self._is.is_ours(thing):
            return None
        return Told(verb, _SILENT, self._is.subject(verb), explicit=True)

    def _none_came(self, verb: int) -> Told | None:
        """Return from whom no answer came: "received no reply from", "There was no response"."""
        view = self._view
        things = (view.kid(verb, dep) for dep in ("attr", "dobj", "nsubjpass", "nsubj"))
        thing = next((one for one in things if one is not None), None)
        heard = view.lemma[verb] == "hear" and self._is.negative(verb)
        if heard and self._is.of_ours(view.subtree(verb)):
            return Told(verb, _SILENT, tuple(self._is.after(verb, {"from"})), explicit=True)
        if thing is None or not self._is.has("answer-noun", thing):
            return None
        none = self._is.is_none(thing)
        if view.lemma[verb] not in {"be", "receive", "get", "come"} or not (
            none or self._is.negative(verb)
        ):
            return None
        parties = (*self._is.after(thing, {"from"}), *self._is.after(verb, {"from"}))
        if not parties and view.dep[verb] == "conj":
            parties = tuple(view.kids_by(view.head[verb], "dobj"))
        asked = any(self._is.is_request(token) for token in range(*view.subtree(verb)))
        asked = asked or (self._is.is_passive(verb) and self._is_late(verb))
        ours = self._is.about_comment(verb) or self._is.is_our_doing(verb)
        return Told(verb, _SILENT, parties, explicit=ours) if ours or asked else None

    def _not_given(self, verb: int) -> Told | None:
        """Return who gave no answer: "did not provide a response", "failed to offer comment"."""
        view = self._view
        thing = view.kid(verb, "dobj")
        if not self._is.has("granting-verb", verb) or view.lemma[verb] == "have" or thing is None:
            return None
        none = self._is.is_none(thing)
        if not self._is.has("answer-noun", thing) or not (none or self._is.negative(verb)):
            return None
        if self._is.auxiliaries(verb) & {"would", "will", "wo"}:
            return None
        wanted = self._is.wanted(thing) or self._is.about_comment(verb) or self._is_late(verb)
        if wanted:
            return Told(verb, _SILENT, self._is.subject(verb), explicit=True)
        to = (*self._is.after(verb, {"to", "on"}), *self._is.after(thing, {"to", "on"}))
        put = any(self._is.requested(one) or self._is.has("finding-noun", one) for one in to)
        return Told(verb, _SILENT, self._is.subject(verb)) if put and none else None

    def _awaited(self, verb: int) -> Told | None:
        """Return from whom an answer is awaited, or who promised one."""
        view = self._view
        if self._is.negative(verb):
            return None
        thing = view.kid(verb, "dobj")
        if self._is.has("promising-verb", verb) and thing is not None:
            to = list(self._is.after(thing, {"to"}))
            asked = all(self._is.requested(one) or self._is.is_ours(one) for one in to)
            answer = view.lemma[thing] in {"response", "reply", "answer", "comment"}
            told = self._is.subject(verb)
            return (
                Told(verb, ResponseKind.PENDING, told, explicit=True) if answer and asked else None
            )
        busy = self._under_way(verb) or self._is_to_come(verb)
        if busy is not None or not self._is.has("awaiting-verb", verb):
            return busy
        if self._is.is_passive(verb):
            return self._still_awaited(verb)
        things = [one for one in (thing, *self._is.after(verb, {"for"})) if one is not None]
        mine = [one for one in things if self._is.has("answer-noun", one)]
        parties = tuple(who for one in mine for who in self._is.after(one, {"from"}))
        ours = self._is.of_ours((view.left[verb], verb))
        return Told(verb, ResponseKind.PENDING, parties, explicit=True) if mine and ours else None

    def _still_awaited(self, verb: int) -> Told | None:
        """Return whose reply is awaited: "A reply from the council is still awaited"."""
        view = self._view
        answer = view.kid(verb, "nsubjpass")
        if answer is None or not self._is.has("answer-noun", answer):
            return None
        whose = (*self._is.after(answer, {"from"}), *view.kids_by(answer, "poss"))
        return Told(verb, ResponseKind.PENDING, whose)

    def _is_to_come(self, verb: int) -> Told | None:
        """Return who said that an answer "would be sent", or "would follow"."""
        view = self._view
        answer = view.kid(verb, "nsubjpass", "nsubj")
        would = self._is.auxiliaries(verb) & {"would", "will"}
        sent = self._is.has("granting-verb", verb) or view.lemma[verb] in {"follow", "come"}
        if answer is None or not would or not sent or not self._is.has("answer-noun", answer):
            return None
        heard = [*self._is.after(verb, {"to"}), *self._is.after(answer, {"to"})]
        ours = all(self._is.is_ours(one) or self._is.requested(one) for one in heard)
        indefinite = view.kid(answer, "poss") is None
        told = self._is.speaker(verb)
        return Told(verb, ResponseKind.PENDING, told) if ours and indefinite and told else None

    def _under_way(self, verb: int) -> Told | None:
        """Return who will issue a statement, or is looking into the newsroom's questions."""
        view = self._view
        things = [*view.kids_by(verb, "dobj"), *self._is.after(verb, {"into", "at", "on"})]
        speaks = self._is.speaker(verb)
        answer = any(self._is.has("answer-noun", one) for one in things)
        would = bool(self._is.auxiliaries(verb) & WILL)
        late = self._is_late(verb) and answer and view.tag[verb] == "VBG"
        if late and self._is.has("studying-verb", verb):
            told = self._is.subject(verb)
            return Told(verb, ResponseKind.NO_RESPONSE_BY_DEADLINE, told, explicit=True)
        if speaks and would and answer and self._is.has("granting-verb", verb):
            return Told(verb, ResponseKind.PENDING, speaks, explicit=True)
        busy = view.tag[verb] == "VBG" and self._is.has("studying-verb", verb)
        ours = any(self._is.requested(one) for one in things) and self._is.about_comment(verb)
        if not busy or not ours:
            return None
        return Told(verb, ResponseKind.PENDING, self._is.subject(verb), explicit=True)
