"""What a clause about a request for comment is made of: who is denied what, who asked, in what.

Shared by the modules that know the wordings of one group of outcomes each.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kg.extraction.rules.requests.wordings.wanting import Wanting
from kg.extraction.rules.text.subjects import subject_of
from kg.extraction.rules.text.view import Range
from kg.model import ResponseKind

NEGATIVE = frozenset({"not", "n't", "n’t", "never"})
NOBODY = frozenset({"nobody", "none", "neither", "no-one"})
MODAL = frozenset({"would", "will", "could", "can", "ca", "wo"})
WILL = frozenset({"would", "will", "'d", "'ll"})
ABOUT = frozenset({"about", "on", "over", "regarding", "concerning"})
_SPEAKING = frozenset({"saying", "telling", "writing"})
_OURS = frozenset({"my", "our", "me", "us", "i", "we"})
_FREE = frozenset({"punct", "npadvmod", "advmod", "advcl", "cc", "conj"})
_TIMES = frozenset({"by", "before", "on", "in", "for", "as", "at", "after", "within"})
_JOINED = frozenset({"xcomp", "conj", "ccomp", "parataxis"})
_PAUSES = frozenset({",", "-", "–", "—", "--"})
_SEVERAL = frozenset({"one", "another", "other", "others"})
_AT = frozenset({"at", "from", "of", "with", "in"})
_RULED = frozenset({"comment", "discuss"})
_ONGOING = frozenset({"comment", "say", "talk", "discuss", "answer"})
_IS = frozenset({"is", "was", "are", "were", "'s", "’s", "’re", "'re"})


@dataclass(frozen=True, slots=True)
class Told:
    """What a clause tells of a request: who was asked, by head words, and what came of it.

    `governor` is the verb that the clause hangs on. It is `explicit` where the wording
    itself says that a newsroom asked, and `keeps` what is said as a statement where the
    refusal is one, in the party's own words. It is `apart` where the parse hangs it into
    somebody's statement to which it does not belong.
    """

    governor: int
    outcome: ResponseKind
    parties: tuple[int, ...]
    explicit: bool = False
    keeps: bool = False
    apart: bool = False


class Clauses(Wanting):
    """Answers questions about the clauses of one article."""

    # what is denied

    def negative(self, verb: int) -> bool:
        """Return whether the verb, or the one that governs it, is denied."""
        view = self.view
        denied = [*view.kids[verb]]
        if view.dep[verb] == "xcomp":
            denied.extend(view.kids_by(view.head[verb], "neg"))
        if any(view.lower[kid] in NEGATIVE and not view.quoted[kid] for kid in denied):
            return True
        if any(self.is_nobody(when) for when in self.after(verb, {"at"})):
            return True
        return self._is_of_neither(verb)

    def negative_here(self, verb: int) -> bool:
        """Return whether a "not" hangs on this very verb."""
        view = self.view
        return any(view.lower[kid] in NEGATIVE and not view.quoted[kid] for kid in view.kids[verb])

    def _is_of_neither(self, verb: int) -> bool:
        view = self.view
        if any(view.lower[token] == "neither" for token in range(view.left[verb], verb)):
            return True
        subject = view.kid(verb, "nsubj", "nsubjpass")
        denied = subject is not None and self.is_nobody(subject)
        return denied or view.lower[view.head[verb]] == "neither"

    def is_nobody(self, noun: int) -> bool:
        """Return whether a subject denies its verb: nobody, none of them, no official."""
        return self.is_none(noun) or self.view.lower[noun] in NOBODY

    def is_none(self, noun: int) -> bool:
        """Return whether there is none of what a noun names: "no answer", "no official"."""
        return any(self.view.lower[kid] == "no" for kid in self.view.kids_by(noun, "det"))

    def auxiliaries(self, verb: int) -> set[str]:
        """Return the auxiliary verbs, as printed in small letters."""
        return {self.view.lower[kid] for kid in self.view.kids_by(verb, "aux", "auxpass")}

    def is_passive(self, verb: int) -> bool:
        """Return whether the verb says what was done to its subject."""
        return self.view.kid(verb, "auxpass", "nsubjpass") is not None

    def refused_by(self, act: int) -> int | None:
        """Return the verb by which an act is refused: "declined to ...", "would not ..." itself."""
        view = self.view
        head, dep = view.head[act], view.dep[act]
        if dep == "pcomp" and view.lower[head] in {"from", "against", "on"}:
            verb = view.head[head]
            return verb if self.has("abstaining-verb", verb) else None
        if dep == "relcl" and view.tag[act] == "VB":
            dep = "acl"
        if dep in {"xcomp", "ccomp", "acl"}:
            if self.has("declining-verb", head):
                return None if self.negative_here(head) else head
            if self.has("opting-verb", head):
                return head if self.negative_here(act) else None
            if self.has("willing-verb", head) and self.negative_here(head):
                return head
            if self._is_unwilling(head):
                return view.head[head]
            if view.lemma[head] in {"position", "liberty"} and view.pos[view.head[head]] == "ADP":
                verb = view.head[view.head[head]]
                return verb if self.negative_here(verb) else None
        return act if self._would_not(act) else None

    def _is_unwilling(self, adjective: int) -> bool:
        if self.view.pos[adjective] != "ADJ":
            return False
        denied = self.negative_here(self.view.head[adjective])
        willing = self.has("willing-adjective", adjective)
        return (willing and denied) or self.has("unwilling-adjective", adjective)

    def _would_not(self, verb: int) -> bool:
        if not (self.negative_here(verb) or self._is_of_neither(verb)):
            return False
        helping = self.auxiliaries(verb)
        going_on = self.view.tag[verb] == "VBG" and bool(helping & _IS)
        does = bool(helping & {"do", "does"})
        never = any(self.view.lower[kid] == "never" for kid in self.view.kids[verb])
        rule = does and self.view.lemma[verb] == "comment"
        rule = rule or ((does or never) and self._is_our_rule(verb))
        return bool(helping & MODAL) or rule or (going_on and self.view.lemma[verb] in _ONGOING)

    def _is_our_rule(self, verb: int) -> bool:
        """Whether somebody says what is never discussed: "said it does not discuss cases"."""
        present = self.view.tag[verb] in {"VBZ", "VBP", "VB"}
        return present and self.view.lemma[verb] in _RULED and bool(self.speaker(verb))

    # who

    def subject(self, verb: int) -> tuple[int, ...]:
        """Return whom the verb is said of; for "nobody at the bank" that is the bank."""
        view = self.view
        own = list(view.kids_by(verb, "nsubjpass", "nsubj"))
        if not own and view.dep[verb] == "conj" and view.pos[view.head[verb]] == "ADJ":
            own = list(view.kids_by(view.head[verb], "nsubj"))
        found = own[-1] if own else self._misread(verb) or subject_of(view, verb)
        if found is None:
            return ()
        if self.is_nobody(found) or view.lower[found] in {"anyone", "anybody"}:
            return tuple(self.after(found, _AT)) or self._just_asked(found) or (found,)
        return (found,)

    def _misread(self, verb: int) -> int | None:
        """Return the subject that the parse joins to a noun before it: "gas and the yard did"."""
        view = self.view
        noun = view.left[verb] - 1
        if view.dep[verb] == "ROOT" and view.words[verb - 1] == "," and verb > 1:
            return self._named_beside(verb - 2) if view.dep[verb - 2] == "appos" else None
        joined = noun > 0 and view.dep[noun] == "conj" and view.dep[verb] in {"conj", "dep"}
        if not joined or view.pos[noun] not in {"NOUN", "PROPN"} or view.head[noun] == verb:
            return None
        return noun if view.lower[view.left[noun] - 1] in {"and", "but"} else None

    def _named_beside(self, name: int) -> int | None:
        """Return the noun that a name explains, where the parse joins both to a clause before."""
        view = self.view
        while view.dep[view.head[name]] == "appos":
            name = view.head[name]
        return name if view.words[view.left[name] - 1] == "," else None

    def _just_asked(self, nobody: int) -> tuple[int, ...]:
        """Return who was asked right before: "We wrote to the four. None replied"."""
        verb = self.asked_before(nobody)
        if verb is None or self.view.pos[nobody] not in {"PRON", "NOUN"}:
            return ()
        plain = self.view.lower[nobody] in NOBODY
        asked = (*self.view.kids_by(verb, "dobj"), *self.after(verb, {"to"}))
        return asked if plain else ()

    def speaker(self, verb: int) -> tuple[int, ...]:
        """Return who says it, for what is told inside somebody's words: "said she would ..."."""
        view = self.view
        while view.dep[verb] in {"ccomp", "conj", "xcomp"} and view.head[verb] != verb:
            verb = view.head[verb]
            told = self.subject(verb)
            if told and self.speaks(verb):
                return told
        return ()

    def speaks(self, verb: int) -> bool:
        """Return whether it is a verb of saying, telling or writing."""
        return self.lexicon.family(self.view.lemma[verb]) in _SPEAKING

    def after(self, head: int, words: Iterable[str]) -> Iterator[int]:
        """Yield the nouns after one of those prepositions on the word: "calls to the bank"."""
        view, wanted = self.view, frozenset(words)
        for kid in view.kids_by(head, "prep", "dative", "acl", "agent"):
            if view.dep[kid] == "acl":
                sought = self.has("reached-verb", kid) or view.lemma[kid] == "interview"
                reached = [*view.kids_by(kid, "dobj")] if sought else []
                yield from reached or self.after(kid, wanted)
            elif view.lower[kid] in wanted:
                yield from self._inside(kid, wanted)
            elif view.lower[kid] == "for":
                inner = view.kid(kid, "pobj")
                if inner is not None and self.wanted(inner):
                    yield from self.after(inner, wanted | {"with"})

    def _inside(self, preposition: int, wanted: frozenset[str]) -> Iterator[int]:
        inner = self.view.kid(preposition, "pobj")
        if inner is None:
            return
        if self.wanted(inner):
            yield from self.after(inner, wanted | {"with"})
        else:
            yield inner

    def is_ours(self, token: int) -> bool:
        """Return whether a word means a newsroom: us, a reporter, the newspaper, the Gazette."""
        view = self.view
        if view.lower[token] in _OURS and not view.quoted[token]:
            return True
        if view.pos[token] == "PROPN":
            head = view.head[token]
            last = head == token or view.pos[head] != "PROPN"
            heads = last or view.dep[token] in {"appos", "conj", "poss"}
            return heads and self.names_outlet(token)
        return self.has("journalist-noun", token) or self.has("outlet-noun", token)

    def names_outlet(self, token: int) -> bool:
        """Return whether a word stands in the names of newspapers, or is this one's own name."""
        word = self.view.lower[token]
        listed = any(self.lexicon.has(name, word) for name in ("outlet-word", "outlet"))
        return listed or word in self.own_names

    def is_our_doing(self, verb: int) -> bool:
        """Return whether it is a newsroom that does what the verb says: "we asked"."""
        return any(self.is_ours(one) for one in self.subject(verb))

    def of_ours(self, tokens: Range) -> bool:
        """Return whether one of the words means a newsroom."""
        return any(self.is_ours(token) for token in range(*tokens))

    def about_comment(self, verb: int) -> bool:
        """Return whether what hangs on the verb says that comment was wanted, or by whom."""
        view = self.view
        doer = view.kid(verb, "nsubj")
        apart = range(0) if doer is None else range(*view.subtree(doer))
        return any(
            self.wanted(token)
            or view.lower[token] == "interviewed"
            or self.is_ours(token)
            or (view.lower[token] in {"story", "article"} and view.lower[token - 1] == "this")
            for token in range(*view.subtree(verb))
            if token not in apart
        )

    def is_one_of_several(self, noun: int) -> bool:
        """Return whether it is one of those just counted: "the fourth, Ann Lee", "one", "three"."""
        view = self.view
        if view.pos[noun] == "NUM" or view.lower[noun] in _SEVERAL:
            return True
        if view.label[noun] == "ORDINAL":
            return True
        return any(
            (view.label[kid] == "ORDINAL" or view.lower[kid] in _SEVERAL)
            and view.words[kid + 1] == ","
            for kid in view.kids_by(noun, "amod", "nummod", "det", "nmod")
            if kid < noun
        )

    def asked_before(self, place: int) -> int | None:
        """Return the verb by which a newsroom asked, in the paragraph before that word."""
        view = self.view
        for verb in range(place - 1, view.paragraph_range(place)[0] - 1, -1):
            asks = view.pos[verb] == "VERB" and any(
                self.has(name, verb) for name in ("asking-verb", "writing-to-verb")
            )
            if asks and self.is_our_doing(verb):
                return verb
        return None

    # what was asked, and how

    def is_prompted(self, verb: int) -> bool:
        """Return whether it is the answer to a reporter: "Asked about it, ...", "Reached by"."""
        return any(True for _ in self.prompts(verb))

    def prompts(self, verb: int) -> Iterator[int]:
        """Yield the participles that tell that somebody asked or called before."""
        view = self.view
        near = {verb}
        while view.dep[verb] in _JOINED and view.head[verb] != verb:
            if self.is_misread_prompt(view.head[verb], verb):
                yield view.head[verb]
            verb = view.head[verb]
            near.add(verb)
        near |= {kid for one in near for kid in view.kids_by(one, "nsubj")}
        for one in sorted(near):
            for kid in view.kids_by(one, "advcl", "acl", "prep", "dep", "relcl", "xcomp"):
                if view.tag[kid] not in {"VBN", "VBD"} and not self.is_put_by_us(kid):
                    continue
                doer = view.kid(kid, "nsubj")
                ours = doer is None or self.is_ours(doer)
                put = self._is_prompting(kid) or (kid < verb and self.is_handed(kid))
                if (ours and put) or self.is_put_by_us(kid):
                    yield kid
        yield from self._hung_elsewhere(verb, near)

    def is_put_by_us(self, verb: int) -> bool:
        """Return whether a newsroom came to ask: "when we put it to him", "rung by the Gazette"."""
        view = self.view
        if view.tag[verb] == "VBN" and view.kid(verb, "aux", "nsubj") is None:
            called = self.has("called-on", verb) or self.has("prompting-verb", verb)
            by = [one for one in self.after(verb, {"by"}) if not self.has("stage-asker", one)]
            return called and any(self.is_ours(one) for one in by)
        when = any(
            view.lower[kid] in {"when", "once"} for kid in view.kids_by(verb, "advmod", "mark")
        )
        ours = any(self.is_ours(one) for one in view.kids_by(verb, "nsubj"))
        return when and ours and self.has("putting-verb", verb) and not self.negative_here(verb)

    def _hung_elsewhere(self, verb: int, near: set[int]) -> Iterator[int]:
        """Yield a participle by a newsroom before the subject that the parse hangs elsewhere."""
        view = self.view
        own = view.kid(verb, "nsubj")
        edge = -1 if own is None else view.left[own] - 1
        if edge < 1 or view.words[edge] != ",":
            return
        for one in range(view.sentence(verb)[0], edge):
            apart = view.subtree(one)[1] == edge and view.head[one] not in near
            if apart and view.tag[one] == "VBN" and self.is_put_by_us(one):
                yield one

    def is_misread_prompt(self, participle: int, verb: int) -> bool:
        """Return whether the parse hangs an answer on the question: "When asked, she replied"."""
        view = self.view
        apart = view.dep[verb] == "ccomp" and bool(_PAUSES & {*view.words[participle:verb]})
        bare = view.tag[participle] in {"VBN", "VBD"} and not self.is_passive(participle)
        alone = bare and view.kid(participle, "nsubj", "aux") is None
        return apart and alone and self._is_prompting(participle)

    def _is_prompting(self, participle: int) -> bool:
        return any(self.has(name, participle) for name in ("prompting-verb", "questioning-verb"))

    def is_handed(self, participle: int) -> bool:
        """Return whether questions were put in writing: "Sent six questions"."""
        view = self.view
        if not self.has("handing-verb", participle):
            return False
        things = (*view.kids_by(participle, "dobj", "attr"), *self.after(participle, {"with"}))
        return any(self.requested(one) or self.has("finding-noun", one) for one in things)

    def leaves_open(self, verb: int) -> bool:
        """Return whether what is not said is a question: whether, how, who."""
        view = self.view
        clause = view.kid(verb, "ccomp")
        if clause is None:
            return False
        first = view.subtree(clause)[0]
        return view.lower[first] in {"whether", "if"} or view.tag[first] in {"WRB", "WP", "WDT"}

    def is_last(self, verb: int) -> bool:
        """Return whether nothing but a time follows: "did not respond Monday", not "in kind"."""
        view = self.view
        return all(
            kid < verb
            or view.dep[kid] in _FREE
            or (view.lower[kid] in _TIMES and self.is_time(kid))
            for kid in view.kids[verb]
        )

    def is_time(self, preposition: int) -> bool:
        """Return whether it is by when or by what means: "by deadline", "in time", "by phone"."""
        view = self.view
        inner = view.kid(preposition, "pobj")
        if inner is None:
            return view.kid(preposition, "pcomp") is not None or view.lower[preposition] == "as"
        means = self.has("asking-means", inner) or self.lexicon.has(
            "deadline-phrase", view.lower[inner]
        )
        return means or view.label[inner] in {"DATE", "TIME"}
