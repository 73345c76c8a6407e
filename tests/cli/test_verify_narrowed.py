"""What a blueprint says beside families and levels is drawn again from exam.json, too."""

from __future__ import annotations

import json
from collections.abc import Callable
from itertools import groupby
from pathlib import Path

import jsonschema
import pytest
from click.testing import CliRunner, Result

from quizgen import resources
from quizgen.cli import main

Run = Callable[..., Result]
OWN = resources.banks() / "concepts" / "batch-normalisation.toml"
BLUEPRINT = """title = "T"
options = 3

[[sections]]
title = "Sizes"
instructions = "Think."
points = 2
[[sections.slots]]
family = "conv-output-size"
level = "easy"
kind = "choice"
params = { kernel_size = 3 }
count = 2
[[sections.slots]]
families = ["chain-output-size", "dilated-conv-output-size"]
level = "medium"
kind = "numerical"

[[sections]]
title = "Rest"
[[sections.slots]]
family = "conv-parameters"
level = "medium"
kind = "choice"
options = 4
misconceptions = { filters-from-inputs = 3, adds-biases = 0 }
count = 2
[[sections.slots]]
tag = "resnet"
level = "medium"
options = 4
[[sections.slots]]
family = "own.toml"
items = ["own-items-bn-steps"]
"""


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder whose blueprint and file of items are gone."""
    home = tmp_path_factory.mktemp("home")
    (home / "mine.toml").write_text(BLUEPRINT, "utf-8")
    (home / "own.toml").write_bytes(OWN.read_bytes())
    asked = ["exam", str(home / "mine.toml"), "--forms", "3", "--repeat", "--seed", "s", "--format", "json"]
    result = CliRunner().invoke(main, [*asked, "-o", str(home / "out")])
    assert result.exit_code == 0, result.output
    for name in ("mine.toml", "own.toml"):
        (home / name).unlink()
    return home / "out"


def test_sections_and_what_slots_narrow_and_weigh_are_proven(run: Run, out: Path) -> None:
    result = run("exam", "verify", str(out))
    assert (result.exit_code, result.stderr) == (0, "")
    assert "drawn again, 3 forms with 21 questions; every key confirmed." in result.stdout


def test_each_question_says_its_section_and_the_schema_knows_it(out: Path) -> None:
    found = json.loads((out / "exam.json").read_text("utf-8"))
    schema = json.loads((resources.banks() / "schema" / "exam.schema.json").read_text("utf-8"))
    jsonschema.Draft202012Validator(schema).validate(found)
    for form in found["forms"]:
        titles = [(title, len([*own])) for title, own in groupby(one["section"] for one in form["questions"])]
        assert titles == [("Sizes", 3), ("Rest", 4)]


def test_questions_without_sections_say_none(run: Run, tmp_path: Path) -> None:
    assert run("exam", "quiz", "--seed", "1", "--format", "json", "-o", str(tmp_path / "out")).exit_code == 0
    (form,) = json.loads((tmp_path / "out" / "exam.json").read_text("utf-8"))["forms"]
    assert all("section" not in one for one in form["questions"])
