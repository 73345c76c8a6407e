"""Scanned sheets, Moodle's responses and a plain table of the same answers give the same analysis."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Mapping
from pathlib import Path

import numpy as np
import pytest
from click.testing import Result
from filled import Printed
from moodle_export import attempt, export, questions
from simulated import Class

from quizgen.analysis.taken import Sheet
from quizgen.cli import main
from quizgen.marking.reader import read
from quizgen.results import cells

Run = Callable[..., Result]
STUDENTS = 24


def columns(sheet: Sheet) -> dict[str, str]:
    """The answers by their columns."""
    pairs = zip(sheet.form.questions, sheet.answers, strict=True)
    return {name: text for one, texts in pairs for name, text in zip(one.columns, texts, strict=True)}


@pytest.fixture
def sat(exam: Printed) -> list[Sheet]:
    """A class; a number that has no room in its boxes is left out."""
    forms = {form.name: form for form in exam.exam.forms.values()}
    found = []
    for sheet in Class(STUDENTS, {"ignores-padding": 0.5}).sit(read(exam.folder), 2)[0].sheets:
        fits = {
            name: text if cells.parsed(forms[sheet.form.form], name, text) else ""
            for name, text in columns(sheet).items()
        }
        answers = tuple(tuple(fits[name] for name in one.columns) for one in sheet.form.questions)
        found.append(Sheet(sheet.who, sheet.form, answers))
    return found


def told(run: Run, table: Path, exam: Printed, to: Path) -> object:
    result = run("analyze", str(table), "--exam", str(exam.folder), "-o", str(to))
    assert result.exit_code == 0, result.output
    return json.loads((to / "analysis.json").read_bytes())


def plain(path: Path, sat: list[Sheet]) -> Path:
    with path.open("w", newline="", encoding="utf-8") as file:
        rows: list[Mapping[str, str]] = [{"form": one.form.form} | columns(one) for one in sat]
        writer = csv.DictWriter(file, rows[0].keys())
        writer.writeheader()
        writer.writerows(rows)
    return path


@pytest.mark.slow
def test_what_was_scanned_is_analysed_as_what_was_typed_and_what_moodle_tells(
    run: Run, exam: Printed, sat: list[Sheet], tmp_path: Path
) -> None:
    forms = {form.name: form for form in exam.exam.forms.values()}
    for number, one in enumerate(sat):
        exam.scan(tmp_path / "pile" / f"{number}.png", forms[one.form.form], f"{1000000 + number}", columns(one))
    scanned = run("scan", str(tmp_path / "pile"), "--exam", str(exam.folder), "-o", str(tmp_path / "results"))
    assert scanned.exit_code == 0, scanned.output
    found = told(run, tmp_path / "results", exam, tmp_path / "a")
    assert told(run, plain(tmp_path / "plain.csv", sat), exam, tmp_path / "b") == found
    assert found["students"] + found["exams"][0]["left_out"].get("empty", 0) == STUDENTS  # type: ignore[index]
    assert told(run, _moodle(exam, sat, tmp_path), exam, tmp_path / "c") == found


def _moodle(exam: Printed, sat: list[Sheet], home: Path) -> Path:
    """Moodle's responses to the same questions, which are drawn again for it."""
    blueprint = exam.folder.parent / "week.toml"
    drawn = ["exam", str(blueprint), "--forms", "2", "--seed", "s", "--format", "moodle", "-o", str(home / "moodle")]
    main(drawn, standalone_mode=False)
    xml = {name: questions((home / "moodle" / f"week-{name.lower()}.xml").read_bytes()) for name in "AB"}
    dice = np.random.default_rng(3)
    rows = [attempt(f"{number}", one.form, xml[one.form.form], one.answers, dice) for number, one in enumerate(sat)]
    path = home / "moodle.csv"
    path.write_text(export(rows), encoding="utf-8")
    return path
