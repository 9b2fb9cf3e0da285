"""What lies beside another tool's output: the article's text, and who made the findings."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from kg.errors import InputRefused
from kg.intake.given import Given, beside_with, checked_text
from kg.intake.outside.findings import Findings
from kg.intake.strict import decode, placed, read_bytes
from kg.model import Origin

_KEYS = frozenset({"origin", "maker"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Beside:
    """What `NAME.meta.json` says: of the article, and of who found what is in it."""

    given: Given
    origin: Origin | None = None
    maker: str | None = None
    version: str | None = None

    def signed(self, found: Findings) -> Findings:
        """Return findings with the origin and maker that are said, where they are."""
        version = found.version if self.maker is None else self.version
        return replace(
            found,
            origin=self.origin or found.origin,
            maker=self.maker or found.maker,
            version=version,
        )


def text_file(path: Path) -> Path:
    """Return where an output's text lies: `a.txt` for `a.ann`, `a.json` and `a.txt.json`."""
    return path.with_suffix("") if path.stem.endswith(".txt") else path.with_suffix(".txt")


def text_beside(path: Path, name: str) -> str | None:
    """Return the text as its file has it, byte order mark and line ends kept."""
    file = text_file(path)
    if not file.exists():
        return None
    try:
        data = read_bytes(file)
        checked_text(decode(data))
    except InputRefused as error:
        raise placed(error, str(text_file(Path(name)))) from None
    return data.decode("utf-8")


def beside(path: Path, name: str) -> Beside:
    """Return what `NAME.meta.json` says, `NAME.txt` being the text."""
    given, more = beside_with(text_file(path), str(text_file(Path(name))), _KEYS)
    try:
        return Beside(given=given, origin=_origin(more.get("origin")), **_maker(more.get("maker")))
    except InputRefused as error:
        meta = text_file(Path(name)).with_suffix(".meta.json")
        raise placed(error, str(meta)) from None


def _origin(value: object) -> Origin | None:
    if value is None or (isinstance(value, str) and value in set(Origin)):
        return None if value is None else Origin(value)
    raise InputRefused("origin is not known", todo="write human or automatic")


def _maker(value: object) -> dict[str, str]:
    """Return the maker as a record has it."""
    match value:
        case None:
            return {}
        case {"name": str(name), **rest} if name and set(rest) <= {"version"}:
            version = rest.get("version")
            if isinstance(version, str) and version:
                return {"maker": name, "version": version}
            if "version" not in rest:
                return {"maker": name}
    raise InputRefused(
        "maker is not as a record has it", todo='write {"name": "a standards editor"}'
    )
