"""The nouns of what newsrooms want and send: comment and interviews, requests and questions."""

from __future__ import annotations

import re

from kg.extraction.rules.text.lexicon import Lexicon
from kg.extraction.rules.text.view import View

_COMMENTING = frozenset({"comment", "speak", "talk", "respond", "reply", "interview", "discuss"})
_SHORTEST_NAME = 2
_LISTING = frozenset({"list", "number", "series", "string", "set"})


def own_names(outlet: str | None) -> frozenset[str]:
    """Return the words by which a newspaper tells of itself: its name's last word, its initials."""
    parts = re.findall(r"[^\W\d_]+", outlet or "")
    if not parts:
        return frozenset()
    initials = "".join(part[0] for part in parts if part.lower() != "the")
    names = {parts[-1].lower(), initials.lower()}
    return frozenset(name for name in names if len(name) > _SHORTEST_NAME)


class Wanting:
    """Tells the nouns of a newsroom's requests from the same nouns of others."""

    def __init__(self, view: View, lexicon: Lexicon, outlet: str | None = None) -> None:
        """Take the view, the word lists and what the article's own newspaper is called."""
        self.view = view
        self.lexicon = lexicon
        self.own_names = own_names(outlet)

    def has(self, name: str, token: int) -> bool:
        """Return whether a list holds the dictionary form of a word."""
        return self.lexicon.has(name, self.view.lemma[token])

    def wanted(self, noun: int) -> bool:
        """Return whether a noun is what a newsroom asks for: comment, an interview.

        Somebody's comments, or those comments, are what was said and not what is asked for.
        """
        view = self.view
        if view.lower[noun] not in {"comment", "comments", "interview", "interviews"}:
            return False
        return view.kid(noun, "poss") is None and not any(
            view.lower[kid] in {"the", "those", "these", "that", "this"}
            for kid in view.kids_by(noun, "det")
        )

    def requested(self, noun: int | None) -> bool:
        """Return whether a noun is what newsrooms send: a request, a call, an e-mail, questions."""
        if noun is None:
            return False
        view = self.view
        joined = [noun, *view.kids_by(noun, "conj")]
        for one in tuple(joined):
            if view.lower[one] in _LISTING:
                of = [kid for kid in view.kids_by(one, "prep") if view.lower[kid] == "of"]
                joined += [inner for kid in of for inner in view.kids_by(kid, "pobj")]
        return any(self.is_request(one) and not self._wants_else(one) for one in joined)

    def is_request(self, noun: int) -> bool:
        """Return whether a noun is that of a request, a message or a question."""
        view = self.view
        split = view.text[view.start[noun] : view.start[noun] + 6].lower() == "e-mail"
        sent = view.pos[noun] == "NOUN" and self.has("sent-noun", noun)
        return split or sent or self.has("request-noun", noun)

    def _wants_else(self, noun: int) -> bool:
        """Whether a request is for something else than words: "a request to stop", "for help"."""
        view = self.view
        for kid in view.kids[noun]:
            if view.dep[kid] in {"acl", "xcomp"} and view.tag[kid] == "VB":
                reach = self.has("reached-verb", kid)
                return not reach and view.lemma[kid] not in _COMMENTING
            if view.dep[kid] == "acl" and view.lower[kid] == "seeking":
                sought = view.kid(kid, "dobj")
                return sought is None or not self.lexicon.has("wanted-words", view.lower[sought])
            if view.dep[kid] == "prep" and view.lower[kid] == "for":
                wanted = view.kid(kid, "pobj")
                if wanted is not None and self._is_for_else(wanted):
                    return True
        return False

    def _is_for_else(self, wanted: int) -> bool:
        """Whether "for" brings in neither what newsrooms want nor for whom a message was left."""
        view = self.view
        person = view.pos[wanted] in {"PROPN", "PRON"} and view.label[wanted] != "DATE"
        story = view.lower[wanted] in {"story", "article", "report", "piece"}
        words = story or self.lexicon.has("wanted-words", view.lower[wanted])
        return not person and not words
