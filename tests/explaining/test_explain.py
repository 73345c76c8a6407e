"""A network's table in all four formats."""

from __future__ import annotations

import json
import re
from fractions import Fraction

import pytest

from quizgen import architectures, oracle
from quizgen.errors import Disagreement
from quizgen.explaining import FORMATS, Explanation, Line, by_formula
from quizgen.layers import Conv2d, Network
from quizgen.oracle import Measured

HALVES = Line(
    "up",
    "ConvTranspose2d",
    (4, 8, 9),
    1234,
    56_789,
    (3, 5),
    (Fraction(1, 2), Fraction(1)),
    (Fraction(-1, 2), Fraction(3)),
)
UNKNOWN = Line("a|b", "Odd", None, 0, None, None, None, None)
MIXED = Explanation("mixed & <odd>", (3, 8, 9), (HALVES, UNKNOWN), 1234, None, ("a note",))


def shipped(name: str) -> Explanation:
    found = architectures.load(name)
    return by_formula(found.network, found.title, found.names)


@pytest.mark.parametrize("name", architectures.names())
def test_every_published_network_fits_a_page_and_adds_up(name: str) -> None:
    found = shipped(name)
    assert found.parameters == sum(line.parameters for line in found.lines)
    lines = FORMATS["table"](found).splitlines()
    assert max(map(len, lines)) <= 100
    assert len({len(line.rstrip()) for line in lines if set(line) == {"─"}}) == 1
    printed = [line for line in lines if line.strip() and "─" not in line]
    named = [line for line in printed if re.search(r"\S  +\S", line)]
    assert len(named) == len(found.lines) + 2
    assert f"{found.parameters:,}" in printed[-1]


def test_json_says_one_number_where_the_axes_agree() -> None:
    first, second = json.loads(FORMATS["json"](MIXED))["layers"]
    assert first == {
        "name": "up",
        "type": "ConvTranspose2d",
        "output_shape": [4, 8, 9],
        "parameters": 1234,
        "macs": 56789,
        "receptive_field": [3, 5],
        "jump": [0.5, 1],
        "start": [-0.5, 3],
    }
    assert [key for key, value in second.items() if value is None] == [
        *("output_shape", "macs", "receptive_field", "jump", "start")
    ]
    plain = json.loads(FORMATS["json"](shipped("lenet5")))
    assert list(plain) == ["input", "layers", "total"]
    assert plain["total"] == {"parameters": 61706, "macs": 416520}
    assert (plain["input"], plain["layers"][2]["receptive_field"]) == ([1, 32, 32], 6)


def test_markdown_keeps_its_columns_whatever_the_names() -> None:
    rows = [line for line in FORMATS["markdown"](MIXED).splitlines() if line.startswith("|")]
    assert {len(re.findall(r"(?<!\\)\|", row)) for row in rows} == {9}
    assert "3x5 | 0.5x1 | −0.5, 3" in rows[2]
    assert rows[3].endswith("| – | 0 | – | – | – | – |")


def test_nothing_is_printed_where_torch_disagrees(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(oracle, "measured", lambda *_: (Measured((4, 6, 6), 111, 4 * 27 * 36),))
    with pytest.raises(Disagreement, match="0: the formulas give 4x6x6, 112 parameters"):
        by_formula(Network((3, 8, 8), (Conv2d(3, 4, 3),)), "one")
