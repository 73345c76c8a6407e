"""Hostile words stay words in Markdown, whoever reads it."""

from __future__ import annotations

import re
import shutil
import subprocess
from itertools import pairwise

import pytest
from hostile import HOSTILE
from markdown_pages import items_of_lists, page, tables, tokens, words

from quizgen.model import Form


def test_hostile_words_stay_words(hostile: Form) -> None:
    source = page(hostile, key=True)
    value = " ".join(HOSTILE.split()).replace("\x07", "?")
    every = tokens(source)
    assert next(words(t) for before, t in pairwise(every) if before.type == "heading_open") == value
    kinds = {child.type for token in every for child in token.children or []} | {token.type for token in every}
    assert not kinds & {"html_inline", "html_block", "link_open", "em_open", "s_open"}
    pairs = [pair for line in every for pair in pairwise(line.children or [])]
    strong = [after.content for before, after in pairs if before.type == "strong_open"]
    assert strong == [f"({letter})" for letter in "abcdefg"] * 2
    assert "ordered_list_open" not in kinds
    alone = [words(t) for t in every if t.type == "inline"].count(f"{value} and {value}")
    assert alone == len(hostile.items) + sum(len(item.question.parts) for item in hostile.items)
    remarks = [one for item in hostile.items for part in item.question.parts for one in part.answer.remarks()]
    on_offer = (4 + 5 + 4) + (2 + 3) + 3 + 2 + (2 + 3 + 2 + 3 + 3)
    assert len(items_of_lists(source)) == on_offer + len([one for one in remarks if one.about])


def test_hostile_words_in_tables_stay_words(hostile: Form) -> None:
    value = HOSTILE.replace("\x07", "\N{REPLACEMENT CHARACTER}")
    cells = [cell for table in tables(page(hostile, key=True)) for row in table for cell in row]
    # Twice, blank and filled in: a corner, columns, rows and given cells of two tables.
    assert cells.count(f"{value} and {value}") == 2 * ((1 + 2 + 3 + 2) + (1 + 2 + 2 + 2))


def test_hostile_words_are_no_mathematics(hostile: Form) -> None:
    bare = [child.content for token in tokens(page(hostile)) for child in token.children or [] if child.type == "text"]
    assert any("$v$" in text for text in bare)
    assert "\\$v\\$" in page(hostile)


@pytest.mark.skipif(shutil.which("pandoc") is None, reason="NOT JUDGED: there is no pandoc; apt-get install pandoc")
@pytest.mark.parametrize("which", ["form", "hostile"])
def test_pandoc_reads_what_github_reads(which: str, request: pytest.FixtureRequest) -> None:
    source = page(request.getfixturevalue(which), key=True)

    def read(flavour: str) -> str:
        # A table wider than a line would get widths from one of the two.
        program = ["pandoc", "-f", flavour, "-t", "html", "--mathjax", "--wrap=none", "--columns=10000"]
        found = subprocess.run(program, input=source, text=True, check=True, capture_output=True).stdout
        return re.sub(' id="[^"]*"', "", found)

    assert read("gfm+tex_math_dollars") == read("markdown-smart")
