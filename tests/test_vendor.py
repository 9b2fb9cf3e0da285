"""The browser assets: unmodified, hashed, licensed, and the ones that npm has."""

from __future__ import annotations

import base64
import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from vendor import build

CHECKOUT = Path(__file__).resolve().parent.parent
ASSETS = CHECKOUT / "kg" / "web" / "static" / "vendor"
PACKAGES: list[dict[str, Any]] = json.loads((ASSETS / "manifest.json").read_text())["packages"]
NAMES = [package["name"] for package in PACKAGES]


def listed() -> dict[str, dict[str, Any]]:
    """Return what the manifest says of each file, by its path."""
    return {
        f"{package['folder']}/{file['path']}": file
        for package in PACKAGES
        for file in package["files"]
    }


def test_every_file_is_in_the_manifest_and_no_file_more() -> None:
    there = {str(path.relative_to(ASSETS)) for path in ASSETS.rglob("*") if path.is_file()} - {
        "manifest.json"
    }
    assert there == set(listed())
    assert len(there) > 5


@pytest.mark.parametrize("name", listed())
def test_file_is_the_one_in_the_manifest(name: str) -> None:
    content = (ASSETS / name).read_bytes()
    digest = base64.b64encode(hashlib.sha384(content).digest()).decode()
    assert listed()[name]["sha384"] == f"sha384-{digest}"
    assert listed()[name]["bytes"] == len(content)


def test_nothing_but_scripts_styles_and_licences() -> None:
    assert {Path(name).suffix for name in listed()} == {".js", ".css", ".txt"}


def test_versions_and_hashes_are_those_of_the_lock() -> None:
    wanted = json.loads((CHECKOUT / "vendor" / "package.json").read_text())["dependencies"]
    lock = json.loads((CHECKOUT / "vendor" / "package-lock.json").read_text())["packages"]
    assert {package["name"]: package["version"] for package in PACKAGES} == wanted
    for package in PACKAGES:
        assert package["integrity"] == lock[f"node_modules/{package['name']}"]["integrity"]
        assert package["folder"].endswith(f"-{package['version']}")


def test_lock_names_no_registry_and_hashes_everything() -> None:
    lock = json.loads((CHECKOUT / "vendor" / "package-lock.json").read_text())["packages"]
    packages = [entry for name, entry in lock.items() if name]
    assert len(packages) > len(PACKAGES)
    assert [entry for entry in packages if not entry["integrity"].startswith("sha512-")] == []
    assert [entry for entry in packages if "resolved" in entry] == []


@pytest.mark.parametrize("package", PACKAGES, ids=NAMES)
def test_licence_is_in_third_party(package: dict[str, Any]) -> None:
    row = (
        f"| `{package['name']}` | {package['version']} | {package['licence']} | "
        f"{', '.join(sorted({part['licence'] for part in package['contains']}))} | "
    )
    text = (CHECKOUT / "THIRD_PARTY.md").read_text()
    assert re.sub(r" +", " ", row) in re.sub(r" +", " ", text)


@pytest.mark.parametrize("package", PACKAGES, ids=NAMES)
def test_licence_texts_are_beside_the_files(package: dict[str, Any]) -> None:
    text = (ASSETS / package["folder"] / "LICENSES.txt").read_text()
    parts = [package, *package["contains"]]
    sections = re.split(r"^=+\n(?=.+\n=+\n)", text, flags=re.MULTILINE)[1:]
    assert [section.partition("\n")[0] for section in sections] == [
        f"{part['name']} ({part['licence']})" for part in parts
    ]
    assert min(len(section) for section in sections) > 600  # a text, not a name


def test_no_licence_reaches_into_the_program() -> None:
    licences = {part["licence"] for package in PACKAGES for part in [package, *package["contains"]]}
    assert [name for name in licences if re.search(r"\bA?GPL|LGPL|SSPL|BUSL", name)] == []


# The script that makes them


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """Return a copy of the assets, to change."""
    return Path(shutil.copytree(ASSETS, tmp_path / "vendor"))


def test_comparison_finds_nothing_in_a_copy(copy: Path) -> None:
    assert build.differences(copy, ASSETS) == []


def test_comparison_finds_what_is_changed_missing_and_too_much(copy: Path) -> None:
    script = next(copy.glob("yasgui-*/yasgui.min.js"))
    script.write_bytes(script.read_bytes() + b" ")
    style = next(copy.glob("text-annotator-*/text-annotator.css"))
    style.unlink()
    (copy / "more.js").write_text("1")
    assert build.differences(ASSETS, copy) == [
        "should not be there: more.js",
        f"missing: {style.relative_to(copy)}",
        f"differs: {script.relative_to(copy)}",
    ]


def test_without_npm_it_says_so() -> None:
    run = subprocess.run(
        [sys.executable, "-P", CHECKOUT / "vendor" / "build.py", "--check"],
        env={"PATH": "/nowhere"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == build.UNAVAILABLE
    assert run.stderr == "error: npm is not installed\n"


@pytest.mark.slow
def test_they_are_what_npm_has() -> None:
    run = subprocess.run(
        [sys.executable, "-P", CHECKOUT / "vendor" / "build.py", "--check"],
        capture_output=True,
        text=True,
        check=False,
    )
    if run.returncode == build.UNAVAILABLE and "CI" not in os.environ:
        pytest.skip(run.stderr.strip())
    assert run.returncode == 0, run.stdout + run.stderr
