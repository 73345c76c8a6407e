"""The report beside an exam's forms, and what --strict refuses."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

Run = Callable[..., Result]
FAIR = 'title = "Week <3>"\n[[slots]]\nfamily = "conv-output-size"\nlevel = "easy"\ncount = 2\nkind = "choice"\n'
UNFAIR = 'title = "T"\n[[slots]]\ntopic = "dilation"\nlevel = "medium"\nkind = "choice"\ncount = 4\n'
SAYS = "form A: the family dilation-basics-concepts stands there 2 times"


def test_the_page_stands_beside_the_forms_and_does_not_tell_the_seed(
    run: Run, tmp_path: Path, blueprint: Callable[[str], str]
) -> None:
    out = tmp_path / "out"
    seed = "kept-from-others"
    asked = ("exam", blueprint(FAIR), "--forms", "3", "--seed", seed, "--format", "json")
    assert run(*asked, "-o", str(out)).exit_code == 0
    text = (out / "report.html").read_text(encoding="utf-8")
    report = json.loads((out / "report.json").read_text(encoding="utf-8"))
    assert seed not in text
    assert "Week &lt;3&gt;" in text
    assert "All forms are within all bounds." in text
    assert all(one["item"] in text for form in report["forms"] for one in form["questions"])


def test_the_json_tells_predictions_the_panels_score_and_keys_alike(
    run: Run, tmp_path: Path, blueprint: Callable[[str], str]
) -> None:
    out = tmp_path / "out"
    run("exam", blueprint(FAIR), "--forms", "20", "--seed", "7", "--format", "json", "-o", str(out))
    report = json.loads((out / "report.json").read_text(encoding="utf-8"))
    assert [form["form"] for form in report["forms"]][:2] == ["A", "B"]
    assert sum(report["alike"]["pairs"].values()) == 20 * 19 // 2
    assert report["panel"]["tried"] == 40
    for form in report["forms"]:
        assert form["panel"]["tried"] == 2
        assert {one["predicted"] for one in form["questions"]} == {form["predicted"]}
    assert any("blind strategy" in one for one in report["balanced"])


def test_the_report_has_the_same_bytes_whatever_the_jobs(
    run: Run, tmp_path: Path, blueprint: Callable[[str], str]
) -> None:
    path = blueprint(FAIR)
    for jobs in "12":
        asked = ("exam", path, "--forms", "20", "--seed", "7", "--format", "json", "--jobs", jobs)
        assert run(*asked, "-o", str(tmp_path / jobs)).exit_code == 0
    for name in ("report.json", "report.html"):
        assert (tmp_path / "1" / name).read_bytes() == (tmp_path / "2" / name).read_bytes()


@pytest.mark.parametrize("where", ["out", "out.json", "-"])
def test_a_form_outside_the_bounds_is_refused_where_that_is_wished_and_nothing_is_written(
    run: Run, tmp_path: Path, blueprint: Callable[[str], str], where: str
) -> None:
    path, out = blueprint(UNFAIR), where if where == "-" else str(tmp_path / where)
    result = run("exam", path, "--seed", "7", "--format", "json", "--strict", "-o", out)
    assert (result.exit_code, result.stdout) == (1, "")
    (said,) = result.stderr.splitlines()
    assert said.startswith(f"Error: {SAYS}, which --strict refuses")
    assert len(said) <= 300
    assert {one.name for one in tmp_path.iterdir()} == {"exam.toml"}


def test_a_later_form_outside_the_bounds_leaves_nothing_of_earlier_ones(
    run: Run, tmp_path: Path, blueprint: Callable[[str], str]
) -> None:
    few = 'title = "T"\n[[slots]]\nfamily = "code-output-shape"\nlevel = "medium"\ncount = 2\n'
    out = tmp_path / "out"
    result = run("exam", blueprint(few), "--forms", "40", "--seed", "7", "--format", "json", "--strict", "-o", str(out))
    assert result.exit_code == 1
    assert re.search(r"form \w+: \d keys stand at the places of the same ones in form \w+, which", result.stderr)
    assert not out.exists()


def test_fair_forms_are_written_whether_or_not_others_are_refused(
    run: Run, tmp_path: Path, blueprint: Callable[[str], str]
) -> None:
    asked = ("exam", blueprint(FAIR), "--forms", "2", "--seed", "7", "--format", "json")
    one, other = tmp_path / "one", tmp_path / "other"
    assert run(*asked, "-o", str(one)).exit_code == run(*asked, "-o", str(other), "--strict").exit_code == 0
    for path in one.glob("*.*"):
        assert path.read_bytes() == (other / path.name).read_bytes()
