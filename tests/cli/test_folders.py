"""A folder holds the files of one run: those of another are refused, or removed where somebody wishes it."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path

import pytest
from click.testing import Result
from msgspec.structs import fields

from quizgen.cli.folders import admitted
from quizgen.cli.listing import NAME, Run
from quizgen.cli.moodle import unusual
from quizgen.errors import UsageError
from quizgen.formats.protocol import File, Options

Runs = Callable[..., Result]
ONE, OTHER = Run({"exam": "quiz", "--seed": "1"}), Run({"exam": "quiz", "--seed": "2"})
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
    assert "holds 7 files of another run (exam quiz --forms 3 --seed 1)" in result.stderr
    assert "--replace" in result.stderr
    assert {path.name: path.read_bytes() for path in Path(out).iterdir()} == before


def test_what_is_replaced_is_what_quizgen_wrote(run: Runs, tmp_path: Path) -> None:
    out = tmp_path / "out"
    assert run(*EXAM, "--forms", "3", "--seed", "1", "-o", str(out)).exit_code == 0
    (out / "quiz-d.json").write_text("mine", encoding="utf-8")
    assert run(*EXAM, "--forms", "2", "--seed", "2", "-o", str(out), "--replace").exit_code == 0
    kept = {"report.html", "report.json", "exam.json", "key.csv"}
    assert names(out) == {*(f"quiz-{form}.json" for form in "abd"), *kept}
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
    ["", "[]", "{}", '{"asked": {}, "run": "", "files": {"../a": "1"}}', "[" * 10_000]
    + [f'{{"asked": {{}}, "run": "", "files": {{"{name}": "1"}}}}' for name in ("/etc/passwd", "", "a/../../b")],
)
def test_a_list_that_is_none_is_told_and_nothing_is_removed(tmp_path: Path, content: str) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "a").write_text("mine", encoding="utf-8")
    (tmp_path / "out" / NAME).write_text(content, encoding="utf-8")
    with pytest.raises(UsageError, match="not a list that quizgen keeps"):
        fill(tmp_path / "out", ONE, "b", replace=True)
    assert names(tmp_path) == {"a", f"out/{NAME}"}


def test_figures_beside_a_page_are_those_of_the_page(run: Runs, tmp_path: Path) -> None:
    page, figures = tmp_path / "x.md", tmp_path / "x-figures"
    for number in ("6", "2"):
        assert run(*FIGURES, "-n", number, "-o", str(page)).exit_code == 0
        shown = {f"x-figures/{path.name}" for path in figures.glob("*.svg")}
        assert shown
        assert shown == set(re.findall(r"x-figures/[a-z0-9-]+\.svg", page.read_text(encoding="utf-8")))


MANY = ("generate", "parameters", "--seed", "7", "--format", "moodle", "-n")


@pytest.mark.parametrize(
    "others",
    [
        ("--split", "2"),
        ("--key",),
        ("--title", "Week 3"),
        ("--wrong", "25"),
        ("--shuffle",),
        ("--moodle", "4.5"),
        ("--level", "easy"),
        ("--kind", "numerical"),
    ],
)
def test_another_run_is_told_by_the_option_in_which_it_differs(
    run: Runs, tmp_path: Path, others: tuple[str, ...]
) -> None:
    assert run(*MANY, "4", "-o", f"{tmp_path}/").exit_code == 0
    result = run(*MANY, "4", "-o", f"{tmp_path}/", *others)
    assert result.exit_code == 2
    assert f"such as items.xml; this one differs in {others[0]}: give another" in result.stderr
    assert names(tmp_path) == {"items.xml"}
    assert run(*MANY, "4", "-o", f"{tmp_path}/", *others, "--replace").exit_code == 0
    assert names(tmp_path) == ({"items-part-1.xml", "items-part-2.xml"} if "--split" in others else {"items.xml"})
    assert " ".join(others).replace("Week 3", "'Week 3'") in (run(*MANY, "4", "-o", f"{tmp_path}/").stderr)


def test_every_option_of_the_files_is_told() -> None:
    wished = Options("", key=True, wrong=Fraction(1, 4), shuffle=True, split=2, moodle=(4, 5), variants=2)
    ours = {"--stem", "--alone", "--booklet", "--home"}
    assert set(unusual(wished)) == {f"--{field.name}" for field in fields(Options)} - ours
    assert not unusual(Options("items"))


def test_parts_of_a_named_file_are_one_set(run: Runs, tmp_path: Path) -> None:
    page = tmp_path / "sp.xml"
    parts = [f"sp-part-{number}.xml" for number in (1, 2, 3)]
    assert run(*MANY, "6", "--split", "2", "-o", str(page)).exit_code == 0
    assert run(*MANY, "6", "--split", "2", "-o", str(page)).exit_code == 0
    for others, different in (("4", "--split", "2"), "-n"), (("6",), "--split"):
        result = run(*MANY, *others, "-o", str(page))
        assert result.exit_code == 2
        assert f"holds 3 files of another run (generate parameters -n 6 --seed 7 --split 2), such as {parts[0]}; " in (
            result.stderr
        )
        assert f"differs in {different}: " in result.stderr
        assert names(tmp_path) - {".sp.xml.quizgen"} == {*parts}
    assert run(*MANY, "4", "--split", "2", "-o", str(page), "--replace").exit_code == 0
    assert names(tmp_path) - {".sp.xml.quizgen"} == {*parts[:2]}
    assert run(*MANY, "4", "-o", str(page), "--replace").exit_code == 0
    assert names(tmp_path) == {"sp.xml"}


def test_a_file_without_parts_does_not_stay_beside_them(run: Runs, tmp_path: Path) -> None:
    page = tmp_path / "sp.xml"
    assert run(*MANY, "4", "-o", str(page)).exit_code == 0
    result = run(*MANY, "4", "--split", "2", "-o", str(page))
    assert (result.exit_code, names(tmp_path)) == (2, {"sp.xml"})
    assert "sp.xml would stay beside its parts: move it away, or remove it with --replace" in result.stderr
    assert run(*MANY, "4", "--split", "2", "-o", str(page), "--replace").exit_code == 0
    assert names(tmp_path) == {"sp-part-1.xml", "sp-part-2.xml", ".sp.xml.quizgen"}


def test_a_part_that_somebody_wrote_is_not_written_over(run: Runs, tmp_path: Path) -> None:
    (tmp_path / "sp-part-2.xml").write_text("mine", encoding="utf-8")
    for replace in ((), ("--replace",)):
        result = run(*MANY, "4", "--split", "2", "-o", str(tmp_path / "sp.xml"), *replace)
        assert "sp-part-2.xml is there already, and not in the list" in result.stderr
        assert names(tmp_path) == {"sp-part-2.xml"}


@pytest.mark.parametrize("name", ["items.json", "items.jsonl"])
def test_a_named_file_goes_not_among_those_of_another_run(run: Runs, tmp_path: Path, name: str) -> None:
    request = ("generate", "parameters", "-n", "3", "--seed", "7", "--format", "json,markdown")
    assert run(*request, "-o", str(tmp_path)).exit_code == 0
    before = (tmp_path / "items.json").read_bytes()
    result = run("generate", "pooling", "-n", "2", "--seed", "8", "-o", str(tmp_path / name))
    assert result.exit_code == 2
    assert "holds 2 files of another run (generate parameters -n 3 --seed 7), such as items.json; " in result.stderr
    assert "differs in what is asked, -n and --seed: " in result.stderr
    assert (tmp_path / "items.json").read_bytes() == before
    assert run("generate", "pooling", "-n", "2", "--seed", "8", "-o", str(tmp_path / name), "--replace").exit_code == 0
    assert {path.name for path in tmp_path.iterdir()} == {name}


def test_a_named_file_of_the_same_run_goes_with_the_others_and_another_name_is_free(run: Runs, tmp_path: Path) -> None:
    request = ("generate", "parameters", "-n", "3", "--seed", "7")
    assert run(*request, "-o", f"{tmp_path}/", "--format", "json").exit_code == 0
    assert run(*request, "-o", str(tmp_path / "items.json")).exit_code == 0
    assert run("generate", "pooling", "-n", "2", "-o", str(tmp_path / "b.md")).exit_code == 0
    assert run(*request, "-o", f"{tmp_path}/", "--format", "json").exit_code == 0


@pytest.mark.parametrize("name", ["items.md", "items-figures/question-1-figure-1.svg"])
def test_a_table_of_a_network_does_not_write_over_a_file_of_a_run(run: Runs, tmp_path: Path, name: str) -> None:
    assert run(*FIGURES, "-n", "2", "--format", "markdown", "-o", f"{tmp_path}/").exit_code == 0
    before = (tmp_path / name).read_bytes()
    result = run("explain", "vgg16", "-o", str(tmp_path / name))
    assert result.exit_code == 2
    assert f"{name} belongs to what another run wrote (generate inception-channels -n 2 --seed 7 --level easy): " in (
        result.stderr
    )
    assert (tmp_path / name).read_bytes() == before


def test_figures_go_with_the_page_that_they_belong_to(run: Runs, tmp_path: Path) -> None:
    page = tmp_path / "x.md"
    assert run(*FIGURES, "-n", "2", "-o", str(page)).exit_code == 0
    assert run(*MANY[:4], "-n", "2", "-o", str(tmp_path / "x.json")).exit_code == 0
    assert (tmp_path / "x-figures").is_dir()
    assert run(*MANY[:4], "-n", "2", "-o", str(page)).exit_code == 0
    assert {path.name for path in tmp_path.iterdir()} == {"x.md", "x.json"}


@pytest.mark.parametrize("make", ["link", "folder", "pipe"])
def test_a_list_is_a_regular_file(run: Runs, tmp_path: Path, make: str) -> None:
    out = tmp_path / "out"
    out.mkdir()
    made = {
        "link": lambda path: path.symlink_to(tmp_path / "elsewhere"),
        "folder": Path.mkdir,
        "pipe": os.mkfifo,
    }
    made[make](out / NAME)
    result = run(*MANY, "2", "-o", str(out))
    assert (result.exit_code, result.stderr.count("\n")) == (2, 1)
    assert f"{NAME} is not a list that quizgen keeps: remove it" in result.stderr
    assert {path.name for path in tmp_path.iterdir()} == {"out"}


def test_a_link_that_leads_to_no_file_is_not_written_through(run: Runs, tmp_path: Path) -> None:
    out = tmp_path / "out"
    out.mkdir()
    (out / "items.xml").symlink_to(tmp_path / "elsewhere")
    assert "items.xml is there already" in run(*MANY, "2", "-o", str(out)).stderr
    assert not (tmp_path / "elsewhere").exists()
