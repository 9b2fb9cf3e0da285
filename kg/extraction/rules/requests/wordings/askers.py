"""Who put a question: the press, or others; before an audience, or not."""

from __future__ import annotations

from collections.abc import Iterator

from kg.extraction.rules.requests.wordings.clauses import ABOUT, Clauses

_WHAT = frozenset({"whose", "why", "whether", "if", "how", "who", "what", "which", "where", "when"})
_PRESS = frozenset({"news", "press", "media"})
_TO_OTHERS = frozenset({"explain", "describe", "say", "justify"})
_BEFORE = frozenset({"after", "before", "since", "outside", "near"})


class Askers:
    """Tells the questions that a newsroom puts from those of everybody else."""

    def __init__(self, clauses: Clauses) -> None:
        """Take what answers questions about clauses."""
        self._view = clauses.view
        self._is = clauses

    def is_press(self, asker: int) -> bool:
        """Return whether it is a newsroom, a reporter, or by name who is one in the article."""
        if self._is.has("stage-asker", asker):
            return False
        return self._is.is_ours(asker) or self._is_interviewer(asker)

    def _is_interviewer(self, asker: int) -> bool:
        """Whether the article says of a name that he reports: "Tarn Radio's Jo Falk"."""
        view = self._view
        if view.pos[asker] != "PROPN":
            return False
        return any(
            view.lower[one] == view.lower[asker]
            and view.pos[one] == "PROPN"
            and self._is_introduced(one)
            for one in range(view.size)
        )

    def _is_introduced(self, name: int) -> bool:
        """Whether a mention says that he reports: his paper, his programme, or that he wrote."""
        view = self._view
        head, dep = view.head[name], view.dep[name]
        wrote = dep == "nsubj" and view.lemma[head] in {"write", "report"}
        airs = dep == "poss" and self._is.has("programme-noun", head)
        first = name
        while first and view.pos[first - 1] == "PROPN":
            first -= 1
        titled = first > 0 and self._is.has("journalist-noun", first - 1)
        called = titled or (dep == "appos" and self._is.has("journalist-noun", head))
        return (
            wrote
            or airs
            or called
            or any(
                self._is.has("journalist-noun", kid) or self._is.is_ours(kid)
                for kid in view.kids_by(name, "compound", "poss", "appos", "nmod")
            )
        )

    def of_press(self, verb: int) -> bool:
        """Return whether nobody but the press is named as who asked."""
        return all(map(self.is_press, self.named(verb)))

    def named(self, verb: int) -> Iterator[int]:
        """Yield who is named as having asked; "by email" names nobody."""
        for one in self._is.after(verb, {"by"}):
            if not self._is.has("asking-means", one):
                yield one

    def has_topic(self, verb: int) -> bool:
        """Return whether it is told what was asked: about what, whether, for what words."""
        view = self._view
        if view.kid(verb, "ccomp") is not None:
            return True
        last = view.subtree(verb)[1]
        for kid in range(verb + 1, last):
            inner = view.kid(kid, "pobj", "pcomp") if view.dep[kid] in {"prep", "dative"} else None
            if inner is None:
                continue
            wanted = self._is.lexicon.has("wanted-reaction", view.lower[inner])
            about = view.lower[kid] in ABOUT and not self._is.is_time(kid)
            if about or (view.lower[kid] == "for" and wanted):
                return True
        acts = (*view.kids_by(verb, "xcomp"),)
        if acts:
            return any(self._is.has("telling-act", act) for act in acts)
        return any(view.lower[token] in _WHAT for token in range(verb + 1, last))

    def wants_deed(self, verb: int) -> bool:
        """Return whether a thing or a deed was asked for and no words: "asked for the keys"."""
        view = self._view
        if any(self._is_deed(act) for act in view.kids_by(verb, "xcomp")):
            return True
        return any(
            not self._is.lexicon.has("wanted-reaction", view.lower[inner])
            for kid in view.kids_by(verb, "prep", "dative")
            if view.lower[kid] in {"for", "to"}
            for inner in view.kids_by(kid, "pobj")
        )

    def _is_deed(self, act: int) -> bool:
        """Whether it is no telling, or a telling to others: "asked to explain it to the class"."""
        if not self._is.has("telling-act", act):
            return True
        heard = self._is.after(act, {"to"}) if self._view.lemma[act] in _TO_OTHERS else ()
        return any(not self._is.is_ours(one) for one in heard)

    def prompts(self, verb: int) -> Iterator[int]:
        """Yield the participles by which the press, or nobody who is named, asked for words."""
        for prompt in self._is.prompts(verb):
            asks = self._is.has("questioning-verb", prompt) and self.of_press(prompt)
            told = any(True for _ in self.named(prompt)) or self.has_topic(prompt)
            handed = self._is.is_handed(prompt) and self.of_press(prompt)
            if handed or (asks and told and not self.wants_deed(prompt)):
                yield prompt

    def to_others(self, act: int) -> bool:
        """Return whether somebody else is spoken to: "refused to talk to the union"."""
        heard = self._is.after(act, {"to", "with", "at", "before"})
        return any(not self._is.is_ours(one) and self._view.pos[one] != "NUM" for one in heard)

    def before_reporter(self, act: int) -> bool:
        """Return whether a reporter is in the sentence and nobody else is spoken to."""
        ours = self._is.of_ours(self._view.sentence(act))
        return (ours or self._is.is_prompted(act)) and not self.to_others(act)

    def on_stage(self, verb: int) -> bool:
        """Return whether it was asked before an audience: on a show, at a rally."""
        view = self._view
        return any(
            self._is.lexicon.has("stage-noun", view.lemma[token].lower()) and not view.quoted[token]
            for token in range(*view.sentence(verb))
            if view.dep[token] in {"pobj", "compound"}
            and view.lower[view.head[token]] not in _BEFORE
            and not self._is_for_press(token)
        )

    def _is_for_press(self, stage: int) -> bool:
        """Whether reporters ask there: an interview, a briefing, a news conference."""
        view = self._view
        if view.lemma[stage] in {"interview", "briefing"}:
            return not any(self._is.has("stage-noun", kid) for kid in view.kids[stage])
        before = view.lower[stage - 1] if stage else ""
        return view.lemma[stage] == "conference" and before in _PRESS
