"""The start script: what it passes on, when it sets itself up, and what it says where it cannot.

Each test has a checkout of its own, whose program tells how it was started, and whose uv is a
script that notes its calls: nothing is fetched.
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

LOCKS = ("requirements.lock", "requirements-test.lock", "requirements-uv.lock")
COREUTILS = ("cat", "cp", "dirname", "ln", "mkdir", "mv", "readlink", "rm", "sh", "sleep")

# Ends with what the last argument says, after telling what it saw.
PROGRAM = """
import json, os, sys
print(json.dumps({
    "arguments": sys.argv[1:], "folder": os.getcwd(), "name": __spec__.name,
    "path": sys.path, "input": "" if sys.stdin.isatty() else sys.stdin.read(),
}))
sys.exit(int(sys.argv[-1]) if sys.argv[-1:] and sys.argv[-1].isdigit() else 0)
"""

# `uv venv … FOLDER` makes an environment that is this Python; everything else only notes itself.
UV = """#!/bin/sh
echo "$*" >> "$UV_CALLS"
for last in "$@"; do :; done
case "$1 ${UV_FAILS-}" in
  "--version "*) echo "uv 0" ;;
  *" $1") echo "cause: no route to host" >&2; exit 2 ;;
  "venv "*) mkdir -p "$last/bin"; ln -s "$UV_PYTHON_FOUND" "$last/bin/python" ;;
  "pip "*) sleep "${UV_TAKES:-0}" ;;
esac
"""


@dataclass(frozen=True, kw_only=True)
class Checkout:
    """A checkout with a program of its own, and the commands that are on PATH for it."""

    folder: Path
    commands: Path

    @property
    def script(self) -> Path:
        return self.folder / "onrecord"

    @property
    def calls(self) -> list[str]:
        """What uv was asked for, but for its version."""
        notes = self.folder.parent / "uv-calls"
        lines = notes.read_text().splitlines() if notes.exists() else []
        return [line for line in lines if line != "--version"]

    def environment(self, **more: str) -> dict[str, str]:
        return {
            "PATH": str(self.commands),
            "UV_CALLS": str(self.folder.parent / "uv-calls"),
            "UV_PYTHON_FOUND": sys.executable,
            **more,
        }

    def start(
        self, *arguments: str, script: Path | None = None, cwd: Path | None = None, **more: str
    ) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [str(script or self.script), *arguments],
            cwd=cwd or self.folder,
            env=self.environment(**more),
            input="an article",
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )

    def without(self, *names: str) -> None:
        for name in names:
            (self.commands / name).unlink()

    def command(self, name: str, text: str) -> None:
        path = self.commands / name
        path.unlink(missing_ok=True)
        path.write_text(text)
        path.chmod(0o755)

    def set_up(self) -> None:
        """Leave what a set-up leaves: an environment, and the locks it was made from."""
        (self.folder / ".venv/bin").mkdir(parents=True)
        (self.folder / ".venv/bin/python").symlink_to(sys.executable)
        for name in LOCKS[:2]:
            shutil.copy(self.folder / name, self.folder / ".venv" / name)


@pytest.fixture
def new(tmp_path: Path, checkout: Path) -> Checkout:
    """Return a checkout that was never started, on a machine with Python and uv."""
    made = Checkout(folder=tmp_path / "a checkout", commands=tmp_path / "commands")
    made.commands.mkdir()
    for name in COREUTILS:
        found = shutil.which(name)
        assert found, name
        (made.commands / name).symlink_to(found)
    (made.commands / "python3").symlink_to(sys.executable)
    made.command("uv", UV)
    made.folder.mkdir()
    shutil.copy(checkout / "onrecord", made.folder)
    for name in LOCKS:
        shutil.copy(checkout / name, made.folder)
    for module in ("kg", "pytest"):
        (made.folder / module).mkdir()
        (made.folder / module / "__init__.py").touch()
        (made.folder / module / "__main__.py").write_text(PROGRAM)
    return made


@pytest.fixture
def ready(new: Checkout) -> Checkout:
    """Return a checkout that is set up."""
    new.set_up()
    return new


def told(run: subprocess.CompletedProcess[str]) -> dict[str, Any]:
    """Return what the program saw."""
    assert run.stdout, run.stderr
    seen: dict[str, Any] = json.loads(run.stdout)
    return seen


# What is passed on


def test_arguments_arrive_as_they_are(ready: Checkout) -> None:
    arguments = ["run", "two words", "", "*", "--flag=$HOME", "-"]
    assert told(ready.start(*arguments))["arguments"] == arguments


def test_no_argument_stays_none(ready: Checkout) -> None:
    assert told(ready.start())["arguments"] == []


@pytest.mark.parametrize("status", [0, 1, 3, 70])
def test_exit_status_is_the_programs(ready: Checkout, status: int) -> None:
    assert ready.start("run", str(status)).returncode == status


def test_standard_input_is_the_programs(ready: Checkout) -> None:
    assert told(ready.start("run", "-"))["input"] == "an article"


def test_nothing_is_said_once_set_up(ready: Checkout) -> None:
    run = ready.start("ask")
    assert run.stderr == ""
    assert ready.calls == []


def test_program_runs_where_the_user_is(ready: Checkout, tmp_path: Path) -> None:
    elsewhere = tmp_path / "else where"
    elsewhere.mkdir()
    seen = told(ready.start("run", cwd=elsewhere))
    assert seen["folder"] == str(elsewhere)
    assert str(elsewhere) not in seen["path"]
    assert "" not in seen["path"]


def test_works_through_links(ready: Checkout, tmp_path: Path) -> None:
    link = tmp_path / "onrecord"
    link.symlink_to(ready.script)
    relative = tmp_path / "bin"
    relative.mkdir()
    (relative / "record").symlink_to("../onrecord")
    assert told(ready.start("ask", script=relative / "record", cwd=relative))["name"] == (
        "kg.__main__"
    )


def test_works_from_path(ready: Checkout) -> None:
    (ready.commands / "onrecord").symlink_to(ready.script)
    assert told(ready.start("ask", script=Path("onrecord")))["arguments"] == ["ask"]


def test_users_python_path_is_not_the_programs(ready: Checkout, tmp_path: Path) -> None:
    seen = told(ready.start("ask", PYTHONPATH=str(tmp_path / "own"), PYTHONHOME="/nowhere"))
    assert seen["path"][0] == str(ready.folder)
    assert str(tmp_path / "own") not in seen["path"]


def test_test_runs_pytest_in_the_checkout(ready: Checkout, tmp_path: Path) -> None:
    seen = told(ready.start("test", "-k", "a or b", cwd=tmp_path))
    assert seen["name"] == "pytest.__main__"
    assert seen["arguments"] == ["-k", "a or b"]
    assert seen["folder"] == str(ready.folder)


# When it sets itself up


def synced(lock: str) -> str:
    built = "--no-binary jstyleson --no-binary owlready2"
    return (
        f"--require-hashes --only-binary :all: {built} "
        f"--build-constraints {{0}}/requirements.lock {{0}}/{lock}"
    )


def test_first_start_sets_up_and_runs(new: Checkout) -> None:
    run = new.start("ask", "4")
    assert run.returncode == 4
    assert told(run)["arguments"] == ["ask", "4"]
    assert new.calls[0].startswith("venv ")
    assert new.calls[1].endswith(synced("requirements.lock").format(new.folder))
    assert [line[:9] for line in run.stderr.splitlines()] == ["onrecord:", "onrecord:"]


def test_second_start_does_not_set_up(new: Checkout) -> None:
    new.start("ask")
    before = new.calls
    assert new.start("ask").stderr == ""
    assert new.calls == before


@pytest.mark.parametrize("lock", LOCKS[:2])
def test_changed_lock_is_synced(ready: Checkout, lock: str) -> None:
    with (ready.folder / lock).open("a") as file:
        file.write("# changed\n")
    argument = "ask" if lock == "requirements.lock" else "test"
    assert ready.start(argument).returncode == 0
    assert ready.calls[1].endswith(synced(lock).format(ready.folder))


def test_changed_test_lock_does_not_matter_to_a_run(ready: Checkout) -> None:
    (ready.folder / "requirements-test.lock").write_text("# changed\n")
    assert ready.start("run").returncode == 0
    assert ready.calls == []


def test_test_tools_come_with_the_first_test_and_leave_run_alone(new: Checkout) -> None:
    new.start("run")
    new.start("test")
    assert new.calls[-1].endswith(synced("requirements-test.lock").format(new.folder))
    before = new.calls
    new.start("run")
    new.start("test")
    assert new.calls == before


def test_environment_whose_python_is_gone_is_made_again(ready: Checkout) -> None:
    python = ready.folder / ".venv/bin/python"
    python.unlink()
    python.symlink_to("/nowhere/python")
    assert ready.start("ask").returncode == 0
    assert len(ready.calls) == 2


def test_two_starts_at_once_set_up_once(new: Checkout) -> None:
    running = [
        subprocess.Popen(
            [new.script, "ask"],
            env=new.environment(UV_TAKES="1"),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
        for _ in range(3)
    ]
    said = [process.communicate(timeout=60) for process in running]
    assert [process.returncode for process in running] == [0, 0, 0], said
    assert len(new.calls) == 2


def test_interrupted_set_up_is_repaired(new: Checkout) -> None:
    process = subprocess.Popen(
        [new.script, "ask"],
        env=new.environment(UV_TAKES="30"),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    deadline = time.monotonic() + 30
    while len(new.calls) < 2 and time.monotonic() < deadline:
        time.sleep(0.02)
    os.killpg(process.pid, signal.SIGKILL)
    process.wait()
    assert (new.folder / ".venv.new").exists()
    assert new.start("ask").returncode == 0
    left = {path.name for path in new.folder.glob(".venv*")}
    assert left == {".venv", ".venv.lock"}


def test_index_of_pip_is_the_index_of_uv(new: Checkout) -> None:
    new.command("uv", UV.replace("$*", "$* $UV_DEFAULT_INDEX $PIP_INDEX_URL"))
    new.start("ask", PIP_INDEX_URL="https://index.example/simple")
    assert new.calls[-1].endswith(" https://index.example/simple https://index.example/simple")


# What it says where it cannot


def refused(run: subprocess.CompletedProcess[str]) -> str:
    """Return the one line that says why, after checking that nothing else is said."""
    lines = [line for line in run.stderr.splitlines() if not line.startswith("onrecord: ")]
    assert len(lines) == 1, run.stderr
    assert lines[0].startswith("error: ")
    assert " — " in lines[0]
    assert run.stdout == ""
    return lines[0]


def test_no_python(new: Checkout) -> None:
    new.without("python3")
    run = new.start("--version")
    assert run.returncode == 2
    assert "install CPython 3.11, 3.12 or 3.13" in refused(run)


@pytest.mark.parametrize(
    "text",
    ["#!/bin/sh\necho 'command not found' >&2\nexit 127\n", "#!/bin/sh\nexit 1\n"],
    ids=["a version manager's command without its Python", "a Python that does not fit"],
)
def test_python_that_does_not_work_is_passed_over(new: Checkout, text: str) -> None:
    new.command("python3.13", text)
    assert new.start("ask").returncode == 0
    new.command("python3", text)
    shutil.rmtree(new.folder / ".venv")
    assert new.start("ask").returncode == 2


@pytest.mark.parametrize("fails", ["venv", "pip"])
def test_packages_that_cannot_be_had(new: Checkout, fails: str) -> None:
    run = new.start("ask", UV_FAILS=fails)
    assert run.returncode == 69
    log = new.folder / ".venv.log"
    assert str(log) in refused(run)
    assert "no route to host" in log.read_text()
    assert not (new.folder / ".venv").exists()
    assert not (new.folder / ".venv.new").exists()


def test_failed_sync_leaves_the_environment(ready: Checkout) -> None:
    lock = ready.folder / "requirements.lock"
    before = lock.read_text()
    lock.write_text(before + "# changed\n")
    assert ready.start("ask", UV_FAILS="pip").returncode == 69
    lock.write_text(before)
    assert ready.start("ask").returncode == 0


def test_neither_uv_nor_pip_nor_venv(new: Checkout) -> None:
    new.without("uv")
    python = new.commands / "python3"
    answers = f'"-m "*) exit 1 ;; *flock*) ;; *) echo "{python}" ;;'
    new.command("python3", f'#!/bin/sh\ncase "$*" in {answers} esac\n')
    run = new.start("ask")
    assert run.returncode == 2
    assert "python3-venv" in refused(run)


def test_checkout_that_cannot_be_written(new: Checkout) -> None:
    (new.folder / ".venv.lock").mkdir()  # what root, too, cannot write as a file
    run = new.start("ask")
    assert run.returncode == 2
    assert "cannot be written" in refused(run)


def test_read_only_checkout_that_is_set_up_runs(ready: Checkout) -> None:
    (ready.folder / ".venv.lock").mkdir()
    assert ready.start("ask").returncode == 0
