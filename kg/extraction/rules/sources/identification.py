"""How far an article identifies a source that it calls by a common noun."""

from __future__ import annotations

from dataclasses import replace

from kg.extraction.rules.sources.crowds import is_crowd
from kg.extraction.rules.sources.kinds import is_human_role, is_outlet_name, is_people
from kg.extraction.rules.sources.mentions import Mention, mention_of
from kg.extraction.rules.sources.particular import (
    FEW,
    are_counted,
    are_few,
    qualities,
    same_ask,
    says_privately,
    was_there,
)
from kg.extraction.rules.sources.pseudonyms import posts_as
from kg.extraction.rules.text.lexicon import Lexicon
from kg.extraction.rules.text.view import View
from kg.model import Identification

_RETAINED = frozenset({"lawyer", "attorney", "solicitor", "barrister"})
_SPEAK_FOR_THEMSELVES = frozenset(
    {"source", "insider", "informant", "leaker", "whistleblower", "tipster"}
)
"""Nouns for those of whom nobody could say for which body they speak, however many they are."""

_SOME = frozenset({"those", "one", "two", "three", "four", "five", "several", "some", "others"})
_INSIDE = frozenset({"familiar", "briefed"})
_DOERS = frozenset({"nsubj", "nsubjpass", "pobj"})
_MEMORY = 400
_MODIFIERS = frozenset({"amod", "compound", "nmod", "prep", "acl", "relcl", "poss"})
_BODY_NOUNS = ("company-noun", "government-noun", "organisation-noun", "outlet-noun", "body-noun")
_BUSINESSES = ("maker", "caster", "facturer", "lender", "insurer")
_OPEN_ROLES = frozenset(
    {"judge", "magistrate", "coroner", "speaker", "president", "candidate", "nominee", "contender"}
    | {"justice"}
    | {"governor", "premier", "chancellor"}
)
"""Who speaks in public, so that nobody holds back who it is."""

_UNNAMEABLE = frozenset({"people", "person", "individual"})


def identification_of(view: View, lexicon: Lexicon, mention: Mention) -> Identification:
    """Return how far a mention identifies whoever it names.

    Anonymous is who is said to speak unnamed, and who is called by a noun that stands for
    such people in the press: a source, an official, an aide. A spokesperson, and the lawyer
    of somebody, speaks for whoever is named; officials and aides of whom nothing tells that
    they are a few particular people speak for their body, and a crowd claims no anonymity.
    """
    # where the text names whom it says it does not, it is left open who that is
    open_ = Identification.UNRESOLVED
    if posts_as(view, mention.head) and not mention.contradicted:
        return Identification.PSEUDONYMOUS
    return open_ if mention.contradicted else _identified(view, lexicon, mention)


def _identified(view: View, lexicon: Lexicon, mention: Mention) -> Identification:
    mention = _as_noun(view, lexicon, mention)
    lemma = view.lemma[mention.head]
    whole = _whole(view, lexicon, mention)
    some = whole is not None and identification_of(view, lexicon, whole).anonymous
    if some or _is_of_interviews(view, lexicon, mention):
        return Identification.ANONYMOUS_DESCRIBED
    if is_withheld(view, lexicon, mention):
        return _of_withheld(view, lexicon, mention)
    if _speaks_for(view, mention.head):
        return Identification.UNSTATED
    if any(lexicon.has("spokesperson-noun", word) for word in (lemma, view.lower[mention.head])):
        return Identification.UNSTATED
    if lexicon.has("anonymous-noun", lemma):
        return _of_anonymous_noun(view, lexicon, mention)
    if _is_some_one(view, mention) and lexicon.has("anonymous-single-noun", lemma):
        return Identification.ANONYMOUS_DESCRIBED
    if lexicon.has("document-noun", lemma):
        crowd = is_crowd(view, lexicon, mention.head)
        return Identification.COLLECTIVE_UNNAMED if crowd else Identification.UNSTATED
    if _is_particular(view, lexicon, mention):
        return Identification.ANONYMOUS_DESCRIBED
    many = mention.plural or lexicon.has("group-noun", lemma)
    if many or is_crowd(view, lexicon, mention.head):
        return Identification.COLLECTIVE_UNNAMED
    return Identification.UNRESOLVED if mention.definite else Identification.UNSTATED


def _speaks_for(view: View, head: int) -> bool:
    """Whether it is somebody's lawyer or press officer, who speaks on the record for them."""
    lemma = view.lemma[head]
    beside = {view.lower[kid] for kid in view.kids_by(head, "compound", "amod")}
    if lemma == "officer" and beside & {"press", "media", "communications"}:
        return True
    return lemma in _RETAINED and view.kid(head, "poss") is not None


def _as_noun(view: View, lexicon: Lexicon, mention: Mention) -> Mention:
    """Return a mention by the noun in it for who speaks unnamed, where the parse heads it else.

    So it reads "sources privy to the talks" if it takes "privy" for a verb.
    """
    if view.pos[mention.head] in {"NOUN", "PROPN", "NUM", "PRON", "DET"}:
        return mention
    for token in range(mention.tokens[0], mention.head):
        noun = view.pos[token] == "NOUN" and view.dep[token] not in {"compound", "poss", "pobj"}
        if noun and lexicon.has("anonymous-noun", view.lemma[token]):
            return replace(mention, head=token, plural=view.tag[token] == "NNS")
    return mention


def _of_withheld(view: View, lexicon: Lexicon, mention: Mention) -> Identification:
    """Of "unnamed people" no more is told than that; of "unnamed bankers" what they are."""
    head = mention.head
    told = [kid for kid in view.kids[head] if view.dep[kid] in _MODIFIERS]
    bare = lexicon.has("bare-noun", view.lemma[head]) and not told
    if view.lemma[head] in _UNNAMEABLE and told:
        bare = all(lexicon.has("anonymity", view.lower[kid]) for kid in told)
    return Identification.ANONYMOUS_BARE if bare else Identification.ANONYMOUS_DESCRIBED


def _is_particular(view: View, lexicon: Lexicon, mention: Mention) -> bool:
    """Whether particular people are meant: "a project manager", "two of its engineers".

    So they are when they come back: "the boy" after "a boy of about ten", "the sister"
    after "his sister". Judges speak in public, and are only not named.
    """
    head = mention.head
    if view.lower[head] in FEW or _is_one_heard(view, head):
        return _has_some_of(view, lexicon, head)
    if mention.plural and _are_heard(view, lexicon, mention):
        return True
    of_a_party = view.label[head] == "NORP"
    if not (of_a_party or (view.pos[head] == "NOUN" and _is_human(lexicon, view.lemma[head]))):
        return False
    if mention.plural:
        return not mention.definite and are_few(view, mention)
    if mention.definite:
        return _was_brought_in(view, head)
    # "a Republican" may be any of them
    of_many = {"another", "one"} if of_a_party else {"a", "an", "another", "one"}
    before = (view.left[head], *view.kids_by(head, "det", "nummod"))
    one = any(view.lower[token] in of_many for token in before)
    return one and not _is_only_seen(view, lexicon, head)


def _is_one_heard(view: View, head: int) -> bool:
    """Whether one of some speaks, who is not named behind them: "one of its clerks, Ada Pell"."""
    spoke = view.dep[head] == "nsubj" and view.pos[view.head[head]] == "VERB"
    whole = range(head, view.subtree(head)[1])
    named = any(view.dep[token] == "appos" for token in whole)
    anybody = any(view.lower[token] == "people" for token in whole)
    return view.lower[head] == "one" and spoke and not named and not anybody


def _are_heard(view: View, lexicon: Lexicon, mention: Mention) -> bool:
    """Whether a small number, by whatever noun, told somebody: "three old hands told me"."""
    head, verb = mention.head, view.head[mention.head]
    spoke = view.dep[head] == "nsubj" and view.lemma[verb] in {"tell", "confide"}
    spoke = spoke and view.kid(verb, "dobj", "dative") is not None and not mention.definite
    body = any(lexicon.has(words, view.lemma[head]) for words in (*_BODY_NOUNS, "document-noun"))
    noun = view.pos[head] == "NOUN" and view.label[head] != "CARDINAL"
    return spoke and not body and noun and are_few(view, mention)


def _is_only_seen(view: View, lexicon: Lexicon, head: int) -> bool:
    """Whether no more is told than how somebody looks: "a man", "a woman in a red coat".

    So it is with a reporter who puts a question: who that was is only not told.
    """
    if lexicon.has("journalist-noun", view.lemma[head]):
        return view.kid(head, "prep", "acl", "relcl") is None
    if view.lemma[head] not in {"man", "woman", "person"}:
        return False
    told = [kid for kid in view.kids[head] if view.dep[kid] in _MODIFIERS]
    return all(view.dep[kid] == "prep" and view.lower[kid] in {"in", "with"} for kid in told)


def _has_some_of(view: View, lexicon: Lexicon, number: int) -> bool:
    """Whether a number counts some people out of more: "two of its officials"."""
    for kid in view.kids_by(number, "prep"):
        inner = view.kid(kid, "pobj")
        if view.lower[kid] == "of" and inner is not None and view.lower[inner] == "those":
            return True
        if view.lower[kid] == "of" and inner is not None and view.tag[inner] == "NNS":
            return _is_human(lexicon, view.lemma[inner])
    return False


def _was_brought_in(view: View, head: int) -> bool:
    """Whether a noun that stands alone was said before of somebody, with "a" or "his"."""
    if any(view.dep[kid] in _MODIFIERS for kid in view.kids[head]):
        return False
    for token in range(head - 1, max(-1, head - _MEMORY), -1):
        if view.lemma[token] != view.lemma[head] or view.tag[token] != "NN":
            continue
        if view.pos[token] != "NOUN" or view.kid(token, "appos") is not None:
            return False
        brings = view.kid(token, "det", "poss")
        named = view.dep[token] in {"appos", "attr", "compound"}
        word = "" if brings is None else view.lower[brings]
        if word != "the":
            return bool(word) and not named
    return False


def _is_human(lexicon: Lexicon, noun: str) -> bool:
    """Whether a noun is what a human being is called, and not a business: "carmaker"."""
    if noun in _OPEN_ROLES or any(lexicon.has(words, noun) for words in _BODY_NOUNS):
        return False
    if lexicon.has("group-noun", noun) or noun.endswith(_BUSINESSES):
        return False
    return is_people(lexicon, noun)


def speaks_in_confidence(view: View, lexicon: Lexicon, head: int) -> bool:
    """Return whether somebody is called as those are who speak to the press unnamed."""
    nouns = [head]
    for kid in view.kids_by(head, "prep"):
        nouns.extend(view.kids_by(kid, "pobj") if view.lower[kid] == "of" else ())
    if any(lexicon.has("anonymous-noun", view.lemma[noun]) for noun in nouns):
        return True
    return _is_called_unnamed(view, lexicon, head) or knows_from_within(view, lexicon, head)


def _is_some_one(view: View, mention: Mention) -> bool:
    """Whether one of many is meant: "a lawmaker", "one lawyer"; not "Senator from Texas"."""
    if mention.plural or mention.definite:
        return False
    counted = view.kid(mention.head, "nummod", "det", "poss") is not None
    return counted or view.words[mention.head].islower()


def _whole(view: View, lexicon: Lexicon, mention: Mention) -> Mention | None:
    """Return those of whom the mention is one or some: "one of the officials"."""
    head = mention.head
    part = view.pos[head] in {"NUM", "DET", "ADJ"} or lexicon.has("group-noun", view.lower[head])
    for kid in view.kids_by(head, "prep") if part else ():
        inner = view.kid(kid, "pobj")
        if view.lower[kid] != "of" or inner is None:
            continue
        if view.lower[inner] == "them":
            return _group_before(view, lexicon, head, lemma="")
        if view.pos[inner] == "NOUN":
            earlier = _group_before(view, lexicon, head, lemma=view.lemma[inner])
            whole = mention_of(view, lexicon, inner)
            return whole if earlier is None or not whole.definite else earlier
    return None


def _is_of_interviews(view: View, lexicon: Lexicon, mention: Mention) -> bool:
    """Whether it is what unnamed people told in interviews: "interviews with six clerks"."""
    if view.lemma[mention.head] != "interview" or not mention.plural:
        return False
    first, last = mention.tokens[0], view.subtree(mention.head)[1]
    people = (token for token in range(first, last) if view.tag[token] == "NNS")
    named = any(
        view.label[token] == "PERSON" and view.dep[token] in {"pobj", "conj", "appos"}
        for token in range(first, last)
    )
    return not named and any(_is_human(lexicon, view.lemma[token]) for token in people)


def _group_before(view: View, lexicon: Lexicon, place: int, *, lemma: str) -> Mention | None:
    """Return the group that was told of before: by the same noun, or the latest for "them"."""
    for token in range(place - 1, max(-1, place - _MEMORY), -1):
        if view.tag[token] != "NNS" or not (lemma or view.dep[token] in _DOERS):
            continue
        if not lemma or view.lemma[token] == lemma:
            return mention_of(view, lexicon, token)
    return None


def _of_anonymous_noun(view: View, lexicon: Lexicon, mention: Mention) -> Identification:
    """A source, an official and nothing else is bare; "officials" tells at least that much."""
    lemma = view.lemma[mention.head]
    if mention.plural and not _are_particular(view, lexicon, mention):
        return Identification.COLLECTIVE_UNNAMED
    bare = lexicon.has("bare-noun", lemma) and not _described(view, mention)
    if bare and (lemma == "source" or not mention.plural):
        return Identification.ANONYMOUS_BARE
    return Identification.ANONYMOUS_DESCRIBED


def _are_particular(view: View, lexicon: Lexicon, mention: Mention) -> bool:
    """Whether some that are counted speak, and not all for their body: "aides said"."""
    head = mention.head
    if view.lemma[head] in _SPEAK_FOR_THEMSELVES or are_counted(view, mention):
        return True
    if same_ask(view, lexicon, head):
        return True
    former = any(view.lower[kid] == "former" for kid in qualities(view, head))
    if _have_done(view, head):
        return True
    return (former and view.lemma[head] == "official") or _told_newsroom(view, lexicon, head)


def _have_done(view: View, head: int) -> bool:
    """Whether people are told apart by a thing that they did: "aides who have run the numbers"."""
    clause = view.kid(head, "relcl")
    if clause is None or view.kid(head, "det", "poss") is not None:
        return False
    did = view.tag[clause] == "VBN"
    have = any(view.lower[kid] == "have" for kid in view.kids_by(clause, "aux"))
    thing = view.kid(clause, "dobj")
    who = view.kid(clause, "nsubj")
    return did and have and thing is not None and who is not None and view.lower[who] == "who"


def _told_newsroom(view: View, lexicon: Lexicon, head: int) -> bool:
    """Whether it is to a paper that they spoke: "officials have told the Northern Post"."""
    verb = view.head[head]
    if view.dep[head] != "nsubj" or view.lemma[verb] != "tell":
        return False
    for kid in view.kids_by(verb, "dobj", "dative"):
        named = view.words[view.left[kid] : kid + 1]
        name = " ".join(word for word in named if word.lower() != "the")
        if view.lower[kid] == "us" or (name and is_outlet_name(lexicon, name)):
            return True
    return False


def knows_from_within(view: View, lexicon: Lexicon, head: int) -> bool:
    """Return whether somebody unnamed is called by how he knows: "bankers briefed on the sale"."""
    human = view.lower[head] in _SOME or is_human_role(lexicon, view.lemma[head])
    human = human or any(
        lexicon.has(words, view.lemma[head]) for words in ("people-noun", "anonymous-noun")
    )
    if was_there(view, lexicon, head) or (human and says_privately(view, head)):
        return True
    if view.label[head] != "NORP" and (not human or view.pos[head] == "PROPN"):
        return False
    if _tells_insight(view, head + 1):
        return True
    for kid in view.kids_by(head, "acl", "amod", "acomp", "relcl", "prep", "advmod"):
        inner = view.kid(kid, "pobj")
        if kid == head + 1 and (view.lower[kid] in _INSIDE or _is_close(view, kid)):
            return True
        if view.lower[kid] == "with" and inner is not None and view.lower[inner] == "knowledge":
            return True
    return False


def _tells_insight(view: View, token: int) -> bool:
    """Whether words right behind a noun say how one knows: "close to the", "involved in the"."""
    words = " ".join(view.lower[token : token + 3])
    return words in {"close to the", "involved in the", "familiar with the"}


def _is_close(view: View, token: int) -> bool:
    return view.lower[token] == "close" and view.lower[min(token + 1, view.size - 1)] == "to"


def is_withheld(view: View, lexicon: Lexicon, mention: Mention) -> bool:
    """Return whether the text says, in or beside the mention, that identity is withheld."""
    head, lemma = mention.head, view.lemma[mention.head]
    last = view.subtree(head)[1]
    if _is_called_unnamed(view, lexicon, head):
        return True
    people = lexicon.has("people-noun", lemma) or lemma == "person"
    near = range(head, min(last, mention.tokens[1] + 1))
    if people and any(lexicon.has("closeness", view.lower[token]) for token in near):
        return True
    if knows_from_within(view, lexicon, head):
        return True
    human = people or is_human_role(lexicon, lemma) or lexicon.has("anonymous-noun", lemma)
    sentence = view.phrase(view.sentence(head)).lower() if human else ""
    return any(phrase in sentence for phrase in lexicon.lists.get("anonymity-phrase", frozenset()))


def _is_called_unnamed(view: View, lexicon: Lexicon, head: int) -> bool:
    """Whether an adjective says so: "an anonymous group", "one of several unnamed officials"."""
    nouns = [head]
    for kid in view.kids_by(head, "prep"):
        if view.lower[kid] == "of":
            nouns.extend(view.kids_by(kid, "pobj"))
    return any(
        lexicon.has("anonymity", view.lower[kid])
        for noun in nouns
        for kid in view.kids_by(noun, "amod")
    )


def _described(view: View, mention: Mention) -> bool:
    return any(view.dep[kid] in _MODIFIERS for kid in view.kids[mention.head])
