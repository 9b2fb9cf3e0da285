"""What no record may say: of an anonymous source above all, and beyond all measure."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeAlias

import pytest

from kg import record
from kg.errors import InputRefused

Json: TypeAlias = dict[str, Any]
Change: TypeAlias = Callable[[Json], None]

TEXT = (
    "A senior official, who asked not to be named, said the pier is shut. Jane Roe, the "
    "official, said it was closed. An aide to Mayor Poe said it would open. Poe’s deputy and "
    "Poe aides at the Dock Board (DB) agreed. Tom Poe, a senior official of the town, said no."
)


def at(words: str, number: int = 0) -> list[int]:
    """Return where words stand, for the first time or later."""
    start = -1
    for _ in range(number + 1):
        start = TEXT.index(words, start + 1)
    return [start, start + len(words)]


def document() -> Json:
    """Return a record with an anonymous source, two people, a body and someone nameless."""
    return {
        "recordVersion": "2",
        "origin": "human",
        "maker": {"name": "an editor"},
        "article": {"identifier": "pier", "outlet": "The Harbour Gazette", "text": TEXT},
        "sources": [
            {"id": "anon", "identification": "anonymous-described", "kind": "official-person",
             "description": "A senior official", "mentions": [at("A senior official")]},
            {"id": "jane", "identification": "named", "kind": "person", "name": "Jane Roe",
             "mentions": [at("Jane Roe")]},
            {"id": "poe", "identification": "named", "name": "Tom Poe",
             "mentions": [at("Tom Poe")]},
            {"id": "board", "identification": "named", "kind": "government-body",
             "name": "Dock Board", "mentions": [at("Dock Board"), at("DB")]},
            {"id": "crew", "identification": "unstated", "description": "the official",
             "mentions": [at("the official")]},
        ],
        "attributions": [
            {"id": "a", "source": "anon", "content": [at("the pier is shut")],
             "sourceSpans": [at("A senior official")]},
            {"id": "j", "source": "jane", "content": [at("it was closed")]},
            {"id": "p", "source": "poe", "content": [at("it would open")]},
            {"id": "b", "source": "board", "content": [at("agreed")]},
            {"id": "c", "source": "crew", "content": [at("no", 1)]},
        ],
    }  # fmt: skip


def source(which: str, /, **keys: object) -> Change:
    """Return a change of one source."""
    return lambda found: next(s for s in found["sources"] if s["id"] == which).update(keys)


def statement(which: str, /, **keys: object) -> Change:
    """Return a change of one attribution."""
    return lambda found: next(a for a in found["attributions"] if a["id"] == which).update(keys)


def part(which: str, /, **keys: object) -> Change:
    """Return a change of the maker or the article."""
    return lambda found: found[which].update(keys)


def request(**keys: object) -> Change:
    """Return an addition of a request for comment."""
    made = {"id": "r", "spans": [at("agreed")], "outcome": "responded", **keys}
    return lambda found: found.update(requests=[made])


def changed(*changes: Change) -> Json:
    """Return the document with changes."""
    found = document()
    for change in changes:
        change(found)
    return found


def anon(words: str, *more: str, **keys: object) -> Change:
    """Return a change after which the anonymous source is described by, and mentioned at, words."""
    mentions = [at(each) for each in (words, *more)]
    return source("anon", **{"description": words, "mentions": mentions, **keys})


NAMED = "Jane Roe, the official"
FIRST = at("A senior official")
TIED: dict[str, tuple[tuple[Change, ...], str]] = {
    "a place that begins with a person's": (
        (anon(NAMED), ), "both mentioned"),
    "a second mention that does": (
        (source("anon", mentions=[FIRST, at(NAMED)]),), "both mentioned"),
    "a part of a person's place": (
        (anon("Jane Ro"),), "both mentioned"),
    "a role at a person's place": (
        (source("anon", mentions=[FIRST, at(NAMED)], role=NAMED),), "both mentioned"),
    "the place of a statement's source": (
        (statement("a", sourceSpans=[at(NAMED)]),), "both mentioned"),
    "a person inside a description that does not name them": (
        (source("jane", mentions=[at("Jane Roe"), at("senior official")]),), "both mentioned"),
    "a person's place around it": (
        (source("jane", mentions=[[FIRST[0], FIRST[1] + 5]]),), "both mentioned"),
    "a reason where a person is named": (
        (source("anon", reason="safety", reasonSpans=[at("shut. Jane Roe")]),), "both mentioned"),
    "a request to an anonymous source at a person's place": (
        (request(party="anon", partySpans=[at(NAMED)]),), "both mentioned"),
    "a description that begins with a name": (
        (source("jane", mentions=[]), anon(NAMED)), "described by the name"),
    "words at its place that begin with a last name": (
        (source("jane", mentions=[]), source("anon", mentions=[FIRST, at("Roe, the official")])),
        "described by the name"),
    "a name with a space of another kind": (
        (source("jane", name="Jane Roe\u200b", mentions=[]), anon("Jane Roe")),
        "described by the name"),
    "a name that the article does not print": (
        (source("jane", name="Zed Zander"),), "its name is not in the article"),
    "a body in a letter of the description": (
        (source("board", mentions=[at("A", 0)]), source("anon", memberOf="board")), "do not name"),
    "a body that is mentioned inside": (
        (source("board", mentions=[at("official")]), source("anon", memberOf="board")),
        "do not name"),
    "a body whose name ends as the description does": (
        (source("jane", kind="company", name="Jane Roe, the official"),
         source("anon", memberOf="jane")), "do not name"),
    "an outlet that is called by a letter": (
        (part("article", outlet="A"), source("anon", memberOf="publisher")), "do not name"),
    "a named body behind a nameless one": (
        (source("crew", description="official", memberOf="board"), source("anon", memberOf="crew")),
        "do not name 'board'"),
    "a person who belongs to it": (
        (source("jane", memberOf="anon"),), "lead from it to an anonymous"),
    "a person who speaks for it": (
        (source("jane", speaksFor="anon"),), "lead from it to an anonymous"),
    "a person who belongs to it through another": (
        (source("crew", speaksFor="anon"), source("jane", memberOf="crew")),
        "lead from it to an anonymous"),
    "a role that is its description": (
        (source("jane", role="A senior official, who asked not to be named"),),
        "is how an anonymous source"),
    "its words as a person's reply": (
        (request(party="jane", answeredBy=["a"]),), "neither its party"),
    "a person's words as its reply": (
        (request(party="anon", answeredBy=["j"]),), "neither its party"),
    "a nameless source at its place": (
        (source("crew", mentions=[FIRST]),), "its description is not in the text there"),
    "a rule with a name": (
        (statement("a", rule="roe-is-the-official"),), "'roe' in it"),
    "a maker with a name": (
        (part("maker", name="the editor whom Roe told"),), "'roe' in it"),
}  # fmt: skip


@pytest.mark.parametrize(("changes", "what"), TIED.values(), ids=TIED)
def test_no_anonymous_source_is_tied_to_a_name(changes: tuple[Change, ...], what: str) -> None:
    with pytest.raises(InputRefused, match=what):
        record.parse(changed(*changes))


PRINTED: dict[str, tuple[Change, ...]] = {
    "nothing changed": (),
    "an aide to somebody": (
        anon("An aide to Mayor Poe"),
        source("poe", mentions=[at("Tom Poe"), at("Mayor Poe")]),
    ),
    "somebody's deputy": (anon("Poe’s deputy"), source("poe", mentions=[at("Poe", 1)])),
    "somebody's aides": (anon("Poe aides"), source("poe", mentions=[at("Poe", 2)])),
    "one who speaks for somebody": (anon("An aide to Mayor Poe", speaksFor="poe"),),
    "a body by its name": (anon("Poe aides at the Dock Board", memberOf="board"),),
    "a body by its acronym": (
        anon("Poe aides at the Dock Board (DB)", memberOf="board"),
        source("board", name="Board of the Dock", mentions=[at("DB")]),
    ),
    "a name in another order": (source("jane", name="Roe, Jane"),),
    "a name that only the byline has": (
        part("article", author="Ada Lind"),
        source("jane", name="Ada Lind"),
    ),
    "a role that is printed of the named one too": (
        anon("senior official"),
        source("poe", role="senior official of the town"),
    ),
    "its own reply": (request(party="anon", answeredBy=["a"]),),
    "people who are not anonymous": (request(party="jane", answeredBy=["p"]),),
    "a cue and a hedge at a person's place": (
        statement("a", cue=[at("Jane Roe")], hedge="modal", hedgeSpans=[at("Jane Roe")]),
    ),
    "a rule of the pattern": (statement("a", rule="verb-before"),),
}


@pytest.mark.parametrize("changes", PRINTED.values(), ids=PRINTED)
def test_what_articles_print_is_taken(changes: tuple[Change, ...]) -> None:
    assert record.parse(changed(*changes)).extraction.attributions


FORM: dict[str, tuple[Change, str]] = {
    "an empty id": (source("jane", id=""), "sources.1.id"),
    "an empty reference to a statement": (statement("j", nestedIn=""), "nestedIn"),
    "an empty reference to a source": (statement("j", recipient=""), "recipient"),
    "no language": (part("article", language=""), "article.language"),
    "words for a language": (part("article", language="en-it-is-jane"), "article.language"),
    "a long language": (part("article", language="en" + "-abcdefgh" * 9), "article.language"),
    "half a character": (part("article", text=TEXT + "\ud800"), "half a character"),
    "a long name": (source("jane", name="Jane " * 70), "at most 300"),
    "a long role": (source("jane", role="Jane " * 70), "at most 300"),
    "a number of people that is no count": (source("anon", statedMax=441_234_567), "statedMax"),
    "a rule that ends a line": (statement("a", rule="clause\n"), "rule"),
    "a maker that ends a line": (part("maker", name="hand\n"), "maker.name"),
    "a maker that steers a terminal": (part("maker", name="a\x9b31mb"), "maker.name"),
    "a maker that turns the writing": (part("maker", name="a\u202eb"), "maker.name"),
    "a maker's telephone": (part("maker", name="call 79460999"), "more than four digits"),
    "a maker of many words": (part("maker", name="a b c d e f g h i"), "maker.name"),
    "a version of several words": (part("maker", version="1 or 2"), "maker.version"),
}


@pytest.mark.parametrize(("change", "what"), FORM.values(), ids=FORM)
def test_the_form_leaves_no_room_for_it(change: Change, what: str) -> None:
    with pytest.raises(InputRefused, match=what):
        record.parse(changed(change))


@pytest.mark.parametrize("language", ["en", "de-AT", "sr-Latn-RS", "es-419", "sl-rozaj"])
def test_languages(language: str) -> None:
    assert record.parse(changed(part("article", language=language))).article.language == language


def many(count: int, width: int = 1) -> list[list[int]]:
    """Return so many spans that do not touch."""
    return [[2 * number, 2 * number + width] for number in range(count)]


def long(*changes: Change) -> Json:
    """Return the document with a text of 3,000 characters more."""
    return changed(part("article", text=TEXT + " lock" * 600), *changes)


def crowd(count: int) -> Change:
    """Return an addition of so many sources with 1,000 mentions each."""
    more = [
        {"id": str(at), "identification": "unstated", "mentions": many(1_000)}
        for at in range(count)
    ]
    return lambda found: found["sources"].extend(more)


def chain(count: int) -> Change:
    """Return an addition of so many nameless bodies that each belong to the next."""
    more = [
        {
            "id": f"o{at}",
            "identification": "unstated",
            "description": "official",
            "memberOf": f"o{min(at + 1, count - 1)}",
        }
        for at in range(count)
    ]
    more[-1].pop("memberOf")

    def change(found: Json) -> None:
        found["sources"].extend(more)
        source("anon", memberOf="o0")(found)

    return change


def names(*lengths: int) -> Change:
    """Return a change after which so many statements each infer from so many."""
    said = [
        {"id": str(at), "source": "jane", "content": [[0, 9]], "infersFrom": ["a"] * length}
        for at, length in enumerate(lengths)
    ]
    return lambda found: found.update(attributions=[*found["attributions"], *said])


@pytest.mark.parametrize(
    ("change", "what"),
    [
        (statement("j", content=many(101)), "101 pieces or places, 100 at most"),
        (statement("j", cue=many(101)), "101 pieces or places, 100 at most"),
        (source("jane", mentions=many(1_001)), "1,001 pieces or places, 1,000 at most"),
        (crowd(100), "pieces and places together, 100,000 at most"),
        (chain(51), "more than 50 others follow"),
        (names(201), "names 201 others in one list, 200 at most"),
        (names(*[200] * 101), "name 20,200 others together, 20,000 at most"),
    ],
)
def test_a_record_beyond_measure_is_refused(change: Change, what: str) -> None:
    with pytest.raises(InputRefused, match=what):
        record.parse(long(change))


@pytest.mark.parametrize(
    "change",
    [statement("j", content=many(100)), chain(50), names(200), names(*[200] * 100)],
)
def test_a_record_of_the_full_measure_is_taken(change: Change) -> None:
    assert record.parse(long(change)).extraction.attributions
