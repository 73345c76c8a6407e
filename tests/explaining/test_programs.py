"""The table for programs: JSON and its schema, CSV, and rows with numbers in their cells."""

from __future__ import annotations

import csv
import json
import os
from fractions import Fraction
from io import StringIO

import pytest
from hostile import HOSTILE
from jsonschema import Draft202012Validator
from tables import GATED, SEVERAL, THIRD, UNKNOWN, shipped, spoiled

from quizgen import resources
from quizgen.explaining import FORMATS, Explanation, Wishes, rows
from quizgen.explaining.printing.records import NAME, schema
from quizgen.explaining.printing.rows import CELLS

EVERY = [GATED, UNKNOWN, SEVERAL, spoiled(HOSTILE), shipped("unet")]


def test_the_schema_is_that_of_the_records() -> None:
    path = resources.banks() / "schema" / NAME
    if os.environ.get("QUIZGEN_UPDATE_GOLDEN"):
        path.write_text(schema(), encoding="utf-8")
    assert path.read_text(encoding="utf-8") == schema(), "QUIZGEN_UPDATE_GOLDEN=1 pytest tests/explaining"


@pytest.mark.parametrize("explanation", EVERY, ids=["gated", "unknown", "several", "hostile", "unet"])
def test_json_keeps_to_its_schema_and_holds_every_line(explanation: Explanation) -> None:
    rules = json.loads((resources.banks() / "schema" / NAME).read_text(encoding="utf-8"))
    found = json.loads(FORMATS["json"](explanation))
    Draft202012Validator(rules).validate(found)
    assert [layer["name"] for layer in found["layers"]] == [line.name for line in explanation.lines]
    assert FORMATS["json"](explanation, Wishes(depth=1, functional=False)) == FORMATS["json"](explanation)


def test_json_says_one_number_where_the_axes_agree_and_none_that_is_rounded() -> None:
    found = json.loads(FORMATS["json"](GATED))
    conv, up = found["layers"][0], found["layers"][6]
    assert (conv["receptive_field"], conv["jump"], conv["start"]) == (3, 1, 0)
    assert (up["receptive_field"], up["jump"], up["start"]) == ([3, 4], ["1/3", 0.5], ["-1/3", -0.25])
    assert Fraction(up["jump"][0]) == THIRD
    assert found["total"] == {"parameters": 273, "trainable": 268, "macs": 28576, "output_bytes": 18448}
    assert (found["layers"][5]["through"], found["layers"][4]["whole"]) == ("se.pool", True)


def test_json_has_null_for_what_cannot_be_told() -> None:
    found = json.loads(FORMATS["json"](UNKNOWN))
    layer = found["layers"][0]
    assert {key for key, value in layer.items() if value is None} == {
        *("output_shape", "output_bytes", "macs", "receptive_field", "jump", "start")
    }
    assert found["total"]["macs"] is found["total"]["output_bytes"] is None


def test_json_counts_beyond_sixty_four_bits() -> None:
    huge = Explanation("huge", (1,), UNKNOWN.lines, 46, 10**25)
    assert json.loads(FORMATS["json"](huge))["total"]["macs"] == 10**25


def read(explanation: Explanation, wishes: Wishes | None = None) -> list[dict[str, str]]:
    text = FORMATS["csv"](explanation, wishes or Wishes())
    assert text.startswith("\ufeff")
    assert text.endswith("\r\n")
    return list(csv.DictReader(StringIO(text.removeprefix("\ufeff"), newline="")))


def test_csv_has_a_row_for_every_line_under_stable_heads() -> None:
    for explanation in EVERY:
        found = read(explanation, Wishes(depth=1, functional=False))
        assert list(found[0]) == [
            *("name", "type", "kind", "input", "output", "parameters", "trainable", "macs", "memory", "field", "jump"),
            *("start", "whole", "through"),
        ]
        assert len(found) == len(explanation.lines)
        assert sum(int(row["parameters"]) for row in found) == explanation.parameters


def test_csv_has_numbers_that_a_spreadsheet_reads() -> None:
    found = {row["name"]: row for row in read(GATED)}
    assert found["up"] | {"field": "3x4", "jump": "0.3333333333x0.5", "start": "(-0.3333333333, -0.25)"} == found["up"]
    assert (found["se.mul"]["input"], found["se.mul"]["through"]) == ("4x8x9; 4x1x1", "se.pool")
    assert (found["se.pool"]["whole"], found["se.pool"]["jump"], found["body.conv"]["whole"]) == ("true", "", "false")


def test_csv_gives_the_columns_that_are_wished() -> None:
    found = read(GATED, Wishes(("name", "macs", "global")))
    assert list(found[0]) == ["name", "macs", "whole", "through"]


@pytest.mark.parametrize("words", ["=1+1", "@sum(A1)", "-2+3", '"quoted", and\nbroken', "\tx"])
def test_no_name_is_a_formula_to_a_spreadsheet(words: str) -> None:
    for row in read(spoiled(words)):
        assert row["type"] in {words, f"'{words}", "ReLU"}
        assert not row["name"].startswith(("=", "+", "-", "@", "\t"))


def test_rows_have_numbers_and_shapes_in_their_cells() -> None:
    names = ("name", "parameters", "output", "field", "jump", "start", "whole", "input")
    found = rows(GATED, names)
    assert found[0] == ("body.conv", 112, (4, 8, 9), 3, 1, 0, False, ())
    assert found[6] == ("up", 148, (4, 24, 18), (3, 4), (THIRD, Fraction(1, 2)), (-THIRD, Fraction(-1, 4)), False, ())
    assert found[3][2:6] == (None, None, None, None)
    assert len(rows(GATED)[0]) == len(CELLS)
    with pytest.raises(KeyError):
        rows(GATED, ("colour",))
