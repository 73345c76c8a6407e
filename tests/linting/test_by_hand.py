"""Files in the manner of other programs are linted without an accident, and what is found is there."""

from __future__ import annotations

from pathlib import Path

import pytest

from quizgen.linting.dispatch import linted
from quizgen.linting.opening import opened

BY_HAND = Path(__file__).parents[1] / "foreign" / "by_hand"
FOUND = {
    "canvas_export.xml": [(48, "feedback-missing")],
    "dos_aiken.txt": [],
    "entity_escaped.xml": [(13, "escaped-html"), (42, "escaped-html")],
    "latin1.gift": [(1, "encoding"), (8, "feedback-missing")],
    "mac_returns.gift": [],
    "moodle_sty.xml": [(19, "picture-without-words")],
    "no_blank_lines.gift": [
        *((line, "blank-line-missing") for line in (3, 8, 9, 11, 12, 17, 22)),
        (6, "feedback-missing"),
    ],
    "old_moodle.xml": [(78, "text-misplaced")],
    "onyx_item.xml": [],
    "r_exams_moodle.xml": [],
    "static.Rmd": [],
    "windows_bom.xml": [],
    "word_table.xml": [],
}


@pytest.mark.parametrize("name", FOUND)
def test_what_another_program_wrote_is_judged_by_what_is_wrong_in_it(name: str) -> None:
    file, written = opened((BY_HAND / name).read_bytes(), name)
    assert file.questions
    assert sorted((one.line, one.rule) for one in linted(file, written)) == sorted(FOUND[name])


def test_every_file_is_tried() -> None:
    assert {path.name for path in BY_HAND.iterdir()} - {"README.md"} == {*FOUND}
