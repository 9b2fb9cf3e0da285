#!/usr/bin/env python3
"""Put the browser assets that pages load into kg/web/static/vendor, unmodified and hashed.

    vendor/build.py            take them from the npm registry and write them
    vendor/build.py --check    take them and compare with what is there: exit status 1 if unequal

It needs npm and the registry once; who runs On Record needs neither. Versions stand in
package.json, and everything that comes with them, with hashes, in package-lock.json. Nothing of
what is fetched is run. Exit status 69: npm is not here or has no registry to ask.
"""

from __future__ import annotations

import base64
import hashlib
import json
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
TARGET = HERE.parent / "kg" / "web" / "static" / "vendor"
UNAVAILABLE = 69


@dataclass(frozen=True, slots=True)
class Asset:
    """A package of which files are served, and where they lie in it."""

    package: str
    files: tuple[str, ...]
    source_map: str | None = None  # read for the names of what is bundled; never copied

    @property
    def name(self) -> str:
        """The package's name without its scope."""
        return self.package.rsplit("/", maxsplit=1)[-1]


ASSETS = (
    Asset(
        "@recogito/text-annotator",
        ("dist/text-annotator.umd.js", "dist/text-annotator.css"),
        "dist/text-annotator.umd.js.map",
    ),
    Asset(
        "@zazuko/yasgui", ("build/yasgui.min.js", "build/yasgui.min.css"), "build/yasgui.min.js.map"
    ),
    Asset("cytoscape", ("dist/cytoscape.min.js",)),
)

# Packages that state a licence and bring no text of it: the text of the project they are from.
TEXTS = {
    "@annotorious/core": "annotorious.txt",
    "@json2csv/formatters": "json2csv.txt",
    "@json2csv/plainjs": "json2csv.txt",
    "@recogito/text-annotator": "text-annotator.txt",
    "@zazuko/yasgui": "yasgui.txt",
}
# Packages that state no licence in package.json, by the text they bring.
STATED = {"jsuri": "MIT"}


class UnavailableError(Exception):
    """npm cannot be had, or cannot reach its registry."""


def fetch(folder: Path) -> Path:
    """Install what the lock names into a folder, running nothing of it; return its node_modules."""
    npm = shutil.which("npm")
    if npm is None:
        raise UnavailableError("npm is not installed")
    for name in ("package.json", "package-lock.json"):
        shutil.copy(HERE / name, folder)
    run = subprocess.run(  # noqa: S603 — npm with fixed arguments
        [npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )
    if re.search(r"E(NOTFOUND|AI_AGAIN|CONNREFUSED|CONNRESET|TIMEDOUT|HOSTUNREACH)\b", run.stderr):
        raise UnavailableError(run.stderr.strip())
    if run.returncode:
        sys.exit(run.stderr)
    return folder / "node_modules"


def about(package: Path) -> dict[str, Any]:
    """Return what a package says of itself."""
    loaded: dict[str, Any] = json.loads((package / "package.json").read_text())
    return loaded


def bundled(modules: Path, asset: Asset) -> list[str]:
    """Return the names of the packages that a bundle is made of, by its source map, sorted."""
    if asset.source_map is None:
        return []
    sources = json.loads((modules / asset.package / asset.source_map).read_text())["sources"]
    inner = (re.findall(r"node_modules/((?:@[^/]+/)?[^/]+)/", source) for source in sources)
    return sorted({found[-1] for found in inner if found})


def licence(modules: Path, package: str) -> str:
    """Return the licence that a package states."""
    stated = about(modules / package).get("license") or STATED[package]
    return str(stated).strip("()")


def licence_text(modules: Path, package: str) -> str:
    """Return the text of a package's licence: its own, or that of the project it is from."""
    found = sorted(
        path
        for path in (modules / package).iterdir()
        if re.fullmatch(r"licen[sc]e(-mpl)?(\.\w+)?", path.name, re.IGNORECASE)
    )
    paths = found or [HERE / "licences" / TEXTS[package]]
    return "\n".join(path.read_text().replace("\r\n", "\n").strip() + "\n" for path in paths)


def licences(modules: Path, packages: Iterable[str]) -> str:
    """Return the licence texts of packages, each under its name."""
    parts = (
        f"{'=' * 78}\n{package} ({licence(modules, package)})\n{'=' * 78}\n\n"
        f"{licence_text(modules, package)}"
        for package in packages
    )
    return "\n".join(parts)


def digest(content: bytes) -> str:
    """Return the SHA-384 of a file as a page names it in `integrity`."""
    return "sha384-" + base64.b64encode(hashlib.sha384(content).digest()).decode()


def build(modules: Path, target: Path) -> None:
    """Write every asset, its licences and the manifest into a folder."""
    lock = json.loads((HERE / "package-lock.json").read_text())["packages"]
    packages = []
    for asset in ASSETS:
        version = str(about(modules / asset.package)["version"])
        folder = target / f"{asset.name}-{version}"
        folder.mkdir(parents=True)
        for file in asset.files:
            shutil.copyfile(modules / asset.package / file, folder / Path(file).name)
        parts = bundled(modules, asset)
        (folder / "LICENSES.txt").write_text(licences(modules, [asset.package, *parts]))
        packages.append(
            {
                "name": asset.package,
                "version": version,
                "licence": licence(modules, asset.package),
                "integrity": lock[f"node_modules/{asset.package}"]["integrity"],
                "folder": folder.name,
                "files": [described(path) for path in sorted(folder.iterdir())],
                "contains": [{"name": part, "licence": licence(modules, part)} for part in parts],
            }
        )
    text = json.dumps({"packages": packages}, indent=1, ensure_ascii=False)
    (target / "manifest.json").write_text(text + "\n")


def described(path: Path) -> dict[str, Any]:
    """Return what the manifest says of a file."""
    content = path.read_bytes()
    return {"path": path.name, "bytes": len(content), "sha384": digest(content)}


def differences(made: Path, there: Path) -> list[str]:
    """Return what differs between two folders, a line a file."""
    names = {
        str(path.relative_to(folder))
        for folder in (made, there)
        for path in folder.rglob("*")
        if path.is_file()
    }
    found = []
    for name in sorted(names):
        new, old = made / name, there / name
        if not old.is_file():
            found.append(f"missing: {name}")
        elif not new.is_file():
            found.append(f"should not be there: {name}")
        elif new.read_bytes() != old.read_bytes():
            found.append(f"differs: {name}")
    return found


def main(arguments: list[str]) -> int:
    """Build, or compare; return the exit status."""
    if arguments not in ([], ["--check"]):
        sys.exit(__doc__)
    with tempfile.TemporaryDirectory() as scratch:
        made = Path(scratch, "made")
        try:
            build(fetch(Path(scratch)), made)
        except UnavailableError as unavailable:
            sys.stderr.write(f"error: {unavailable}\n")
            return UNAVAILABLE
        found = differences(made, TARGET)
        if not arguments:
            shutil.rmtree(TARGET, ignore_errors=True)
            shutil.copytree(made, TARGET)
    sys.stdout.writelines(f"{line}\n" for line in found or ["nothing differs"])
    return 1 if found and arguments else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
