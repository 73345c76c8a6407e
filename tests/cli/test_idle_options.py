"""What was asked for and cannot be had is refused in one sentence; nothing is passed over."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

Run = Callable[..., Result]
BLUEPRINT = """title = "T"
duration = 60
[[slots]]
family = "conv-output-size"
level = "easy"
kind = "choice"
"""
LARGE = "--large-print does nothing for {}: add --format docx, latex, pdf or typst, or leave it out"
TIME = "--extra-time does nothing for {}: add another format, such as --format pdf, or leave it out"
BOOKLETS = "--booklets does nothing for {}: add --format pdf or typst, or leave it out"
COST = "--wrong does nothing for {}: add --format gift, moodle, qti21 or qti30, or leave it out"


@pytest.mark.parametrize(
    ("wish", "formats", "place", "said"),
    [
        (("--large-print",), "moodle", "x.xml", LARGE),
        (("--large-print", "--booklets"), "gift,html", "out", LARGE),
        (("--booklets",), "gift", "x.gift", BOOKLETS),
        (("--booklets",), "docx", "out", BOOKLETS),
        (("--extra-time", "25"), "moodle", "x.xml", TIME),
        (("--extra-time", "25"), "json", "-", TIME),
        (("--wrong", "25"), "json", "x.json", COST),
        (
            ("--calibration", "d.json"),
            "markdown",
            "-",
            "--calibration foretells in report.html: give a folder with -o, or leave it out",
        ),
        (
            ("--booklets",),
            "pdf",
            "x.pdf",
            "--booklets writes more files than one: give a folder with -o, or leave it out",
        ),
    ],
)
def test_what_no_format_of_an_exam_heeds_is_refused(  # noqa: PLR0917 - a table's columns
    run: Run,
    tmp_path: Path,
    blueprint: Callable[[str], str],
    wish: tuple[str, ...],
    formats: str,
    place: str,
    said: str,
) -> None:
    where = place if place == "-" else str(tmp_path / place)
    result = run("exam", blueprint(BLUEPRINT), "--seed", "q", *wish, "--format", formats, "-o", where)
    assert result.stderr == f"Error: {said.format(formats.replace(',', ', '))}\n"
    assert (result.exit_code, result.stdout) == (2, "")
    assert [file.name for file in tmp_path.iterdir()] == ["exam.toml"]


@pytest.mark.parametrize(
    ("wish", "formats", "place"),
    [
        (("--large-print",), "moodle,typst", "out"),
        (("--extra-time", "25"), "json", "out/"),
        (("--extra-time", "25"), "markdown", "x.md"),
        (("--wrong", "25"), "json", "out/"),
        (("--wrong", "25"), "markdown", "x.md"),
        (("--booklets",), "typst", "out"),
        (("--no-booklets",), "json", "x.json"),
    ],
)
def test_what_a_format_or_the_exams_own_file_heeds_is_taken(  # noqa: PLR0917 - a table's columns
    run: Run, tmp_path: Path, blueprint: Callable[[str], str], wish: tuple[str, ...], formats: str, place: str
) -> None:
    where = f"{tmp_path}/{place}"
    result = run("exam", blueprint(BLUEPRINT), "--seed", "q", *wish, "--format", formats, "-o", where)
    assert result.exit_code == 0, result.stderr


REMEDIAL = "it is for the practice set of --remedial"
OWN = "--self-test prints sheets of its own, and reads them"
GROUPS = "explain", "conv 8->8 k3 p1 g4", "--input", "8x16x16", "--picture", "groups"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("analyze", "r.csv", "--exam", "e", "--format", "pdf"), f"--format says nothing here: {REMEDIAL}"),
        (("analyze", "r.csv", "--exam", "e", "--key"), f"--key says nothing here: {REMEDIAL}"),
        (("analyze", "r.csv", "--exam", "e", "--seed", "1"), f"--seed says nothing here: {REMEDIAL}"),
        (
            ("analyze", "r.csv", "--exam", "e", "--remedial", "3", "--language", "de"),
            "--language says nothing here: it is for the report, which --remedial does not write",
        ),
        (("scan", "--self-test", "x.pdf"), f"SCANS says nothing here: {OWN}"),
        (("scan", "--self-test", "--threshold", "0.2"), f"--threshold says nothing here: {OWN}"),
        (("scan", "--exam", "e", "--jobs", "1", "--self-test"), f"--exam says nothing here: {OWN}"),
        (("quiz", "--run", "-n", "1"), "--run belongs to a network: add --network NET"),
        (("quiz", "--input", "3x4x4"), "--input belongs to a network: add --network NET"),
        (
            ("quiz", "--no-record", "--profile", "ada"),
            "--profile says nothing here: with --no-record nobody's log is used",
        ),
        (("check", "dilation", "--all", "-n", "5"), "--all checks all numbers of a level; leave out -n"),
        (
            ("lint", "x.xml", "--rule", "mojibake", "--ignore", "mojibake"),
            "--rule and --ignore both name mojibake: leave it out of one of them",
        ),
        (
            (*GROUPS, "--background", "none", "-o", "x.svg"),
            "--background belongs to other pictures: one of groups is always on white; leave it out",
        ),
    ],
)
def test_what_says_nothing_beside_what_else_was_given_is_refused(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...], said: str
) -> None:
    monkeypatch.chdir(tmp_path)
    result = run(*words)
    assert (result.exit_code, result.stdout, result.stderr) == (2, "", f"Error: {said}\n")
    assert not [*tmp_path.iterdir()]


@pytest.mark.parametrize(
    ("wish", "said"),
    [
        (("--network", "lenet5"), 'is about a network; write network = "..." in those that shall be'),
        (("--run",), "is about one: leave it out"),
    ],
)
def test_a_network_of_which_no_slot_makes_use_is_refused(
    run: Run, tmp_path: Path, blueprint: Callable[[str], str], wish: tuple[str, ...], said: str
) -> None:
    path = blueprint(BLUEPRINT.replace('"T"', '"Convolutional networks"'))
    result = run("exam", path, *wish, "--seed", "q", "--format", "json", "-o", str(tmp_path / "out"))
    assert (result.exit_code, result.stdout) == (2, "")
    assert f"no slot of {path} {said}" in result.stderr
    assert not (tmp_path / "out").exists()
    named = blueprint('title = "T"\n[[slots]]\nnetwork = "resnet18"\nlevel = "easy"\n')
    asked = "exam", named, *wish, "--seed", "q", "--format", "json", "-o", str(tmp_path / "out")
    assert run(*asked).exit_code == 0, run(*asked).stderr


@pytest.mark.parametrize(
    ("fmt", "said"), [("html", "Note: large_print in the roster does nothing for html"), ("latex", "")]
)
def test_large_print_of_a_roster_is_told_where_nothing_is_printed(
    run: Run, tmp_path: Path, blueprint: Callable[[str], str], fmt: str, said: str
) -> None:
    roster = tmp_path / "students.csv"
    roster.write_text("number,name,large_print\n11,Ada,yes\n22,Emmy,no\n", "utf-8")
    asked = "exam", blueprint(BLUEPRINT), "--roster", str(roster), "--seed", "q", "--format", fmt
    result = run(*asked, "-o", str(tmp_path / "out"))
    assert result.exit_code == 0, result.stderr
    assert ("large_print" in result.stderr, said in result.stderr) == (bool(said), True)
