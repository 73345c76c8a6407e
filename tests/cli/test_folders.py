"""A folder holds the files of one run: those of another are refused, or removed where somebody wishes it."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from quizgen.cli.folders import admitted
from quizgen.cli.listing import NAME, Run
from quizgen.errors import UsageError
from quizgen.formats.protocol import File

Runs = Callable[..., Result]
ONE, OTHER = Run("exam quiz --seed 1", ("text",)), Run("exam quiz --seed 2", ("text",))
EXAM = ("exam", "quiz", "--format", "json")
FIGURES = ("generate", "inception-channels", "--seed", "7", "--level", "easy")


def fill(folder: Path, run: Run, *names: str, replace: bool = False) -> None:
    files = [File(name, [f"{name} of {run.asked}".encode()]) for name in names]
    admitted(folder, run, replace=replace).fill(files)


def names(folder: Path) -> set[str]:
    return {str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file()} - {NAME}


def test_files_of_another_run_are_refused_in_one_sentence_and_stay(run: Runs, tmp_path: Path) -> None:
    out = str(tmp_path / "out")
    assert run(*EXAM, "--forms", "3", "--seed", "1", "-o", out).exit_code == 0
    before = {path.name: path.read_bytes() for path in Path(out).iterdir()}
    result = run(*EXAM, "--forms", "2", "--seed", "2", "-o", out)
    assert (result.exit_code, result.stdout, result.stderr.count("\n")) == (2, "", 1)
    assert "holds 4 files of another run (exam quiz --forms 3 --seed 1)" in result.stderr
    assert "--replace" in result.stderr
    assert {path.name: path.read_bytes() for path in Path(out).iterdir()} == before


def test_what_is_replaced_is_what_quizgen_wrote(run: Runs, tmp_path: Path) -> None:
    out = tmp_path / "out"
    assert run(*EXAM, "--forms", "3", "--seed", "1", "-o", str(out)).exit_code == 0
    (out / "quiz-d.json").write_text("mine", encoding="utf-8")
    assert run(*EXAM, "--forms", "2", "--seed", "2", "-o", str(out), "--replace").exit_code == 0
    assert names(out) == {"quiz-a.json", "quiz-b.json", "quiz-d.json", "report.json"}
    assert (out / "quiz-d.json").read_text(encoding="utf-8") == "mine"
    assert {json.loads((out / f"quiz-{form}.json").read_text())["seed"] for form in "ab"} == {"2"}


def test_the_same_run_again_gives_the_same_folder_and_may_add_a_format(run: Runs, tmp_path: Path) -> None:
    request = "generate", "parameters", "-n", "3", "--seed", "7", "-o", str(tmp_path / "out"), "--format"
    for formats in ("json,jsonl", "json,jsonl", "typst,json"):
        assert run(*request, formats).exit_code == 0
    assert names(tmp_path / "out") == {"items.json", "items.jsonl", "items.typ", "items-key.typ"}
    result = run(*request, "json,jsonl", "-n", "4")
    assert result.exit_code == 2
    assert "another run (generate parameters -n 3 --seed 7)" in result.stderr


def test_files_in_folders_of_their_own_go_with_the_others(tmp_path: Path) -> None:
    fill(tmp_path, ONE, "a.md", "a-figures/1.svg", "a-figures/2.svg", "b.md")
    fill(tmp_path, OTHER, "a.md", replace=True)
    assert names(tmp_path) == {"a.md"}
    assert not (tmp_path / "a-figures").exists()


@pytest.mark.parametrize("replace", [False, True])
def test_a_file_that_somebody_changed_is_not_written_over(tmp_path: Path, *, replace: bool) -> None:
    fill(tmp_path, ONE, "a.typ")
    (tmp_path / "a.typ").write_text("better", encoding="utf-8")
    with pytest.raises(UsageError, match=r"a\.typ was changed after quizgen wrote it: move it away"):
        fill(tmp_path, OTHER if replace else ONE, "a.typ", replace=replace)
    assert (tmp_path / "a.typ").read_text(encoding="utf-8") == "better"


@pytest.mark.parametrize("replace", [False, True])
def test_a_file_that_is_not_from_quizgen_is_not_written_over(tmp_path: Path, *, replace: bool) -> None:
    (tmp_path / "a.md").write_text("mine", encoding="utf-8")
    with pytest.raises(
        UsageError, match=r"a\.md is there already, and not in the list of what quizgen wrote: move it away"
    ):
        fill(tmp_path, ONE, "b.md", "a.md", replace=replace)
    assert names(tmp_path) == {"a.md"}


def test_a_folder_whose_files_somebody_removed_is_empty(tmp_path: Path) -> None:
    fill(tmp_path, ONE, "a.md")
    (tmp_path / "a.md").unlink()
    fill(tmp_path, OTHER, "b.md")
    assert names(tmp_path) == {"b.md"}


@pytest.mark.parametrize(
    "content",
    ["", "[]", "{}", '{"asked": "", "run": "", "files": {"../a": "1"}}', "[" * 10_000]
    + [f'{{"asked": "", "run": "", "files": {{"{name}": "1"}}}}' for name in ("/etc/passwd", "", "a/../../b")],
)
def test_a_list_that_is_none_is_told_and_nothing_is_removed(tmp_path: Path, content: str) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "a").write_text("mine", encoding="utf-8")
    (tmp_path / "out" / NAME).write_text(content, encoding="utf-8")
    with pytest.raises(UsageError, match="not the list that quizgen keeps"):
        fill(tmp_path / "out", ONE, "b", replace=True)
    assert names(tmp_path) == {"a", f"out/{NAME}"}


def test_figures_beside_a_page_are_those_of_the_page(run: Runs, tmp_path: Path) -> None:
    page, figures = tmp_path / "x.md", tmp_path / "x-figures"
    for number in ("6", "2"):
        assert run(*FIGURES, "-n", number, "-o", str(page)).exit_code == 0
        shown = {f"x-figures/{path.name}" for path in figures.glob("*.svg")}
        assert shown
        assert shown == set(re.findall(r"x-figures/[a-z0-9-]+\.svg", page.read_text(encoding="utf-8")))
