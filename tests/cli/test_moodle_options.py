"""Options for Moodle: what they do to files, and a sentence where nothing heeds them."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree as ET
from zipfile import ZipFile

import pytest
from click.testing import Result

Run = Callable[..., Result]
FAMILY = "generate", "conv-output-size", "--seed", "7"


def top(xml: str) -> str:
    """The category of a whole import."""
    name = ET.fromstring(xml).findtext("question/category/text")
    assert name is not None
    return name.removeprefix("$course$/top/")


def names(path: Path) -> list[str]:
    return [name.text or "" for name in ET.fromstring(path.read_bytes()).iterfind("question/name/text")]


SHUFFLING = "h5p, moodle, qti12, qti21 or qti30,"
MOODLES = ((("--shuffle",), SHUFFLING), (("--split", "5"), "moodle"), (("--moodle", "4.5"), "moodle"))
COSTING = "gift, moodle, qti21 or qti30,"


@pytest.mark.parametrize(
    ("wish", "named", "command"),
    [
        (*wish, FAMILY)
        for wish in (
            (("--wrong", "25"), COSTING),
            (("--wrong", "0"), COSTING),
            (("--variants", "3"), "html"),
            *MOODLES,
        )
    ]
    + [(*wish, ("exam", "quiz", "--seed", "7")) for wish in MOODLES],
)
def test_what_no_format_heeds_is_refused_with_those_that_do(
    run: Run, tmp_path: Path, wish: tuple[str, ...], named: str, command: tuple[str, ...]
) -> None:
    result = run(*command, *wish, "--format", "json,pdf", "-o", str(tmp_path / "out"))
    assert result.exit_code == 2
    assert result.stderr == f"Error: {wish[0]} does nothing for json, pdf: add --format {named} or leave it out\n"
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("fmt", ["moodle", "pdf", "aiken"])
def test_what_is_named_instead_can_be_asked_for(run: Run, tmp_path: Path, fmt: str) -> None:
    asked = *FAMILY, "-n", "1", "--as", "choice", "--variants", "3", "-o", str(tmp_path / "out")
    said = re.search(r"add --format (\w+) or", run(*asked, "--format", fmt).stderr)
    assert said
    assert run(*asked, "--format", f"{fmt},{said[1]}").exit_code == 0


@pytest.mark.parametrize(
    ("key", "wish", "grade", "told"),
    [
        ("wrong = 0.25", (), "-25", "a wrong one costs 25% of the points"),
        ("wrong = 0.25", ("--wrong", "50"), "-50", "a wrong one costs 50% of the points"),
        ("wrong = 0.25", ("--wrong", "0"), "0", "A wrong answer costs nothing."),
        ('wrong = "none"', (), "0", "A wrong answer costs nothing."),
        ("", ("--wrong", "25"), "-25", "a wrong one costs 25% of the points"),
    ],
)
def test_moodle_takes_off_what_the_paper_tells(  # noqa: PLR0917 - a table's columns
    run: Run, tmp_path: Path, key: str, wish: tuple[str, ...], grade: str, told: str
) -> None:
    slot = '[[slots]]\nfamily = "conv-output-size"\nlevel = "easy"\nkind = "choice"\n'
    (tmp_path / "own.toml").write_text(f'title = "T"\n{key}\n{slot}')
    made = ("--seed", "7", "--format", "moodle,markdown,typst", "-o", str(tmp_path))
    result = run("exam", str(tmp_path / "own.toml"), *wish, *made)
    assert result.exit_code == 0, result.stderr
    answers = ET.fromstring((tmp_path / "own-a.xml").read_bytes()).iterfind("question/answer")
    assert {answer.get("fraction") for answer in answers} - {"100"} == {grade}
    assert told in (tmp_path / "own-a.md").read_text("utf-8")
    assert told in (tmp_path / "own-a.typ").read_text("utf-8")


@pytest.mark.parametrize(
    ("given", "instead"), [("1/4", "25"), ("0.25", "25"), ("1/3", "100/3"), ("1/800", "0.125%"), ("0.005", "0.5%")]
)
def test_a_share_is_not_taken_for_a_part_of_one_percent(run: Run, tmp_path: Path, given: str, instead: str) -> None:
    result = run(*FAMILY, "--wrong", given, "--format", "qti21", "-o", str(tmp_path / "x"))
    assert result.exit_code == 2
    said = f"{given} looks like a share: write {instead} for that, or {given}% for less than one percent;"
    assert f"Error: Invalid value for '--wrong': {said} try" in result.stderr
    assert run(*FAMILY, "--wrong", instead, "--format", "qti21", "-o", str(tmp_path / "x")).exit_code == 0


def test_titles_that_no_file_shows_are_refused(run: Run, tmp_path: Path) -> None:
    made = "-n", "2", "--as", "choice", "--title", "Week 3", "-o", str(tmp_path / "out")
    result = run(*FAMILY, *made, "--format", "aiken,anki")
    assert result.exit_code == 2
    advice = "add another format, such as --format pdf, or leave it out"
    assert result.stderr == f"Error: --title does nothing for aiken, anki: {advice}\n"
    assert not (tmp_path / "out").exists()
    assert run(*FAMILY, *made, "--format", "aiken,json").exit_code == 0


@pytest.mark.parametrize(("wish", "fmt"), [("--wrong", "gift"), ("--wrong", "qti21"), ("--wrong", "qti30")])
def test_other_formats_take_off_what_a_wrong_option_costs(run: Run, tmp_path: Path, wish: str, fmt: str) -> None:
    made = run(*FAMILY, "-n", "3", wish, "25", "--format", fmt, "-o", str(tmp_path / "out"))
    assert made.exit_code == 0, made.stderr


def test_one_format_that_heeds_it_is_enough(run: Run, tmp_path: Path) -> None:
    result = run(*FAMILY, "-n", "3", "--shuffle", "--format", "json,moodle", "-o", str(tmp_path / "out"))
    assert result.exit_code == 0, result.stderr


def test_canvas_shuffles_too(run: Run, tmp_path: Path) -> None:
    made = "-n", "3", "--shuffle", "--format", "qti12", "-o", str(tmp_path / "out.qti12.zip")
    result = run("generate", "pooling-concepts", *made, "--seed", "7")
    assert result.exit_code == 0, result.stderr
    with ZipFile(tmp_path / "out.qti12.zip") as opened:
        assert b'shuffle="Yes"' in opened.read("questions.xml")


@pytest.mark.parametrize(
    ("version", "said"),
    [
        ("four", "'four' is not a version"),
        ("3.11", "for Moodle 4.2 and newer"),
        ("4", "not a version"),
    ],
)
def test_a_version_that_is_none_or_too_old_is_refused(run: Run, version: str, said: str) -> None:
    result = run(*FAMILY, "--format", "moodle", "--moodle", version)
    assert result.exit_code == 2
    assert said in result.stderr


@pytest.mark.parametrize("version", ["4.5", "4.5.6", "5.0"])
def test_steps_are_dragged_into_order_from_version_4_5_on(run: Run, version: str) -> None:
    asked = "generate", "residual-and-inception-concepts", "-n", "7", "--as", "ordering", "--seed", "7"
    assert 'type="ordering"' in run(*asked, "-n", "1", "--format", "moodle", "--moodle", version).stdout
    assert 'type="matching"' in run(*asked, "-n", "1", "--format", "moodle").stdout


def test_several_files_need_a_place(run: Run) -> None:
    result = run(*FAMILY, "--split", "2", "--format", "moodle")
    assert (result.exit_code, result.stderr) == (
        2,
        "Error: --split writes several files: give a name or a folder with -o\n",
    )


def test_a_file_is_split_into_parts_beside_one_another(run: Run, tmp_path: Path) -> None:
    result = run(*FAMILY, "-n", "5", "--split", "2", "-o", str(tmp_path / "week.xml"))
    written = [tmp_path / f"week-part-{part}.xml" for part in (1, 2, 3)]
    assert result.stdout.split() == [str(path) for path in written]
    assert sorted(tmp_path.glob("[!.]*")) == written
    assert [len(names(path)) for path in written] == [2, 2, 1]


def test_an_exam_is_split_form_by_form_and_its_names_show_its_order(run: Run, tmp_path: Path) -> None:
    asked = "exam", "quiz", "--forms", "2", "--seed", "7", "--format", "moodle"
    assert run(*asked, "--split", "6", "-o", str(tmp_path)).exit_code == 0
    files = sorted(tmp_path.glob("*.xml"))
    parts = [f"quiz-{form}-part-{part}.xml" for form in "ab" for part in (1, 2)]
    assert [path.name for path in files] == parts
    found = [name[:3] for path in files for name in names(path)]
    assert sorted(found) == [f"{form}{number:02}" for form in "AB" for number in range(1, 11)]


def test_names_of_generated_questions_show_no_order(run: Run, tmp_path: Path) -> None:
    run(*FAMILY, "-n", "3", "-o", str(tmp_path / "x.xml"))
    assert all(re.fullmatch(r"Output size: n=\d+ k.*, (easy|medium|hard)", name) for name in names(tmp_path / "x.xml"))


def test_whatever_differs_in_what_is_asked_for_is_another_category(run: Run) -> None:
    more: tuple[list[str], ...] = (
        *([], ["--level", "hard"], ["--as", "numerical"], ["-n", "4"]),
        *(["--wrong", "25"], ["--moodle", "4.5"]),
    )
    asked = [(*FAMILY, "-n", "3", *one) for one in more]
    asked += [("generate", "--network", net, "-n", "3", "--seed", "7") for net in ("resnet18", "lenet5")]
    found = [top(run(*one, "--format", "moodle").stdout) for one in asked]
    assert len(set(found)) == len(found)
    assert ", conv-output-size, hard, seed 7, " in found[1]
    assert ", conv-output-size, numerical, seed 7, " in found[2]
    assert ", resnet18, seed 7, " in found[6]
    assert ", lenet5, seed 7, " in found[7]


def test_an_exams_category_names_its_blueprint(run: Run, tmp_path: Path) -> None:
    run("exam", "quiz", "--forms", "2", "--seed", "7", "--format", "moodle", "-o", str(tmp_path))
    first, second = (top((tmp_path / f"quiz-{form}.xml").read_text("utf-8")) for form in "ab")
    assert first.startswith("Quiz: convolutional networks, form A, blueprint quiz, seed 7, ")
    assert second.startswith("Quiz: convolutional networks, form B, blueprint quiz, seed 7, ")
    assert first[-8:] != second[-8:]


def test_the_same_seed_gives_the_same_category_and_bytes_in_every_process(tmp_path: Path) -> None:
    for number in ("1", "2"):
        path = tmp_path / f"{number}.xml"
        asked = [
            "generate",
            "by-hand",
            "dilation",
            "pooling",
            "architectures",
            "-n",
            "40",
            "--seed",
            "7",
            "-o",
            str(path),
        ]
        environment = os.environ | {"PYTHONHASHSEED": number}
        subprocess.run([sys.executable, "-m", "quizgen", *asked], check=True, env=environment, capture_output=True)
    assert (tmp_path / "1.xml").read_bytes() == (tmp_path / "2.xml").read_bytes()


def test_a_version_that_is_too_long_is_told_with_a_gap(run: Run) -> None:
    said = run("generate", "dilation", "--format", "moodle", "--moodle", "9" * 100).stderr
    assert re.search(r"'9+…9+' is not a version such as 4\.5; ", said)
