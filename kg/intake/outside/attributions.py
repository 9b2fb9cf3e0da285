"""PolNeAR's use of brat: events of the type `Attribution` with a source, a cue and a content."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from kg.errors import InputRefused, Place
from kg.intake.outside.findings import (
    MAX_STATEMENTS,
    Claim,
    Findings,
    Same,
    Speaker,
    Speakers,
    Statement,
    counted,
)
from kg.intake.outside.standoff import Annotations, Event, Stretch

TOOL = "brat"

_NOBODY = "Attribution-no-source"
_EVENTS = frozenset({"Attribution", _NOBODY})
_ROLES = frozenset({"Source", "Cue", "Content"})


def findings(found: Annotations) -> Findings:
    """Return the attributions; sources are one where an equivalence (`*`) says so."""
    if len(found.events) > MAX_STATEMENTS:
        raise InputRefused(
            f"there are {len(found.events):,} events, {MAX_STATEMENTS:,} at most are taken",
            todo="is it one article?",
        )
    reader = _Reader(found)
    statements = tuple(reader.statements())
    return Findings(
        tool=TOOL,
        speakers=reader.speakers.all(),
        statements=statements,
        others=tuple(one.claim for one in found.stretches.values()),
        notes=tuple(reader.notes()),
    )


class _Reader:
    """Puts the stretches into the roles that the events give them."""

    def __init__(self, found: Annotations) -> None:
        self.speakers = Speakers()
        self._found = found
        self._names = {one.name for one in found.events}
        self._same = Same()
        self._used: set[str] = set()
        self._left: Counter[str] = Counter(found.others)
        for place, names in found.equivalences:
            self._join(names, place)

    def _join(self, names: tuple[str, ...], place: Place) -> None:
        known = [self._known("an equivalence", one, place) for one in names]
        if known and all(one.kind == "Source" for one in known):
            for one in names:
                self._same.join(names[0], one)
        else:
            self._left["relation"] += 1

    def statements(self) -> Iterator[Statement]:
        """Yield the attributions; other events, and those without content, are counted."""
        for event in self._found.events:
            roles = self._roles(event)
            if event.kind not in _EVENTS:
                self._left[f"event of the type {event.kind[:40]}"] += 1
            elif not roles["Content"]:
                self._left["attribution without content"] += 1
            else:
                yield self._statement(event, roles)

    def _roles(self, event: Event) -> dict[str, list[Stretch]]:
        """Return what stands in each role, and mark it as used."""
        roles: dict[str, list[Stretch]] = {role: [] for role in ("trigger", *_ROLES)}
        for role, name in (("trigger", event.trigger), *event.arguments):
            stretch = self._stretch(event, name, role)
            if stretch is None or role not in roles:
                self._left[f"role {role[:40]} of an event"] += 1
                continue
            wanted = event.kind if role == "trigger" else role
            if event.kind in _EVENTS and stretch.kind != wanted:
                raise InputRefused(
                    f"{event.name}: its {role} {name[:40]} is of the type {stretch.kind[:40]}",
                    todo=f"name one of the type {wanted}",
                    place=event.place,
                )
            roles[role].append(stretch)
        used = {one.name for some in roles.values() for one in some}
        self._used |= used if event.kind in _EVENTS else set()
        return roles

    def _stretch(self, event: Event, name: str, role: str) -> Stretch | None:
        """Return the stretch of a name; in a role that is not ours an event may stand."""
        if role not in _ROLES | {"trigger"} and name in self._names:
            return None
        return self._known(event.name, name, event.place)

    def _known(self, who: str, name: str, place: Place) -> Stretch:
        if name in self._found.stretches:
            return self._found.stretches[name]
        raise InputRefused(
            f"{who} names {name[:40]}, and there is no such stretch",
            todo="name a T of the same file",
            place=place,
        )

    def _statement(self, event: Event, roles: dict[str, list[Stretch]]) -> Statement:
        sources = roles["Source"]
        key = ", ".join(dict.fromkeys(self._same.first(one.name) for one in sources))
        key = key or f"the source of {event.name}"
        unstated = event.kind == _NOBODY and not sources
        self.speakers.add(key, Speaker(mentions=_claims(sources), unstated=unstated))
        return Statement(
            where=f"{event.name} on line {event.place.line}",
            speaker=key,
            content=_claims(roles["Content"]),
            cue=_claims(roles["Cue"] or roles["trigger"]),
            source=_claims(sources),
        )

    def notes(self) -> Iterator[str]:
        """Yield what is not kept, once the attributions are read."""
        for one in self._found.stretches.values():
            if one.name not in self._used:
                inside = one.kind in _EVENTS | _ROLES
                what = f"{one.kind[:40]} of no attribution" if inside else one.kind[:40]
                self._left[what] += 1
        if self._left:
            told = (counted(number, what, what) for what, number in sorted(self._left.items()))
            yield f"not kept: {', '.join(told)}"


def _claims(stretches: list[Stretch]) -> tuple[Claim, ...]:
    return tuple(one.claim for one in stretches)
