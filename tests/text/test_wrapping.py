"""Lines are as wide as there is room, and nothing of them is lost."""

from __future__ import annotations

import pytest

from quizgen.text import Table, Text
from quizgen.text.columns import columns
from quizgen.text.terminal import TERMINAL, terminal
from quizgen.text.wrapping import fold, wrap

WORDS = "The receptive field of a max-pooling layer, 漢字漢字漢字 and " + "x" * 70 + " grows by (k − 1) × j."
LINES = [
    "    variance = ((−5 − (−3))² + (−5 − (−3))² + (−4 − (−3))² + (−2 − (−3))² + (1 − (−3))²)/8 = 4",
    "        nn.Conv2d(in_channels=96, out_channels=96, kernel_size=5, padding=2, groups=16, bias=False),",
    " " * 50 + "deep = inside",
    "    " + "x" * 150,
]
ROWS = (("conv 1", "16 × 16", "Conv2d(3, 64, kernel_size=3)"), ("pool", "", "MaxPool2d(2)"))
TABLE = Text("{t}", {"t": Table(("Layer", "Output", "Code"), ROWS, "Layers")})
WIDTHS = pytest.mark.parametrize("width", [9, 20, 41, 60, 80])


@WIDTHS
def test_words_fill_lines_and_none_is_lost(width: int) -> None:
    lines = wrap(WORDS, width, "> ", "  ")
    assert max(map(columns, lines)) <= width
    assert lines[0].startswith("> ")
    assert "".join("".join(lines)[2:].split()) == "".join(WORDS.split())


def test_a_word_is_broken_only_where_a_line_is_too_short_for_it() -> None:
    assert wrap("a word-for-word account", 12) == ["a word-for-", "word account"]
    assert wrap("the 2-2-2 schedule", 8) == ["the", "2-2-2", "schedule"]
    assert wrap("abcdefgh", 3) == ["abc", "def", "gh"]
    assert wrap("", 3, "> ") == [">"]
    assert wrap("10\N{NO-BREAK SPACE}cm long", 6) == ["10\N{NO-BREAK SPACE}cm", "long"]


@WIDTHS
@pytest.mark.parametrize("line", LINES)
def test_a_folded_line_keeps_all_its_signs(line: str, width: int) -> None:
    lines = fold(line, width)
    assert max(map(columns, lines)) <= width
    assert "".join("".join(lines).split()) == "".join(line.split())


def test_mathematics_breaks_before_its_outermost_signs_and_code_after_its_commas() -> None:
    assert fold(LINES[0], 60) == [
        "    variance = ((−5 − (−3))² + (−5 − (−3))² + (−4 − (−3))²",
        "        + (−2 − (−3))² + (1 − (−3))²)/8 = 4",
    ]
    assert fold("    y = a × b + c = d", 18) == ["    y = a × b + c", "        = d"]
    assert fold(LINES[1], 60) == [
        "        nn.Conv2d(in_channels=96, out_channels=96,",
        "            kernel_size=5, padding=2, groups=16,",
        "            bias=False),",
    ]
    assert fold(LINES[0], 100) == [LINES[0]]


def test_a_table_without_room_is_a_block_for_each_row() -> None:
    wide = TERMINAL.text(TABLE)
    assert terminal(max(map(columns, wide.split("\n")))).text(TABLE) == wide
    assert terminal(44).text(TABLE).split("\n") == [
        "Layer: conv 1",
        "    Output: 16 × 16",
        "    Code: Conv2d(3, 64, kernel_size=3)",
        "Layer: pool",
        "    Code: MaxPool2d(2)",
    ]
    assert terminal(24).text(TABLE).split("\n")[1:4] == [
        "    Output: 16 × 16",
        "    Code: Conv2d(3, 64,",
        "        kernel_size=3)",
    ]


@WIDTHS
def test_no_line_of_a_table_is_too_wide(width: int) -> None:
    assert max(map(columns, terminal(width).text(TABLE).split("\n"))) <= width
