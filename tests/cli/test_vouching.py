"""Machines work together only where all has the same code, templates among it."""

from __future__ import annotations

from quizgen import resources
from quizgen.cli.vouching import DATA

SKELETONS, NOTHING_WRITTEN = "new", {".md", ".svg", ".txt"}
"""What ``quizgen new`` copies is not for forms; nor is anything made from pages and licences that people read."""


def test_every_file_that_forms_are_made_of_is_part_of_the_code() -> None:
    templates, banks = resources.templates(), resources.banks()
    every = [path.relative_to(folder) for folder in (templates, banks) for path in folder.rglob("*") if path.is_file()]
    others = {path.suffix for path in every if path.parts[0] != SKELETONS} - DATA
    assert others <= NOTHING_WRITTEN
