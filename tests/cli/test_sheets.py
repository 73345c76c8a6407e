"""An exam whose answers stand on a sheet: what is kept for the scanner, whose number is printed, what has no room."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from click.testing import Result
from pypdf import PdfReader

from quizgen import resources
from quizgen.blueprint.forms import forms
from quizgen.blueprint.reader import parse
from quizgen.formats import sheet_fields
from quizgen.formats.answer_sheet import answer_sheet
from quizgen.formats.sheet_fields import named_fields
from quizgen.sheets.recorded import recorded_fields, recorded_pages

Run = Callable[..., Result]
SCHEMA = json.loads((resources.banks() / "schema" / "exam.schema.json").read_text(encoding="utf-8"))
BLUEPRINT = """title = "Week 3"
answers = "sheet"
number_digits = 9
paper = "letter"
[[slots]]
family = "conv-output-size"
level = "easy"
count = 2
[[slots]]
family = "conv-output-size"
level = "hard"
kind = "numerical"
[[slots]]
family = "size-parameters-field"
level = "hard"
[[slots]]
family = "network-table"
level = "easy"
[[slots]]
family = "dilated-convolution-concepts"
level = "hard"
kind = "matching"
"""
ROSTER = "number,name\n12345678,Ada\n9001,Bo\nx77,Cy\n"


@pytest.fixture
def blueprint(tmp_path: Path) -> str:
    path = tmp_path / "week.toml"
    path.write_text(BLUEPRINT, "utf-8")
    return str(path)


def kept(folder: Path) -> Any:
    found = json.loads((folder / "exam.json").read_text("utf-8"))
    assert jsonschema.Draft202012Validator(SCHEMA).is_valid(found)
    return found


def test_exam_json_gives_the_places_of_all_boxes_as_they_were_printed(run: Run, tmp_path: Path, blueprint: str) -> None:
    out = tmp_path / "out"
    asked = ("exam", blueprint, "--forms", "2", "--repeat", "--seed", "1", "--format", "typst,json", "-o", str(out))
    assert run(*asked).exit_code == 0
    exam = kept(out)
    assert exam["sheet"] == {"geometry": 1, "paper": "letter", "digits": 9}
    drawn = forms(parse(BLUEPRINT, "week.toml"), 2, "1", repeat=True)
    for form, record in zip(drawn, exam["forms"], strict=True):
        pages = recorded_pages(exam["sheet"], record)
        assert pages == tuple(one.page for one in answer_sheet(form))
        assert recorded_fields(record) == tuple(one.asked for one in named_fields(form))
        source = (out / f"week-{form.name.lower()}.typ").read_text("utf-8")
        for page in pages:
            for field in page.fields:
                for box in field.columns[0]:
                    assert f"M{box.x} {box.y}h{box.width}v{box.height}h-{box.width}z" in source
    assert run("exam", "verify", str(out)).exit_code == 0


def test_a_student_s_own_number_is_printed_and_has_as_many_boxes_as_digits_if_it_is_made_of_them(
    run: Run, tmp_path: Path, blueprint: str
) -> None:
    roster = tmp_path / "students.csv"
    roster.write_text(ROSTER, "utf-8")
    out = tmp_path / "out"
    result = run("exam", blueprint, "--roster", str(roster), "--seed", "1", "-o", str(out))
    assert result.exit_code == 0, result.stderr
    exam = kept(out)
    assert exam["sheet"] == {"geometry": 1, "paper": "letter"}
    number_fields = [recorded_pages(exam["sheet"], form)[0].fields[0] for form in exam["forms"]]
    assert [field.question for field in number_fields[:2]] == [0, 0]
    assert [len(field.columns) for field in number_fields[:2]] == [8, 4]
    assert number_fields[2].question
    for number in ("12345678", "9001", "x77"):
        last = PdfReader(out / f"week-{number}.pdf").pages[-1].extract_text()
        assert number in last
        assert "Answer sheet" in last
    assert run("exam", "verify", str(out)).exit_code == 0


def test_an_exam_without_a_sheet_keeps_nothing_of_one(run: Run, tmp_path: Path, blueprint: str) -> None:
    Path(blueprint).write_text(BLUEPRINT.replace('answers = "sheet"\nnumber_digits = 9\n', ""), "utf-8")
    assert (
        run(
            "exam", blueprint, "--forms", "2", "--repeat", "--seed", "1", "--format", "json", "-o", str(tmp_path / "o")
        ).exit_code
        == 0
    )
    assert "sheet" not in kept(tmp_path / "o")


def test_a_key_that_has_no_room_is_one_sentence_with_its_slot(
    run: Run, tmp_path: Path, blueprint: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sheet_fields, "WIDTH", 2)
    result = run("exam", blueprint, "--seed", "1", "-o", str(tmp_path / "out"))
    assert result.exit_code == 1
    sentence = result.stderr.splitlines()[-1]
    assert sentence.startswith("Error: the slot '")
    assert "characters of an answer sheet; ask it as a choice, or redraw the slot" in sentence
    assert len(sentence) <= 300
    assert not (tmp_path / "out").exists()


def test_without_segno_nothing_is_written_and_it_is_said_what_to_install(
    run: Run, tmp_path: Path, blueprint: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(__import__("sys").modules, "segno", None)
    result = run("exam", blueprint, "--seed", "1", "-o", str(tmp_path / "out"))
    assert result.exit_code == 1
    assert 'pip install "quizgen[scan]"' in result.stderr
    assert not (tmp_path / "out").exists()


def test_a_format_that_prints_no_sheet_is_told(run: Run, blueprint: str) -> None:
    note = "only the formats pdf and typst print the answer sheet"
    assert note in run("exam", blueprint, "--seed", "1", "--format", "markdown", "-o", "-").stderr
    assert note not in run("exam", blueprint, "--seed", "1", "--format", "typst", "-o", "-").stderr
