"""Where the program's data lies: beside it in a checkout, inside it in a wheel."""

from __future__ import annotations

import hashlib
from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent
_ROOT = _PACKAGE / "_data" if (_PACKAGE / "_data").is_dir() else _PACKAGE.parent


def ontology_file(name: str) -> Path:
    """Return the file of `ontology/` with that relative name."""
    return _existing(_ROOT / "ontology" / name)


def ontology_files(pattern: str) -> tuple[Path, ...]:
    """Return the files of `ontology/` that match a glob pattern, sorted by name."""
    return tuple(sorted((_ROOT / "ontology").glob(pattern)))


def shapes_digest() -> str:
    """Return what tells the shapes of one version of the program from those of another."""
    every = hashlib.sha256()
    for path in ontology_files("shapes/*.ttl"):
        every.update(path.read_bytes())
    return every.hexdigest()


def query_files() -> tuple[Path, ...]:
    """Return the stored queries, sorted by name."""
    return tuple(sorted((_ROOT / "queries").glob("*.rq")))


def examples() -> Path:
    """Return the folder of the bundled example articles."""
    return _existing(_ROOT / "examples")


def first_examples() -> tuple[Path, ...]:
    """Return the few articles that a first run reads; folders beside them hold more."""
    return tuple(sorted((*examples().glob("*.txt"), *examples().glob("*.jsonl"))))


def _existing(path: Path) -> Path:
    if not path.exists():
        raise FileNotFoundError(f"{path} is missing: the installation is incomplete")
    return path
