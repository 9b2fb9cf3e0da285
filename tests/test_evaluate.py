"""`onrecord evaluate`, as a user types it."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from kg.cli.main import status

CASES = Path(__file__).parent / "cases" / "evaluation"
GOLD, PREDICTIONS, HUMANS = (
    str(CASES / f"{name}.jsonl") for name in ("gold", "predictions", "humans")
)
QUICK = ("--predictions", PREDICTIONS, "--beside", "floor", "--bootstrap", "50")
Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Return a function that runs `evaluate` in an empty folder."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("ONRECORD_MATERIAL", raising=False)
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setattr("kg.cli.progress._QUIET_SECONDS", 1e9)  # a busy machine is slow

    def command(*arguments: str) -> tuple[int, str, str]:
        result = status(["evaluate", *arguments])
        captured = capsys.readouterr()
        return result, captured.out, captured.err

    return command


def lines_of(path: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in Path(path).read_text(encoding="utf-8").splitlines()]


def write(path: str, lines: list[dict[str, Any]]) -> str:
    text = "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines)
    Path(path).write_text(text, encoding="utf-8")
    return path


def block(out: str, title: str) -> list[str]:
    """Return the lines of the table of that title."""
    return out[out.index(f"{title}\n─") :].split("\n\n", maxsplit=1)[0].splitlines()[2:]


def test_the_figures_stand_beside_the_floor_and_people(run: Run) -> None:
    code, out, err = run(GOLD, *QUICK)
    assert (code, err) == (0, "")
    assert out.startswith("4 articles, 14 attributions marked (outermost ones). All figures in")
    header, *rows = block(out, "Attributions: F1")
    assert header.split() == ["content", "content+source", "exact"]
    assert [row.split()[0] for row in rows[:3]] == ["predictions", "floor", "human"]
    assert re.fullmatch(r"predictions +\d+\.\d \[\d+\.\d, \d+\.\d\] .*", rows[0])
    assert "81.9" in rows[2]
    assert "measured once; not these articles" in " ".join(rows)
    assert re.search(
        r"^floor +[+-]\d+\.\d \[[+-]",
        "\n".join(block(out, "F1 of predictions, less that of others")),
        re.MULTILINE,
    )


def test_it_goes_by_outlet_and_kind_and_counts_mistakes(run: Run) -> None:
    out = run(GOLD, *QUICK)[1]
    outlets = [line for line in block(out, "By outlet: F1") if not line.startswith(" ")]
    assert outlets == [
        "The Harbour Gazette (2 articles, 7 attributions)",
        "The Northfield Post (2 articles, 7 attributions)",
    ]
    assert "mixed (2 marked)" in block(out, "By kind of content")
    assert "By length" not in out
    assert ["boundary too long", "1", "0"] in [
        re.split(r"  +", line) for line in block(out, "Mistakes")
    ]
    by_length = run(GOLD, *QUICK, "--by", "length")[1]
    assert "16-30 words" not in by_length
    assert "By outlet" not in by_length
    assert "6-15 words (11 marked)" in block(by_length, "By length of content")


@pytest.mark.parametrize("columns", [30, 40, 80, 120])
def test_nothing_is_wider_than_the_terminal(
    run: Run, monkeypatch: pytest.MonkeyPatch, columns: int
) -> None:
    monkeypatch.setenv("COLUMNS", str(columns))
    out = run(GOLD, *QUICK, "--by", "kind", "--by", "outlet", "--by", "length", "--errors")[1]
    assert max(map(len, out.splitlines())) <= columns
    assert "…" not in out.replace(" … ", "").replace("… precision", "")  # nothing is cut


def test_mistakes_have_their_words_on_the_terminal_only(run: Run, tmp_path: Path) -> None:
    out = run(GOLD, *QUICK, "--errors", "1", "--json", "out.json")[1]
    assert "invented attribution — market" in out
    assert "source 172–193: The owner of the mill" in out
    assert "content not found — " in out
    written = (tmp_path / "out.json").read_text(encoding="utf-8")
    assert not re.search("boat|rent|Quill|spring|mill", written)
    (system, floor) = json.loads(written)["systems"]
    assert (system["name"], floor["beside"]) == ("predictions", True)
    (invented,) = [one for one in system["places"] if one["kind"] == "invented attribution"]
    assert invented["article"] == "market"
    assert invented["predicted"]["source"] == [[172, 193]]
    assert invented["gold"] is None
    assert system["mistakes"]["cue wrong"] == 1


def test_without_errors_no_place_is_written(run: Run, tmp_path: Path) -> None:
    assert run(GOLD, *QUICK, "--json", "out.json")[0] == 0
    found = json.loads((tmp_path / "out.json").read_text(encoding="utf-8"))
    assert "places" not in found["systems"][0]
    f1 = found["systems"][0]["figures"]["attributions"]["content"]["f1"]
    assert f1["low"] < f1["value"] < f1["high"]
    assert [one["name"] for one in found["outlets"]] == [
        "The Harbour Gazette",
        "The Northfield Post",
    ]
    assert found["systems"][0]["calibration"]["bins"][0]["cases"] == 1


def test_the_seed_makes_the_intervals(run: Run) -> None:
    one, same, other = (run(GOLD, *QUICK, "--seed", seed)[1] for seed in ("1", "1", "2"))
    assert one == same != other


def test_without_draws_there_are_no_intervals(run: Run) -> None:
    out = run(GOLD, *QUICK, "--bootstrap", "0")[1]
    assert "Without intervals." in out
    assert "[" not in "".join(block(out, "Attributions: F1"))


def test_how_sure_a_system_is_is_held_against_it(run: Run) -> None:
    out = run(GOLD, *QUICK)[1]
    assert "Expected error 30.0; no bin has 100 cases." in out


def test_nested_ones_count_only_where_asked(run: Run) -> None:
    assert "predictions: 10 attributions found" in run(GOLD, *QUICK)[1]
    out = run(GOLD, *QUICK, "--nested")[1]
    assert "predictions: 11 attributions found" in out
    assert "nested ones too" in out


def test_people_stand_beside_where_they_are_given(run: Run) -> None:
    out = run(GOLD, *QUICK, "--humans", HUMANS)[1]
    assert "annotators against each other on 2 articles" in out
    human = [line for line in block(out, "Attributions: F1") if line.startswith("human")]
    assert human[0].split()[1] == "90.9"
    assert sum(line.startswith("  human") for line in block(out, "By outlet: F1")) == 2


def test_people_alone(run: Run, tmp_path: Path) -> None:
    code, out, _ = run("--humans", HUMANS, "--bootstrap", "20", "--json", "out.json")
    assert (code, out.startswith("2 articles, each annotator against each other one")) == (0, True)
    assert "90.9" in block(out, "Agreement of people")[1]
    found = json.loads((tmp_path / "out.json").read_text(encoding="utf-8"))
    assert found["human"]["articles"] == 2


def test_a_block_of_a_document_is_replaced(run: Run, tmp_path: Path) -> None:
    document = tmp_path / "m.md"
    document.write_text("# M\n\n<!-- evaluate: gold -->\nbefore\n<!-- end -->\n\ntail\n", "utf-8")
    assert run(GOLD, *QUICK, "--write", "m.md")[0] == 0
    first = document.read_text(encoding="utf-8")
    assert first.startswith("# M\n\n<!-- evaluate: gold -->\n\n```sh\n./onrecord evaluate ")
    assert first.endswith("<!-- end -->\n\ntail\n")
    assert "before" not in first
    assert "--bootstrap 50 --seed 13 --write m.md --block gold\n```\n" in first
    assert "| predictions | 75.0 [" in first
    assert "boat" not in first
    tables = re.findall(r"(?:^\|.*\n)+", first, re.MULTILINE)
    assert len(tables) > 5
    assert all(len({line.count("|") for line in one.splitlines()}) == 1 for one in tables)
    assert run(GOLD, *QUICK, "--write", "m.md")[0] == 0
    assert document.read_text(encoding="utf-8") == first


def test_outside_material_is_called_by_its_variable(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ONRECORD_MATERIAL", str(CASES))
    (tmp_path / "m.md").write_text("<!-- evaluate: b -->\n<!-- end -->\n", encoding="utf-8")
    assert run(GOLD, *QUICK, "--write", "m.md", "--block", "b")[0] == 0
    written = (tmp_path / "m.md").read_text(encoding="utf-8")
    assert "evaluate $ONRECORD_MATERIAL/gold.jsonl --predictions $ONRECORD_MATERIAL/pred" in written
    assert str(CASES) not in written


def changed(**values: object) -> list[dict[str, Any]]:
    """Return the gold with keys of the second article changed, or left out where None."""
    first, second, *others = lines_of(GOLD)
    second = {name: value for name, value in {**second, **values}.items() if value is not None}
    return [first, second, *others]


def spans(*content: object) -> list[dict[str, Any]]:
    return [{"source": [], "cue": [], "content": list(content)}]


@pytest.mark.parametrize(
    ("lines", "what"),
    [
        (changed(attributions=None), ':2: has no array "attributions"'),
        (changed(attributions="none"), ':2: has no array "attributions"'),
        (changed(attributions=[3]), ":2: attribution 1 is no object"),
        (changed(attributions=spans([0, 9999])), ":2: the content of attribution 1: [0, 9999]"),
        (changed(attributions=spans([5, 5])), "[5, 5] is no stretch of the text"),
        (changed(attributions=spans([True, 5])), "holds what is no [start, end]"),
        (changed(attributions=[{"content": 3}]), "the content of attribution 1 is no array"),
        (changed(discard=[[1, 99999]]), "the discard"),
        (changed(id="ferry"), ":2: the id 'ferry' stood already at gold.jsonl:1"),
        (changed(id=None), ':2: has no "id"'),
        (changed(text=None), ':2: has no "text"'),
        (changed(annotator=3), ":2: annotator is not text"),
        ([], "gold.jsonl:1: there is no article in it"),
    ],
)
def test_gold_that_is_wrong_is_refused_with_its_line(
    run: Run, lines: list[dict[str, Any]], what: str
) -> None:
    code, out, err = run(write("gold.jsonl", lines), *QUICK)
    assert (code, out) == (3, "")
    assert err.startswith("error: gold.jsonl:")
    assert err.count("\n") == 1
    assert what in err


def test_a_line_that_is_no_json_is_named(run: Run, tmp_path: Path) -> None:
    broken = Path(GOLD).read_text(encoding="utf-8").replace('"cue":', '"cue"', 1)
    (tmp_path / "g.jsonl").write_text("\n" + broken, encoding="utf-8")
    code, _, err = run("g.jsonl", *QUICK)
    assert (code, err.startswith("error: g.jsonl:2: is not JSON (")) == (3, True)


@pytest.mark.parametrize(
    ("line", "what"),
    [
        ({"id": "nowhere", "attributions": []}, "there is no article 'nowhere' in the gold"),
        ({"id": "ferry"}, 'has no array "attributions"'),
        ({"id": "ferry", "attributions": spans([0, 400])}, "which ends at 304"),
        ({"id": "ferry", "attributions": [{"confidence": 1.5}]}, "no number from 0 to 1"),
        ({"id": "well", "attributions": []}, "the id 'well' stood already"),
    ],
)
def test_predictions_that_are_wrong_are_refused(run: Run, line: dict[str, Any], what: str) -> None:
    path = write("p.jsonl", [{"id": "well", "attributions": []}, line])
    code, _, err = run(GOLD, "--predictions", path, "--beside", "")
    assert (code, what in err) == (3, True), err
    assert err.startswith("error: p.jsonl:2: ")


@pytest.mark.parametrize(
    ("arguments", "what"),
    [
        ([], "evaluate needs GOLD"),
        (["nothing.jsonl", *QUICK], "nothing.jsonl cannot be read (No such file"),
        ([GOLD, "--predictions", "nothing.jsonl", "--beside", ""], "nothing.jsonl cannot be read"),
        ([GOLD, *QUICK, "--predictions", PREDICTIONS], "two systems are called 'predictions'"),
        ([GOLD, "--predictions", "human.jsonl"], "'human' is what people's line is called"),
        ([GOLD, *QUICK, "--humans", GOLD], "no article was marked by two annotators"),
        ([GOLD, *QUICK, "--write", "nothing.md"], "nothing.md cannot be read"),
        ([GOLD, *QUICK, "--write", "empty.md"], "has no block 'gold'"),
        ([GOLD, *QUICK, "--write", "empty.md", "--block", "a b"], "'a b' is no name of a block"),
        ([GOLD, *QUICK, "--json", "no/such/out.json"], "no/such/out.json cannot be written"),
        (["--humans", HUMANS, "--by", "kind"], "without GOLD only people are compared"),
        ([GOLD, *QUICK, "--by", "colour"], "--by"),
        ([GOLD, *QUICK, "--jobs", "0"], "--jobs"),
    ],
)
def test_what_makes_no_sense_is_one_line(run: Run, arguments: list[str], what: str) -> None:
    Path("empty.md").write_text("# nothing\n", encoding="utf-8")
    code, _, err = run(*arguments)
    assert code == 2
    assert err.startswith("error: ")
    assert err.count("\n") == 1
    assert what in err


def test_an_outlet_must_be_there_to_go_by_it(run: Run) -> None:
    path = write("g.jsonl", changed(outlet=None))
    code, _, err = run(path, *QUICK, "--by", "outlet")
    assert (code, "article 'market' has no outlet" in err) == (2, True)
    code, out, _ = run(path, *QUICK)
    assert (code, "By outlet" in out) == (0, False)


def test_what_an_outlet_is_called_cannot_drive_the_terminal(run: Run) -> None:
    path = write("g.jsonl", changed(outlet="The \x1b[31mRed"))
    out = run(path, *QUICK)[1]
    assert "\x1b" not in out
    assert "The \\x1b[31mRed (1 article, 4 attributions)" in out


@pytest.mark.slow
def test_the_default_is_run_in_one_process_or_several(run: Run) -> None:
    code, out, _ = run(GOLD, "--bootstrap", "20")
    assert code == 0
    rows = block(out, "Attributions: F1")
    assert [row.split()[0] for row in rows[1:3]] == ["learned", "floor"]
    learned, floor = (float(row.split()[4]) for row in rows[1:3])  # content and source
    assert learned > floor > 0
    assert run(GOLD, "--bootstrap", "20", "--jobs", "2")[1] == out


def test_an_extractor_that_is_not_there_is_named(run: Run) -> None:
    code, _, err = run(GOLD, "--extractor", "oracle")
    assert (code, err.startswith("error: there is no extractor 'oracle' — there are: ")) == (
        2,
        True,
    )
