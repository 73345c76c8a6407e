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
