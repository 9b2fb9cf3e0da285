"""Generated records, for tests that hold for every record.

Documents are made from the published JSON Schema: every key of every part is drawn, so that
a key which is added to the form is generated without a change here. What the schema cannot
say (an anonymous source is described by words at its own mentions, a stance is towards
another statement) is set right afterwards, in `mended`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from datetime import date
from typing import Any, TypeAlias

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from kg import record
from kg.ids import digest
from kg.model import PUBLISHER, Identification, Record, StanceKind
from kg.record.schema import schema

Json: TypeAlias = dict[str, Any]

SCHEMA = schema()
DAYS = st.dates(date(1990, 1, 1), date(2100, 1, 1)).map(date.isoformat)
WORDS = st.text(
    st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="\x00"),
    min_size=1,
    max_size=12,
).filter(lambda text: bool(text.strip()))
TEXT = st.text(
    st.characters(exclude_categories=("Cs", "Cc"), include_characters="\n\t\x1b"),
    min_size=30,
    max_size=80,
).filter(lambda text: bool(text.strip()))
MOST = {"sources": 4, "attributions": 4, "requests": 2, "stances": 2, "passages": 2}
LEAST = {"sources": 1}
FOLLOWING = frozenset({"@context", "id", "type", "versionOf", "words", "sha256", "length"})
"""Keys whose value follows from the rest, or that are passed over."""


def parts(name: str) -> Json:
    """Return the schema of a part of the document."""
    return dict(SCHEMA["$defs"][name])  # type: ignore[index]


def spans(length: int, most: int = 2, least: int = 1) -> SearchStrategy[list[list[int]]]:
    """Return spans inside a text of that length that do not overlap."""
    # few offsets, so that parts often share their place
    return (
        st.lists(
            st.integers(0, length).map(lambda at: at - at % 5),
            min_size=2 * least,
            max_size=2 * most,
            unique=True,
        )
        .map(sorted)
        .map(lambda cuts: [list(pair) for pair in zip(cuts[::2], cuts[1::2], strict=False)])
    )


class Maker:
    """Draws one document; `names` and `told` are the ids that references are drawn from."""

    def __init__(self, draw: DrawFn, text: str) -> None:
        self.draw = draw
        self.text = text
        self.names: list[str] = [PUBLISHER]
        self.told: list[str] = []

    def part(self, name: str) -> Json:
        """Return an object with the keys of a part of the schema."""
        wanted = parts(name)
        needed = wanted["required"]
        return {
            key: self.value(one)
            for key, one in wanted["properties"].items()
            if key not in FOLLOWING and (key in needed or self.present(one))
        }

    def present(self, one: Json) -> bool:
        """Whether an optional value is there; references need something to refer to."""
        told = "'x-onrecord': 'attribution'" in repr(one)
        return self.draw(st.booleans()) and bool(self.told or not told)

    def value(self, one: Json) -> object:
        """Return a value of a schema."""
        if "$ref" in one:
            name = one["$ref"].rpartition("/")[2]
            known = parts(name)
            return self.draw(st.sampled_from(known["enum"])) if "enum" in known else self.part(name)
        if "anyOf" in one:
            return self.value(one["anyOf"][0])
        if one.get("x-onrecord") == "span":
            return self.draw(spans(len(self.text), 1))[0]
        if "x-onrecord" in one:
            held = self.names if one["x-onrecord"] == "source" else self.told
            return self.draw(st.sampled_from(held))
        if "enum" in one:
            return self.draw(st.sampled_from(one["enum"]))
        return self.plain(one)

    def plain(self, one: Json) -> object:
        """Return a value of a plain type."""
        if one["type"] == "array":
            return self.array(one)
        if one["type"] == "integer":
            return self.draw(st.integers(one["minimum"], one["maximum"]))
        if one["type"] == "number":
            return self.draw(st.floats(one["minimum"], one["maximum"]))
        if one["type"] == "boolean":
            return self.draw(st.booleans())
        if one.get("format") == "date":
            return self.draw(DAYS)
        if "pattern" in one:
            shape: str = one["pattern"]
            drawn = st.from_regex(shape, fullmatch=True).filter(printable)
            return self.draw(drawn.filter(lambda text: fits(text, one)))
        return self.draw(WORDS)

    def array(self, one: Json) -> list[Any]:
        """Return spans that share no character, or some different values."""
        items = one["items"]
        if items.get("x-onrecord") == "span":
            return self.draw(spans(len(self.text), 2, one.get("minItems", 0)))
        found = [self.value(items) for _ in range(self.draw(st.integers(0, 2)))]
        return list({repr(value): value for value in found}.values())

    def several(self, key: str, name: str, letter: str) -> list[Json]:
        """Return the parts of one kind, each with its id."""
        made = []
        for number in range(self.draw(st.integers(LEAST.get(key, 0), MOST.get(key, 1)))):
            made.append({**self.part(name), "id": f"{letter}{number}"})
            if key == "attributions":
                self.told.append(f"{letter}{number}")
        return made


def printable(text: str) -> bool:
    """Whether a text stays what it is in a graph: no control characters."""
    return text.isprintable() and bool(text.strip())


def fits(text: str, one: Json) -> bool:
    """Whether a text is not what its schema says that it must not be."""
    wrong = one.get("not", {}).get("pattern")
    return len(text) <= one.get("maxLength", 80) and not (wrong and re.search(wrong, text))


@st.composite
def documents(draw: DrawFn) -> Json:
    """Return a record document that is sound."""
    text = draw(TEXT)
    maker = Maker(draw, text)
    count = draw(st.integers(1, 4))
    maker.names += [f"s{number}" for number in range(count)]
    sources = [{**maker.part("SourcePart"), "id": f"s{number}"} for number in range(count)]
    document = {
        "recordVersion": draw(st.sampled_from(["1", "2"])),
        "origin": maker.value(SCHEMA["properties"]["origin"]),  # type: ignore[index]
        "analysed": draw(st.booleans()),
        "maker": maker.part("MakerPart"),
        "article": maker.part("ArticlePart"),
        "sources": sources,
        "attributions": maker.several("attributions", "AttributionPart", "a"),
        "requests": maker.several("requests", "RequestPart", "r"),
        "stances": maker.several("stances", "StancePart", "t") if maker.told else [],
        "passages": maker.several("passages", "PassagePart", "u"),
        "corrections": maker.several("corrections", "CorrectionPart", "c"),
    }
    return mended(draw, document, text)


def mended(draw: DrawFn, document: Json, text: str) -> Json:
    """Return the document with what no schema can say set right."""
    article = document["article"]
    article.update(text=text, sha256=digest(text), length=len(text))
    article["language"] = draw(st.sampled_from(["en", "de"]))
    article["sections"] = laid_out(draw, article.get("sections", []), len(text))
    if "url" in article:
        article["url"] = "https://outlet.example/a?b=1"
    firsts = {tuple(one["span"]): one for one in reversed(document["passages"])}
    document["passages"] = list(firsts.values())
    for source in document["sources"]:
        mend_source(draw, source, text)
    for one in document["attributions"]:
        if "hedge" not in one:
            one.pop("hedgeSpans", None)
    for one in document["stances"]:
        if one["kind"] not in {StanceKind.DENIES, StanceKind.DISPUTES}:
            one.pop("denialScope", None)
    document["stances"] = [one for one in document["stances"] if one["source"] != one["target"]]
    protect(document, text)
    return document


def laid_out(draw: DrawFn, sections: list[Json], length: int) -> list[Json]:
    """Return as many sections one behind the other."""
    places = draw(spans(length, max(1, len(sections)), 0))
    return [{**one, "span": place} for one, place in zip(sections, places, strict=False)]


def mend_source(draw: DrawFn, source: Json, text: str) -> None:
    """Give a source the words that its identification asks for."""
    named = source["identification"] == Identification.NAMED
    source["name"] = draw(st.sampled_from(text.split())) if named else None
    source["description"] = None if named else draw(st.sampled_from(text.split()))
    if source.get("role"):
        source["role"] = draw(st.sampled_from(text.split()))
    low, high = source.get("statedMin"), source.get("statedMax")
    if low is not None and high is not None:
        source["statedMin"], source["statedMax"] = sorted((low, high))
    if "reason" not in source:
        source.pop("reasonSpans", None)
    for body in ("memberOf", "speaksFor"):
        if source.get(body) == source["id"]:
            source[body] = PUBLISHER


def places_of(document: Json) -> list[tuple[str, Json, str]]:
    """Return where a source is mentioned: whose, in which object, under which key."""
    found = [(one["id"], one, "mentions") for one in document["sources"]]
    found += [(one["id"], one, "reasonSpans") for one in document["sources"]]
    found += [(one["source"], one, "sourceSpans") for one in document["attributions"]]
    found += [(one["party"], one, "partySpans") for one in document["requests"]]
    return found


def protect(document: Json, text: str) -> None:
    """Let anonymous sources stand, and be described, only where no other is mentioned."""
    hidden = hidden_of(document)
    places = places_of(document)
    taken = [span for whose, one, key in places if whose not in hidden for span in one.get(key, [])]
    called = {plain(one["name"]) for one in document["sources"] if one["name"]}
    called |= {words[-1] for name in called if (words := re.findall(r"\w+", name))}
    for whose, one, key in places:
        if whose in hidden and key in one:
            own = [(span, plain(text[slice(*span)])) for span in one[key]]
            one[key] = [
                span
                for span, words in own
                if not any(span[0] < end and start < span[1] for start, end in taken)
                and not any(words.startswith(name) for name in called)
            ]
    for source in document["sources"]:
        if source["id"] in hidden:
            shield(source, text, [each for each in places if each[0] == source["id"]])
    untie(document, hidden_of(document))


def hidden_of(document: Json) -> set[str]:
    """Return the ids of the anonymous sources."""
    sources = document["sources"]
    return {one["id"] for one in sources if Identification(one["identification"]).anonymous}


def shield(source: Json, text: str, places: list[tuple[str, Json, str]]) -> None:
    """Describe an anonymous source by its own mention, or make it one that is not anonymous."""
    own = [" ".join(text[start:end].split()) for start, end in source.get("mentions", [])]
    usable = [words for words in own if plain(words)]
    source.pop("memberOf", None)
    source.pop("speaksFor", None)
    if usable:
        source["description"] = usable[0]
        if source.get("role"):
            source["role"] = usable[0]
    else:
        source["identification"] = Identification.UNSTATED.value
        for _, one, key in places:
            one.pop(key, None)


def untie(document: Json, hidden: set[str]) -> None:
    """Take away what would tie an anonymous source to a named one."""
    described = [plain(one["description"]) for one in document["sources"] if one["id"] in hidden]
    for source in document["sources"]:
        for body in ("memberOf", "speaksFor"):
            if source.get(body) in hidden:
                del source[body]
        role = plain(source.get("role") or "")
        if source["id"] not in hidden and any(words in role for words in described):
            del source["role"]
    saying = {one["id"]: one["source"] for one in document["attributions"]}
    for one in document["requests"]:
        if answers := one.get("answeredBy"):
            of_party = [each for each in answers if saying[each] == one["party"]]
            one["answeredBy"] = of_party if hidden else answers
    names = [plain(one["name"]) for one in document["sources"] if one["name"]]
    if hidden and names:
        document["maker"] = {"name": "-", "version": "0"}
        for one in labelled(document):
            if any(word in one["rule"] for name in names for word in re.findall(r"\w+", name)):
                del one["rule"]


def labelled(document: Json) -> list[Json]:
    """Return the parts that have a rule."""
    keys_of_parts = ("attributions", "requests", "stances", "corrections")
    return [one for key in keys_of_parts for one in document[key] if one.get("rule")]


def plain(words: str) -> str:
    """Return words as the check of soundness compares them."""
    seen = "".join(char for char in words if unicodedata.category(char) != "Cf")
    return " ".join(seen.split()).casefold()


def records() -> SearchStrategy[Record]:
    """Return canonical records."""
    return documents().map(record.parse)


def keys(value: object, inside: str = "") -> Mapping[str, int]:
    """Return how often each key of each part has a value, e.g. `attributions.hedge`."""
    counts: dict[str, int] = {}
    if isinstance(value, dict):
        for key, one in value.items():
            where = f"{inside}.{key}" if inside else key
            if one not in (None, [], False):
                counts[where] = counts.get(where, 0) + 1
            for name, count in keys(one, where).items():
                counts[name] = counts.get(name, 0) + count
    elif isinstance(value, list):
        for one in value:
            for name, count in keys(one, inside).items():
                counts[name] = counts.get(name, 0) + count
    return counts
