"""Whether it was a reporter who asked: most who did not reply to a letter were asked by others.

Where the wording names what newsrooms ask for ("for comment", "an interview") it was one,
unless the sentence names another asker. Where it does not ("did not respond to messages"),
the clause must be a statement of its own, no reason and no mark of who is meant, must have
no court or debate for its scene, and the party must be one that newsrooms call.
"""

from __future__ import annotations

from collections.abc import Iterator

from kg.extraction.rules.requests.wordings.clauses import ABOUT, Clauses, Told
from kg.extraction.rules.sources.kinds import is_people
from kg.extraction.rules.text.subjects import noun_phrase
from kg.extraction.rules.text.view import Range
from kg.model import ResponseKind

_COMMENT = frozenset({"comment", "comments", "commented", "interview", "interviews", "interviewed"})
_OURS = frozenset({"my", "our", "me", "us", "i", "we", "this"})
_TELLING = frozenset({"discuss", "say", "confirm", "deny"})
_THE = frozenset({"the", "his", "her", "its", "their", "whose", "’s", "'s"})
_REASONS = frozenset({"because", "if", "unless", "whether", "since", "until"})
_CALLED = (
    "official-noun",
    "spokesperson-noun",
    "representing-noun",
    "anonymous-noun",
    "anonymous-single-noun",
    "expert-noun",
    "government-noun",
    "company-noun",
    "political-noun",
    "organisation-noun",
    "outlet-noun",
    "called-noun",
    "speaking-noun",
)


class Newsroom:
    """Tells a newsroom's request from everybody else's letters, calls and questions."""

    def __init__(self, clauses: Clauses) -> None:
        """Take what answers questions about clauses."""
        self._view = clauses.view
        self._lexicon = clauses.lexicon
        self._is = clauses

    def asked(self, told: Told, clause: Range, party: int) -> bool:
        """Return whether a reporter asked that party, as far as the sentence lets one know."""
        verb = told.governor
        if self._is_reason(verb) or self._tells_others(verb) or self._is_moderated(clause):
            return False
        if told.outcome is not ResponseKind.REFERRED and any(self._other_askers(clause)):
            return False
        if told.explicit or self.wants_comment(clause):
            return not (told.explicit and self._has_scene(verb, party, told.outcome))
        if (
            self._is_ours(party)
            or self._tells_apart(verb)
            or self._has_scene(verb, party, told.outcome)
            or self._is_in_house(verb)
            or not (self._may_be_called(party) or self._is_missed(told, party))
        ):
            return False
        if any(self._is_ours(token) for token in range(*clause)):
            return True
        if told.outcome is ResponseKind.NOT_REACHED:
            return self._is_at_hand(party)
        topic = self._view.lemma[verb] in _TELLING
        return topic or not self._answers_known_request(verb)

    def wants_comment(self, clause: Range) -> bool:
        """Return whether the clause says what newsrooms ask for: comment, an interview."""
        view = self._view
        return any(
            view.lower[token] in _COMMENT and view.kid(token, "poss") is None
            for token in range(*clause)
        )

    def _is_moderated(self, clause: Range) -> bool:
        """Whether the question is that of a debate's moderator."""
        view = self._view
        return any(
            view.lemma[one] == "moderator" and not view.quoted[one] for one in range(*clause)
        )

    def _is_reason(self, verb: int) -> bool:
        """Whether the clause only gives a reason: "because they did not respond"."""
        view = self._view
        for _ in range(view.size):
            if view.dep[verb] in {"advcl", "ccomp"} and any(
                view.lower[kid] in _REASONS for kid in view.kids_by(verb, "mark")
            ):
                return True
            if view.head[verb] == verb or view.dep[verb] == "parataxis":
                return False
            verb = view.head[verb]
        return False

    def _tells_others(self, verb: int) -> bool:
        """Whether it is somebody else who is told so: "told the court she had no comment"."""
        view = self._view
        while view.dep[verb] in {"ccomp", "conj", "xcomp"} and view.head[verb] != verb:
            verb = view.head[verb]
            heard = view.kid(verb, "dobj", "dative")
            if view.lemma[verb] == "tell" and heard is not None:
                return view.pos[heard] != "PROPN" and not self._is_ours(heard)
        return False

    def _tells_apart(self, verb: int) -> bool:
        """Whether the clause says which ones are meant: "those who did not respond", "where"."""
        view = self._view
        while view.dep[verb] in {"conj", "xcomp", "ccomp"} and view.head[verb] != verb:
            verb = view.head[verb]
        if view.dep[verb] not in {"relcl", "acl"}:
            return False
        first = view.left[verb]
        if view.lower[first] in {"where", "when"}:
            return True
        return view.words[first - 1] != ","

    def _other_askers(self, clause: Range) -> Iterator[int]:
        """Yield whoever else asked: "the county's letters", "queries from the state"."""
        view = self._view
        for token in range(*clause):
            if view.pos[token] in {"PROPN", "NUM", "ADV"} or self._is_ours(token):
                continue
            phrase = view.head[token]
            by = view.dep[token] == "pobj" and view.lower[phrase] in {"from", "by"}
            picks = view.lemma[view.head[phrase]] == "pick"  # "did not pick up his calls"
            sent = view.dep[token] == "poss" and self._is_request(phrase) and not picks
            if view.dep[phrase] == "pobj" and view.lower[view.head[phrase]] == "at":
                continue  # "at their families' request": why, not who asked
            if view.dep[phrase] == "pobj" and view.lemma[view.head[view.head[phrase]]] == "add":
                continue  # "nothing to add to her letter": what was said before
            if sent or (by and self._is_asked_by(phrase) and not self._is_means(token)):
                yield token

    def _is_asked_by(self, preposition: int) -> bool:
        """Whether what the phrase hangs on is a request or the asking of it."""
        head = self._view.head[preposition]
        lemma = self._view.lemma[head]
        asking = any(
            self._lexicon.has(name, lemma)
            for name in ("asking-verb", "reached-verb", "prompting-verb", "declined-act")
        )
        sent = lemma in {"leave", "send"} and self._view.dep[head] == "acl"
        return asking or sent or self._is_request(head)

    def _is_request(self, token: int) -> bool:
        lemma = self._view.lemma[token]
        return self._lexicon.has("request-noun", lemma) or lemma == "effort"

    def _is_means(self, token: int) -> bool:
        """Whether it is how or when one asked: "by phone", "by Friday"."""
        view = self._view
        when = view.label[token] in {"DATE", "TIME"}
        bare = view.tag[token] == "NN" and not any(view.is_word(kid) for kid in view.kids[token])
        when = when or (bare and view.lower[view.head[token]] == "by")  # "by courier"
        told = ("by-phone", "by-email", "by-message")
        when = when or any(self._lexicon.has(name, view.lower[token]) for name in told)
        return when or self._lexicon.has("asking-means", view.lemma[token])

    def _is_ours(self, token: int) -> bool:
        """Whether a word means the newsroom: me, us, our, a reporter, the newspaper."""
        lemma = self._view.lemma[token]
        lower = self._view.lower[token]
        if self._view.pos[token] == "PROPN":
            return self._is.names_outlet(token)
        return lower in _OURS or any(
            self._lexicon.has(name, lemma) for name in ("journalist-noun", "outlet-noun")
        )

    def _is_in_house(self, verb: int) -> bool:
        """Whether it is in parliament or the like that somebody will not say: not to the press."""
        return any(
            self._lexicon.has("house-noun", self._view.lower[one])
            for one in self._is.after(verb, {"in", "to", "before", "at"})
        )

    def _has_scene(self, verb: int, party: int, outcome: ResponseKind) -> bool:
        """Whether others ask there: at a hearing, in a debate, before a committee."""
        view = self._view
        away = self._apart(verb, party)
        if outcome in {ResponseKind.REFERRED, ResponseKind.NOT_REACHED}:
            for place in self._is.after(verb, {"to"}):
                away |= set(range(*view.subtree(place)))
            away |= set(range(*view.sentence(verb))) - set(range(*view.subtree(verb)))
        return any(
            self._lexicon.has("questioning-scene", view.lemma[token])
            for token in range(*view.sentence(verb))
            if token not in away
            and view.dep[token] in {"pobj", "dobj", "compound", "poss"}
            and view.lower[token] not in {"inquiries", "media", "press"}
            and view.lower[view.head[token]] not in {"after", "before"}
            and not self._is_our_request(token)
            and not self._lexicon.has("reply-noun", view.lower[view.head[view.head[token]]])
        )

    def _apart(self, verb: int, party: int) -> set[int]:
        """Return the words that tell nothing of where one asked: who it is, what it is about."""
        view = self._view
        whole = party
        while view.pos[view.head[whole]] not in {"VERB", "AUX"} and view.head[whole] != whole:
            whole = view.head[whole]
        first, last = view.subtree(whole)
        inside = first <= verb < last
        away = set(range(*(noun_phrase(view, party) if inside else (first, last))))
        for token in range(*view.sentence(verb)):
            topic = view.dep[token] == "prep" and view.lower[token] in ABOUT
            clause = view.dep[token] in {"relcl", "ccomp", "conj"} and view.pos[token] in {
                "VERB",
                "AUX",
            }
            reason = view.dep[token] in {"advcl", "prep"} and view.lemma[token] in {
                "cite",
                "because",
            }
            first, last = view.subtree(token)
            doer = view.dep[token] in {"nsubj", "nsubjpass"}
            if view.quoted[token] or (
                (topic or clause or reason or doer) and not first <= verb < last
            ):
                away |= set(range(first, last)) - (set(self._places(token)) if topic else set())
        return away

    def _places(self, topic: int) -> Iterator[int]:
        """Yield the words after a topic that tell where: "about the dam at the hearing"."""
        view = self._view
        for token in range(*view.subtree(topic)):
            if view.dep[token] == "prep" and view.lower[token] in {"at", "during"}:
                yield from range(*view.subtree(token))

    def _is_our_request(self, token: int) -> bool:
        """Whether it is a newsroom's own inquiry, not one that a committee holds."""
        inside = range(*self._view.subtree(token))
        return self._is_request(token) and any(self._is_ours(one) for one in inside)

    def _may_be_called(self, party: int) -> bool:
        """Whether newsrooms call such people: a name, a body, its people; not "voters"."""
        view = self._view
        if view.pos[party] in {"PROPN", "PRON"} or view.tag[party] == "WP":
            return True
        lemma = view.lemma[party]
        if any(self._lexicon.has(name, lemma) for name in _CALLED):
            return True
        if view.pos[party] == "NUM" and self._is_of_people(party):
            return True
        if view.pos[party] == "NUM" or lemma in {"other", "another"}:
            return self._is.asked_before(party) is not None
        named = any(view.pos[kid] == "PROPN" for kid in view.kids_by(party, "poss", "appos"))
        return named or (self._lexicon.has("person-noun", lemma) and view.tag[party] == "NN")

    def _is_missed(self, told: Told, party: int) -> bool:
        """Whether it is a known person whom one could not reach: "The dancer could not be"."""
        view = self._view
        known = any(view.lower[kid] in _THE for kid in view.kids_by(party, "det", "poss"))
        one = known and view.tag[party] == "NN" and is_people(self._lexicon, view.lemma[party])
        return one and told.outcome is ResponseKind.NOT_REACHED

    def _is_of_people(self, number: int) -> bool:
        """Whether some out of more people are counted: "five of the donors"."""
        if any(self._view.label[one] == "NORP" for one in self._is.after(number, {"of"})):
            return True
        return any(
            self._view.tag[one] in {"NNS", "NNPS"}
            and is_people(self._lexicon, self._view.lemma[one])
            for one in self._is.after(number, {"of"})
        )

    def _is_at_hand(self, party: int) -> bool:
        """Whether it is somebody whom one could have called, and not a place."""
        return self._view.label[party] not in {"GPE", "LOC", "FAC", "DATE"}

    def _answers_known_request(self, verb: int) -> bool:
        """Whether the request is one that the story has told of: "the request", "that letter"."""
        view = self._view
        objects = [*view.kids_by(verb, "dobj", "nsubjpass", "nsubj")]
        for kid in view.kids_by(verb, "prep", "dative"):
            if view.lower[kid] in ABOUT:
                continue
            objects.extend(view.kids_by(kid, "pobj"))
        return any(self._is_known(token) for token in objects if self._is_request(token))

    def _is_known(self, request: int) -> bool:
        view = self._view
        definite = any(
            view.lower[kid] in {"the", "that", "this", "those", "these"}
            for kid in view.kids_by(request, "det")
        )
        other = any(
            not self._lexicon.has("asking-means", view.lower[kid])
            for kid in view.kids_by(request, "compound")
        )
        if definite or other:
            return True
        if view.lemma[request] in {"letter", "text"}:
            return view.kid(request, "nummod") is None
        return view.lemma[request] == "request"
