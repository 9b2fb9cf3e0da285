"""Wordings that tell of a refusal: comment, an interview or an answer is declined."""

from __future__ import annotations

from kg.extraction.rules.requests.wordings.askers import Askers
from kg.extraction.rules.requests.wordings.clauses import MODAL, Clauses, Told
from kg.extraction.rules.requests.wordings.quoted import Quoted
from kg.extraction.rules.requests.wordings.terms import Terms
from kg.model import ResponseKind

_DECLINED = ResponseKind.DECLINED
_UNFIT = frozenset({"inappropriate", "improper", "premature", "wrong"})
_TELLS = frozenset({"tell", "show", "give", "say", "let"})
_PARTED = frozenset({"turn", "wave", "brush"})


class Refusing:
    """Tells which verbs decline what a newsroom asked for."""

    def __init__(self, clauses: Clauses) -> None:
        """Take what answers questions about clauses."""
        self._view = clauses.view
        self._is = clauses
        self._quoted = Quoted(clauses)
        self._askers = Askers(clauses)
        self._terms = Terms(clauses)

    def told(self, verb: int) -> Told | None:
        """Return what the verb tells of a refusal, if it tells of one."""
        governor = self._is.refused_by(verb)
        if self._is_asked_by_others(verb if governor is None else governor):
            return None
        by_hand = self._terms.told(verb, governor)
        if by_hand is not None:
            return by_hand
        if governor is not None and self._is_withheld(verb, governor):
            return self._of_subject(governor, explicit=self._is.about_comment(verb))
        if self._agrees_not(verb) or self._is_unfit(verb):
            return self._of_subject(verb)
        if self._says_nothing(verb) or self._demurs(verb):
            return self._of_subject(verb)
        if (
            self._begs_off(verb)
            or self._no_more(verb)
            or self._has_no_comment(verb)
            or self._keeps_away(verb)
            or self._hangs_up(verb)
        ):
            return self._of_subject(verb)
        return self._turned_down(verb) or self._quoted.told(verb) or self._keeps_silent(verb)

    def _of_subject(self, verb: int, *, explicit: bool = False) -> Told:
        said = self._joined_to(verb)
        who = self._is.subject(verb if said is None else said)
        if self._view.kid(verb, "expl") is not None:
            who = self._is.speaker(verb)
        return Told(verb, _DECLINED, who, explicit=explicit, apart=said is not None)

    def _is_asked_by_others(self, verb: int) -> bool:
        """Whether who asked is named, and is no newsroom: "pressed by Labour's Roe"."""
        named = [one for prompt in self._is.prompts(verb) for one in self._askers.named(prompt)]
        return bool(named) and not any(map(self._askers.is_press, named))

    def _joined_to(self, verb: int) -> int | None:
        """Return the verb of saying to which the refusal is joined, not to what is said.

        In "said that he has paid but declined to say when" the parse joins it to "paid"; but
        what follows "has" there would be no "declines", and one declines for oneself.
        """
        view = self._view
        inner = view.head[verb]
        plain = view.dep[verb] == "conj" and self._is.has("declining-verb", verb)
        if not plain or view.kid(verb, "nsubj", "aux") is not None:
            return None
        helped = view.kid(inner, "aux") is not None and view.tag[verb] in {"VBD", "VBZ", "VBP"}
        while view.dep[inner] in {"conj", "advcl", "pcomp", "prep"} and view.head[inner] != inner:
            inner = view.head[inner]
            helped = helped or view.tag[inner] in {"VB", "VBN", "VBG"}
        said = view.head[inner]
        told = view.dep[inner] == "ccomp" and self._is.lexicon.family(view.lemma[said])
        return said if helped and told else None

    # what is withheld

    def _is_withheld(self, act: int, governor: int) -> bool:
        """Whether what is refused is to speak to a newsroom, as far as the words tell."""
        view = self._view
        lemma = view.lemma[act]
        if lemma in _TELLS and self._hears_us(act):
            return True
        if lemma == "draw":
            return self._is.is_passive(act) and (self._askers.before_reporter(act) or self._on(act))
        if lemma == "comment":
            return self._comments_at_all(act, governor)
        if self._keeps_facts(act, governor):
            return True
        if lemma in {"interview", "quote"}:
            return lemma == "interview" and self._is.is_passive(act)
        if lemma in {"give", "grant", "make", "provide", "offer", "take", "accept", "agree"}:
            return self._grants(act)
        if self._is.has("withheld-act", act) and self._leaves_question(act, governor):
            return True
        if lemma == "deny":
            return governor != act and view.lemma[governor] == "decline" and self._is_claim(act)
        if not self._is.has("declined-act", act) or view.kid(act, "ccomp", "xcomp") is not None:
            return False
        return self._declines_act(act, governor)

    def _hears_us(self, act: int) -> bool:
        """Whether it is a newsroom that is not told: "would not show it to this newspaper"."""
        heard = (*self._view.kids_by(act, "dobj", "dative"), *self._is.after(act, {"to"}))
        return any(self._is.is_ours(one) for one in heard)

    def _keeps_facts(self, act: int, governor: int) -> bool:
        """Whether facts that a reporter asks for are held back: "declined to give details"."""
        view = self._view
        thing = view.kid(act, "dobj")
        if view.lemma[governor] != "decline" or thing is None or view.kid(act, "dative"):
            return False
        apart = any(True for _ in self._is.after(thing, {"to"})) or self._askers.to_others(act)
        if self._is.has("private-fact", act) and not apart:
            whole = {view.lower[kid] for kid in view.kids_by(thing, "det", "poss")}
            if whole - {"a", "an", "any", "no", "his", "her", "their", "its"}:
                return True
        told = self._is.has("granting-verb", act) or self._is.has("withheld-act", act)
        facts = (thing, *view.kids_by(thing, "conj"))
        return told and any(self._is.has("asked-fact", one) for one in facts)

    def _is_claim(self, act: int) -> bool:
        """Whether what is not denied is something said: it, the report, that it is so."""
        view = self._view
        thing = view.kid(act, "dobj")
        if thing is None or view.kid(act, "dative") is not None:
            return view.kid(act, "ccomp") is not None
        return view.pos[thing] == "PRON" or self._is.has("finding-noun", thing)

    def _on(self, act: int) -> bool:
        return any(self._view.lower[kid] == "on" for kid in self._view.kids_by(act, "prep"))

    def _comments_at_all(self, act: int, governor: int) -> bool:
        """Whether it is no comment in a speech: "did not comment on the letter in his speech"."""
        if governor != act:
            return True
        helping = self._is.auxiliaries(act)
        return not helping or bool(helping - {"did", "has", "have", "had", "been"})

    def _grants(self, act: int) -> bool:
        """Whether it is an interview or questions that are not granted, taken or agreed to."""
        view = self._view
        things = [*view.kids_by(act, "dobj"), *self._is.after(act, {"to"})]
        things += [
            inner for kid in view.kids_by(act, "prep") for inner in view.kids_by(kid, "pobj")
        ]
        return any(
            view.lower[thing] in {"interview", "interviews", "comment"}
            or (view.lower[thing] == "questions" and self._is.about_comment(act))
            for thing in things
        )

    def _leaves_question(self, act: int, governor: int) -> bool:
        """Whether a question is left open: "would not say whether", "Asked why, she would not"."""
        view = self._view
        lemma = view.lemma[act]
        more = view.kid(act, "dobj", "advmod")
        no_more = more is not None and view.lower[more] in {"more", "anything", "further"}
        if lemma == "elaborate" or self._is.is_prompted(act):
            return True
        if lemma == "say" and no_more and governor != act:
            return True
        return lemma == "say" and self._is.leaves_open(act) and not self._askers.to_others(act)

    def _declines_act(self, act: int, governor: int) -> bool:
        """Whether nothing but the asking is declined: "to answer questions", not "the poll"."""
        view = self._view
        lemma, thing = view.lemma[act], view.kid(act, "dobj")
        modal = governor == act
        if lemma == "answer" and thing is None and self._is_put_by_us(act):
            return True
        if lemma in {"answer", "take"}:
            return thing is not None and self._is.requested(thing)
        if lemma == "discuss":
            ruled = governor == act and not self._is.auxiliaries(act) & MODAL
            mild = ruled or view.lemma[governor] == "decline" or bool(self._is.speaker(governor))
            mild = mild or self._is_of_press_office(governor) or self._is_plain(act)
            mild = mild or any(view.lower[kid] == "citing" for kid in self._asides(governor))
            return thing is not None and (mild or self._askers.before_reporter(act))
        if lemma == "respond":
            to = list(self._is.after(act, {"to"}))
            asked = any(self._is.requested(one) for one in to)
            return asked or (not modal and not to) or (modal and self._askers.before_reporter(act))
        if thing is not None:
            return False
        heard = self._is.after(act, {"to", "with"})
        if any(self._is.lexicon.has("press-noun", view.lower[one]) for one in heard):
            return True
        return (not modal and not self._askers.to_others(act)) or self._askers.before_reporter(act)

    def _is_plain(self, act: int) -> bool:
        """Whether it is told on its own that somebody "would not discuss it", with no other by."""
        alone = self._view.dep[act] in {"ROOT", "conj"} and not self._askers.to_others(act)
        alone = alone and "with" not in self._view.lower[act : self._view.subtree(act)[1]]
        return alone and "would" in self._is.auxiliaries(act)

    def _asides(self, verb: int) -> list[int]:
        view = self._view
        who = self._is.subject(verb)
        return [*view.kids_by(verb, "advcl", "prep"), *(k for w in who for k in view.kids[w])]

    def _is_put_by_us(self, act: int) -> bool:
        """Whether a newsroom asked right before: "The Gazette asked why. She refused to answer"."""
        return not self._askers.to_others(act) and self._is.asked_before(act) is not None

    def _is_of_press_office(self, verb: int) -> bool:
        """Whether it is a spokesperson who would not: to the press, who else."""
        view = self._view
        return any(
            self._is.lexicon.has(name, word)
            for name in ("spokesperson-noun", "representing-noun")
            for one in self._is.subject(verb)
            for word in (view.lemma[one], view.lower[one])
        )

    # other ways to refuse

    def _agrees_not(self, verb: int) -> bool:
        """Whether no interview is given: "did not agree to an interview"."""
        agreeing = self._view.lemma[verb] in {"agree", "consent", "grant", "give"}
        return agreeing and self._is.negative(verb) and self._grants(verb)

    def _is_unfit(self, verb: int) -> bool:
        """Whether somebody says that comment is out of place: "it would be inappropriate to"."""
        view = self._view
        state = view.kid(verb, "acomp")
        if state is None or view.lower[state] not in _UNFIT or not self._is.speaker(verb):
            return False
        return any(
            view.lemma[act] in {"comment", "discuss", "speculate"}
            for place in (verb, state)
            for act in view.kids_by(place, "xcomp", "ccomp", "advcl")
        )

    def _says_nothing(self, verb: int) -> bool:
        """Whether nothing will be said of a matter: "would say nothing about the letter"."""
        view = self._view
        thing = view.kid(verb, "dobj")
        if view.lemma[verb] != "say" or thing is None or view.lower[thing] != "nothing":
            return False
        topic = (*view.kids_by(thing, "prep"), *view.kids_by(verb, "prep"))
        about = any(view.lower[kid] in {"about", "on", "of"} for kid in topic)
        return about and bool(self._is.auxiliaries(verb) & {"would", "will", "'d"})

    def _demurs(self, verb: int) -> bool:
        """Whether one who was asked gets round an answer: "Asked whether, she demurred"."""
        demurs = self._view.lemma[verb] in {"demur", "balk"}
        first, last = self._view.sentence(verb)
        quotes = any(self._view.quoted[token] for token in range(first, last))
        return demurs and not (quotes or self._is.negative(verb)) and self._is.is_prompted(verb)

    def _begs_off(self, verb: int) -> bool:
        """Whether somebody "asked to be excused from commenting"."""
        view = self._view
        return view.lemma[verb] == "excuse" and any(
            self._is.has("declined-act", act)
            for kid in view.kids_by(verb, "prep")
            for act in view.kids_by(kid, "pcomp")
        )

    def _no_more(self, verb: int) -> bool:
        """Whether it is told that no more will be said: "said there would be nothing further"."""
        view = self._view
        thing = view.kid(verb, "attr", "nsubj")
        if view.lemma[verb] != "be" or thing is None or view.lower[thing] != "nothing":
            return False
        more = any(view.lower[kid] in {"further", "more"} for kid in view.kids[thing])
        return more and bool(self._is.speaker(verb)) and view.kid(verb, "expl") is not None

    def _has_no_comment(self, verb: int) -> bool:
        """Whether there is none: "had no comment", "did not have any comment"."""
        view = self._view
        thing = view.kid(verb, "dobj")
        if not self._is.has("granting-verb", verb) or thing is None:
            return False
        if view.lower[thing] not in {"comment", "comments"}:
            return False
        words = {view.lower[kid] for kid in view.kids_by(thing, "det")}
        return "no" in words or (view.lemma[verb] == "have" and self._is.negative(verb))

    def _keeps_silent(self, verb: int) -> Told | None:
        """Return who "kept mum when asked", "has nothing to say", or stays silent on requests."""
        view = self._view
        thing = view.kid(verb, "dobj")
        state = view.kid(verb, "acomp", "oprd", "dobj")
        prompted = self._is.is_prompted(verb)
        if view.lemma[verb] == "have" and thing is not None and view.lower[thing] == "nothing":
            adds = any(view.lemma[kid] in {"say", "add"} for kid in view.kids[thing])
            told = prompted or bool(self._is.speaker(verb))
            return self._of_subject(verb, explicit=True) if adds and told else None
        still = view.lemma[verb] in {"keep", "stay", "remain"} and state is not None
        if not still or state is None:
            return None
        lipped = view.lower[state] == "lipped" and "tight" in view.lower[verb:state]
        if not lipped and not self._is.lexicon.has("silent-adjective", view.lower[state]):
            return None
        if prompted or self._is_of_press_office(verb):
            return self._of_subject(verb, explicit=True)
        rest = range(*view.subtree(verb))
        if not any(self._is.requested(one) or self._is.wanted(one) for one in rest):
            return None
        return Told(verb, ResponseKind.NO_RESPONSE, self._is.subject(verb), explicit=True)

    def _keeps_away(self, verb: int) -> bool:
        """Whether nobody is made available: "did not make anyone available for an interview"."""
        view = self._view
        governor = self._is.refused_by(verb)
        if view.lemma[verb] != "make" or not (self._is.negative(verb) or governor is not None):
            return False
        rest = view.lower[verb : view.subtree(verb)[1]]
        if view.lemma[governor or verb] == "decline" and rest[-1] == "available":
            return True
        return "available" in rest and any(
            word in {"comment", "interview", "interviews", "questions"} for word in rest
        )

    def _hangs_up(self, verb: int) -> bool:
        """Whether a caller is hung up on: "Reached by phone, she hung up"."""
        view = self._view
        thing = view.kid(verb, "dobj")
        phone = thing is not None and view.lemma[thing] in {"phone", "receiver", "telephone"}
        if view.lemma[verb] == "put" and phone and not any(self._is.after(verb, {"on"})):
            return any(view.lower[kid] == "down" for kid in view.kids[verb])
        ends = view.lemma[verb] in {"cut", "disconnect", "end", "drop"} and thing is not None
        if ends and view.lemma[thing or 0] in {"call", "phone", "line"}:
            return self._is.is_prompted(verb)
        if view.lemma[verb] != "hang" or view.lower[min(verb + 1, view.size - 1)] != "up":
            return False
        rest = range(verb, view.subtree(verb)[1])
        return any(self._is.is_ours(token) for token in rest) or self._is.is_prompted(verb)

    def _turned_down(self, verb: int) -> Told | None:
        """Return who turned down comment, a request or a chance to speak."""
        view = self._view
        if not self._is.has("turning-down-verb", verb) or self._is.negative(verb):
            return None
        if view.lemma[verb] in _PARTED and not self._is_down(verb):
            return None
        if self._is.is_passive(verb):
            asked = view.kid(verb, "nsubjpass")
            if asked is None or not self._is_wanted(asked):
                return None
            parties = (*self._is.after(asked, {"to", "with"}), *self._is.after(verb, {"by"}))
            return Told(verb, _DECLINED, parties)
        thing = view.kid(verb, "dobj")
        if thing is None or not self._is_wanted(thing):
            return None
        ours = view.lemma[verb] == "decline" or self._is.about_comment(thing)
        question = view.lemma[thing] == "question" and not ours
        return None if question else self._of_subject(verb)

    def _is_down(self, verb: int) -> bool:
        return any(
            self._view.lower[kid] in {"down", "away", "off"} for kid in self._view.kids[verb]
        )

    def _is_wanted(self, thing: int) -> bool:
        """Whether it is comment, an interview, a request of a newsroom or a chance to speak."""
        view = self._view
        if self._is.wanted(thing) or self._is.requested(thing):
            return True
        chance = self._is.has("chance-noun", thing)
        acts = (*view.kids_by(thing, "acl", "xcomp", "relcl"), *self._is.after(thing, {"for"}))
        return chance and any(
            view.lemma[act] in {"comment", "respond", "interview", "speak"} for act in acts
        )
