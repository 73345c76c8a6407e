"""An outside judge of PDF/UA reads what is printed: no error and no warning."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from everything import everything, sample
from msgspec.structs import replace

from quizgen import resources
from quizgen.cli import main
from quizgen.formats.pdf.format import pdf
from quizgen.formats.protocol import Options
from quizgen.formats.slides.format import FORMAT
from quizgen.model import Form, Section, Sitting

NUMBERS = "FIG-012"
"""A rule that takes the numbers of a map, told row by row, for no language."""
ORDER = "ORD-001"
"""One that hears the words of a paragraph before its formulas, whatever the tags say; test_pdf_tags.py reads these."""
ALIKE = "PAG-001"
"""One that takes what several pages begin with for a running head, and a number of a formula for that of its page."""
EXCUSED = (
    NUMBERS,
    ORDER,
    ALIKE,
    "TBL-014",  # asks the tag of a table for its page, which those of its cells tell; test_pdf_tags.py looks for tables
    "TXT-004",  # a bracket is the same character in each of its sizes
)
NEW = resources.templates() / "new" / "blueprint" / "my-exam.toml"
BLUEPRINTS = resources.banks() / "blueprints"
GERMAN = """language = "de"
date = 2026-03-18
paper = "letter"
cover = true
points_table = true
working_space = 4"""
WHOLE = f"{GERMAN}\nformula_sheet = true"
JUDGE = shutil.which("outloud", path=os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]]))
PAPER = Sitting(duration=75, aids=("a calculator",), cover=True, points_table=True, working_space=4, formula_sheet=True)
LARGE = replace(PAPER, language="de", large=True, extra=Fraction(25))

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(JUDGE is None, reason="NOT JUDGED: outloud is not installed (pip install outloud)"),
]


@pytest.mark.parametrize("name", ["midterm", "final", "quiz"])
def test_exams_and_keys_pass_without_a_warning(tmp_path: Path, name: str) -> None:
    """With the booklet and the sheet of keys: four papers. Formulas of a key may stand at the feet of some pages."""
    papers = made(tmp_path, name)
    assert len(papers) == 4
    for paper in papers:
        found = warnings(paper, NUMBERS)
        formulas = [text for rule, text in found if rule == ALIKE and " = " in text and paper.stem.endswith("-key")]
        assert len(found) == len(formulas), found


def test_so_do_cover_points_table_working_space_and_a_german_frame(tmp_path: Path) -> None:
    assert counts(made(tmp_path, changed(tmp_path, "quiz", GERMAN)), NUMBERS) == [(0, 0)] * 4


@pytest.mark.parametrize("language", ["en", "de"])
def test_so_do_sections(tmp_path: Path, language: str) -> None:
    """A title that is not what a heading says, which would look like a running head."""
    text = NEW.read_text("utf-8").replace("Exam: convolutional networks", "Week 3")
    (tmp_path / "own.toml").write_text(f'language = "{language}"\n{text}', "utf-8")
    assert counts(made(tmp_path, str(tmp_path / "own.toml")), NUMBERS) == [(0, 0)] * 4


def test_so_does_a_sheet_of_formulas(tmp_path: Path) -> None:
    assert counts(made(tmp_path, changed(tmp_path, "midterm", WHOLE)), NUMBERS, ORDER, ALIKE) == [(0, 0)] * 4


@pytest.mark.parametrize("name", ["midterm", "quiz"])
def test_so_does_large_print(tmp_path: Path, name: str) -> None:
    papers = made(tmp_path, changed(tmp_path, name, WHOLE), "--large-print", "--extra-time", "25")
    assert counts(papers, NUMBERS, ORDER, ALIKE) == [(0, 0)] * 4


@pytest.mark.parametrize("sitting", [PAPER, LARGE], ids=["usual", "large"])
def test_so_does_an_item_of_every_family_and_kind(form: Form, tmp_path: Path, sitting: Sitting) -> None:
    """In large print every sixth, and all with ``make check-formats``: what is tagged there, and how, is the same."""
    whole = replace((sample if sitting.large else everything)(form), sitting=sitting)
    for key in (False, True):
        (tmp_path / f"{key}.pdf").write_bytes(pdf(whole, key=key))
    assert counts(sorted(tmp_path.glob("*.pdf")), *EXCUSED) == [(0, 0)] * 2


def test_so_does_a_deck_for_a_lecture(form: Form, tmp_path: Path) -> None:
    whole = replace(form, ordered=True, sections=(Section("Week 3", ("Talk.",), 9),), sitting=Sitting(language="de"))
    (file,) = FORMAT.write([whole], Options("deck"))
    (tmp_path / "deck.pdf").write_bytes(b"".join(file.chunks))
    assert counts([tmp_path / "deck.pdf"], *EXCUSED) == [(0, 0)]


def test_so_do_students_papers(tmp_path: Path) -> None:
    """Of all together warnings are not counted: that each begins in the same words looks like a running head."""
    roster = tmp_path / "students.csv"
    roster.write_text("number,name,extra_time\n1,Zoë O'Neil,25\n2,Ann,\n3,Bo,\n", "utf-8")
    made(tmp_path, "quiz", "--booklets", "--roster", str(roster))
    *papers, together = counts(sorted(tmp_path.glob("quiz-*.pdf")), NUMBERS)
    assert papers == [(0, 0)] * 9
    assert together[0] == 0


@pytest.mark.parametrize("number", [2, 30])
def test_so_does_a_sheet_of_keys_whichever_way_it_stands(tmp_path: Path, number: int) -> None:
    made(tmp_path, "quiz", "--repeat", "--forms", str(number))
    assert counts([tmp_path / "key-sheet.pdf"]) == [(0, 0)]


def changed(folder: Path, name: str, keys: str) -> str:
    """A shipped blueprint with these keys in place of its own."""
    named = {line.split(" = ")[0] for line in keys.splitlines()}
    lines = (BLUEPRINTS / f"{name}.toml").read_text("utf-8").splitlines()
    (folder / "own.toml").write_text(
        "\n".join([keys, *(line for line in lines if line.split(" = ")[0] not in named)]), "utf-8"
    )
    return str(folder / "own.toml")


def made(folder: Path, *asked: str) -> list[Path]:
    """An exam, its key and its booklet, and the sheet of keys."""
    run = CliRunner().invoke(main, ["exam", *asked, "--seed", "7", "--format", "pdf", "--jobs", "1", "-o", str(folder)])
    assert run.exit_code == 0, run.output
    return sorted(folder.glob("*.pdf"))


def counts(papers: list[Path], *skipped: str) -> list[tuple[int, int]]:
    """Errors and warnings of each, by all rules but those."""
    return [(one["counts"]["error"], one["counts"]["warning"]) for one in judged(papers, skipped)]


def warnings(paper: Path, *skipped: str) -> list[tuple[str, str]]:
    """The rule of each error and warning, by all rules but those, and the text that it is about."""
    (one,) = judged([paper], skipped)
    found = [(told["rule"], str(told["evidence"])) for told in one["findings"] if told["severity"] != "info"]
    assert len(found) == one["counts"]["error"] + one["counts"]["warning"]
    return found


def judged(papers: list[Path], skipped: Sequence[str]) -> list[dict[str, Any]]:
    """What the judge says of each."""
    command = [JUDGE or "", *map(str, papers), "--skip", ",".join(skipped), "--json", "-", "-q"]
    said = subprocess.run(command, capture_output=True, check=False, text=True)
    results: list[dict[str, Any]] = json.loads(said.stdout)["results"]
    return results
