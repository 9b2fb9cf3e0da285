"""How a content hangs on a verb: as its clause, its object, behind a preposition, around it."""

from __future__ import annotations

from collections.abc import Iterator

from kg.extraction.rules.finding.nominal import of_adjective, of_copula, of_noun
from kg.extraction.rules.text.frames import (
    Candidate,
    Frame,
    candidate_of,
    cue_of,
    issuer_of,
    key_of,
    speaks_as,
)
from kg.extraction.rules.text.subjects import antecedent_of, is_passive, own_subject
from kg.extraction.rules.text.view import Range, View

_ADJUNCTS = frozenset(
    {"in", "on", "at", "during", "after", "before", "since", "by", "until", "within", "amid"}
)
_BELONGS = frozenset({"prep", "xcomp", "oprd", "dative", "advcl", "acl", "ccomp", "relcl"})


def candidates(view: View) -> Iterator[Candidate]:
    """Yield every way in which a word of the article could attribute something."""
    for token in range(view.size):
        pos = view.pos[token]
        if pos == "VERB":
            yield from _of_verb(view, token)
        elif pos == "AUX" and view.lemma[token] == "be":
            yield from of_copula(view, token)
        elif pos == "NOUN":
            yield from of_noun(view, token)


def _of_verb(view: View, verb: int) -> Iterator[Candidate]:
    yield from _clauses(view, verb)
    if is_passive(view, verb):
        yield from _passive(view, verb)
    else:
        yield from _objects(view, verb)
    yield from _prepositions(view, verb)
    yield from _parenthesis(view, verb)
    yield from of_adjective(view, verb)


def _clauses(view: View, verb: int) -> Iterator[Candidate]:
    for kid in view.kids_by(verb, "ccomp"):
        if kid > verb:
            yield candidate_of(view, verb, Frame.CLAUSE, (_following(view, verb, kid),))
        else:
            yield candidate_of(view, verb, Frame.CLAUSE, _preceding(view, verb, kid))
    for kid in view.kids_by(verb, "xcomp"):
        if view.kid(verb, "dobj") is None and kid > verb:
            yield candidate_of(view, verb, Frame.INFINITIVE, (view.subtree(kid),))
    for kid in view.kids_by(verb, "advcl"):
        # "asked whether", "warned that", where the parser takes the clause for an adverbial one
        mark = view.kid(kid, "mark", "advmod")
        if (
            mark is not None
            and mark > verb
            and view.lower[mark] in {"that", "whether", "if", "how"}
        ):
            yield candidate_of(view, verb, Frame.CLAUSE, (view.subtree(kid),))


def _following(view: View, verb: int, kid: int) -> Range:
    first, last = view.subtree(kid)
    first = max(first, verb + 1)
    for other in view.kids_by(verb, "conj"):
        # a second clause that the parser has hung on the cue itself
        if other > kid and own_subject(view, other) is not None and _quoted_on(view, last, other):
            last = max(last, view.subtree(other)[1])
    return first, last


def _quoted_on(view: View, last: int, other: int) -> bool:
    return view.quoted[other] and view.quoted[last - 1]


def _preceding(view: View, verb: int, kid: int) -> tuple[Range, ...]:
    subject = own_subject(view, verb)
    stop = min(cue_of(view, verb)[0], view.left[subject] if subject is not None else verb)
    first, last = view.subtree(kid)
    sentence = view.sentence(verb)
    if view.dep[verb] == "ROOT":
        first = sentence[0]
    if stop <= first or kid >= stop:
        # the cue stands inside its own content: "It is, he said, a start"
        start = min(subject if subject is not None else verb, cue_of(view, verb)[0])
        first, last = view.subtree(kid)
        return tuple(piece for piece in ((first, start), (verb + 1, last)) if piece[0] < piece[1])
    pieces = [(first, min(stop, max(last, stop)))]
    if last > verb + 1:
        pieces.append((verb + 1, last))
    return tuple(pieces)


def _objects(view: View, verb: int) -> Iterator[Candidate]:
    for kid in view.kids_by(verb, "dobj"):
        if any(issuer_of(view, clause) == verb for clause in view.kids_by(kid, "acl")):
            continue
        first, last = view.subtree(kid)
        last = _without_aside(view, kid, _without_channel(view, kid, last))
        yield candidate_of(
            view, verb, Frame.OBJECT, ((first, _with_company(view, verb, kid, last)),)
        )
        for clause in view.kids_by(verb, "xcomp", "oprd", "ccomp"):
            if clause > kid:
                content = (view.subtree(clause),)
                key = f"{view.lemma[verb]} somebody to"
                yield candidate_of(view, verb, Frame.INFINITIVE, content, key=key)


def _without_aside(view: View, noun: int, last: int) -> int:
    """Return where an object ends, leaving out what a comma sets apart: "the plan, which ...,"."""
    for kid in view.kids_by(noun, "relcl", "appos", "advcl", "acl"):
        if kid > noun and view.words[view.left[kid] - 1] == ",":
            last = min(last, view.left[kid] - 1)
    return max(last, noun + 1)


def _without_channel(view: View, noun: int, last: int) -> int:
    """Return where an object ends, leaving out where it was said: "on" or "via" a named service."""
    for kid in view.kids_by(noun, "prep"):
        inner = view.kid(kid, "pobj")
        if kid < noun or inner is None or view.lower[kid] not in {"on", "via"}:
            continue
        if view.pos[inner] == "PROPN" and view.right[kid] == last:
            return max(noun + 1, kid)
    return last


def _with_company(view: View, verb: int, kid: int, last: int) -> int:
    """Return where an object ends together with what is said of it ("Smith as unfit")."""
    for other in view.kids[verb]:
        if other <= kid or view.dep[other] not in _BELONGS:
            continue
        if view.dep[other] == "prep" and view.lower[other] in _ADJUNCTS:
            break
        aside = view.words[view.left[other] - 1] == ","
        if view.dep[other] == "advcl" and (aside or view.tag[other] not in {"VBG", "VB"}):
            break
        if view.left[other] > last + 1:
            break
        last = max(last, view.subtree(other)[1])
    return last


def _prepositions(view: View, verb: int) -> Iterator[Candidate]:
    for kid in view.kids_by(verb, "prep", "agent"):
        if kid < verb or view.dep[kid] == "agent":
            continue
        inner = view.kid(kid, "pobj", "pcomp")
        if inner is None or speaks_as(view, kid, inner):
            continue
        first, last = view.subtree(kid)
        key = f"{key_of(view, verb)} {view.lower[kid]}"
        found = candidate_of(view, verb, Frame.PREPOSITION, ((kid + 1, last),), key=key)
        if first == kid == found.cue[1]:
            found = Candidate(
                verb, key, found.frame, (found.cue[0], kid + 1), found.content, found.source
            )
        yield found


def _completes(view: View, preposition: int) -> bool:
    """Whether a phrase belongs to what is said of the subject: "seen as", "accused of"."""
    inner = view.kid(preposition, "pcomp")
    if inner is not None and speaks_as(view, preposition, inner):
        return False
    return view.lower[preposition] in {"as", "of", "for", "with"}


def _passive(view: View, verb: int) -> Iterator[Candidate]:
    subject = view.kid(verb, "nsubjpass")
    if subject is None:
        if view.dep[verb] != "acl":
            return
        noun = view.head[verb]
        yield candidate_of(view, verb, Frame.PASSIVE, ((view.left[noun], noun + 1),))
        return
    relative = antecedent_of(view, subject) is not None
    content = [(subject, subject + 1) if relative else view.subtree(subject)]
    for kid in view.kids_by(verb, "xcomp", "oprd", "prep", "ccomp"):
        if view.dep[kid] == "prep" and not _completes(view, kid):
            continue
        if kid > verb:
            content.append(view.subtree(kid))
    yield candidate_of(view, verb, Frame.PASSIVE, tuple(content))


def _parenthesis(view: View, verb: int) -> Iterator[Candidate]:
    """The clause that reports hangs on what it reports: "as the paper reports", ", he says,"."""
    head, dep = view.head[verb], view.dep[verb]
    if dep not in {"parataxis", "advcl", "ccomp", "acl", "relcl", "conj"}:
        return
    if view.kid(verb, "ccomp", "dobj", "xcomp") is not None:
        return
    subject = own_subject(view, verb)
    if subject is None or is_passive(view, verb):
        return
    as_mark = view.kid(verb, "mark")
    said_so = as_mark is not None and view.lower[as_mark] == "as"
    first = min(view.left[subject], cue_of(view, verb)[0], as_mark if as_mark is not None else verb)
    comma = first > 0 and view.words[first - 1] in {",", "”", '"', "—", "–", "--"}
    if not (comma or said_so) or (as_mark is not None and not said_so):
        return
    whole = view.dep[head] == "ROOT" or (said_so and comma)
    clause = view.sentence(verb) if whole else view.subtree(head)
    last = max(verb + 1, view.right[verb] if dep != "advcl" or said_so else verb + 1)
    pieces = tuple(p for p in ((clause[0], first), (last, clause[1])) if _worded(view, p))
    if pieces:
        key = f"as {view.lemma[verb]}" if said_so else ""
        yield candidate_of(view, verb, Frame.PARENTHESIS, pieces, key=key)


def _worded(view: View, tokens: Range) -> bool:
    return any(view.is_word(token) for token in range(*tokens))
