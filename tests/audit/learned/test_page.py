"""What trees found is a page, and the README quotes its sentences."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest

from quizgen import resources
from quizgen.audit.learned import __main__ as tool
from quizgen.audit.learned.page import BEGIN, END, page, quote, quoting
from quizgen.audit.learned.verdict import Finding

TENTH = Fraction(1, 10)
FINDINGS = [
    Finding("low", "easy", 1000, 50, Fraction(20, 100), Fraction(0)),
    Finding("high", "hard", 1000, 70, Fraction(56, 100), TENTH, usual=False),
    Finding("over", "medium", 900, 60, Fraction(47, 100), Fraction(0)),
]


def test_the_sentences_say_the_mean_the_limits_and_how_many_levels_exceed_theirs() -> None:
    words = " ".join(quote(FINDINGS).split())
    assert "find 41.0% of the keys in the mean of 3 levels, of which 1 have three options." in words
    assert "At most 45% may be found in a level that is asked as a choice by default, 55% in another one" in words
    assert "three options add 10 points to every limit. What is found exceeds its limit in 1 level." in words
    assert "is found in 2 levels; one in 10 may be such. Most is found in:" in words
    assert words.endswith("- `high` hard: 56%, of 65% - `over` medium: 47%, of 45% - `low` easy: 20%, of 45% " + END)


def test_the_page_has_a_row_for_each_level_the_worst_first_and_what_the_readme_quotes() -> None:
    text = page(FINDINGS)
    assert quote(FINDINGS) in text
    rows = [line for line in text.splitlines() if line.startswith("| `")]
    assert rows[0] == "| `high` | hard | number | 1000 | 70 | 100% | 56.0% | 65.0% |"
    assert [row.split("`")[1] for row in rows] == ["high", "over", "low"]


def test_the_readme_keeps_all_but_what_it_quoted_before() -> None:
    assert quoting(f"A\n{BEGIN}\nold\n{END}\nB\n", FINDINGS) == f"A\n{quote(FINDINGS)}\nB\n"
    with pytest.raises(ValueError, match="has no place"):
        quoting("A", FINDINGS)


def test_one_command_writes_the_page_and_the_readme_and_says_what_is_too_much(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    banks, readme = tmp_path / "banks", tmp_path / "README.md"
    banks.mkdir()
    readme.write_text(f"A\n{BEGIN}\n{END}\n", encoding="utf-8")
    monkeypatch.setattr(resources, "banks", lambda: banks)
    monkeypatch.setattr(tool, "found", lambda: FINDINGS)
    assert tool.main() == 1
    assert (banks / "LEARNED.md").read_text(encoding="utf-8") == page(FINDINGS)
    assert quote(FINDINGS) in readme.read_text(encoding="utf-8")
    assert capsys.readouterr().err.startswith("over (medium): trees find 47.0% of the keys")


def test_no_line_of_the_sentences_is_too_long() -> None:
    assert all(len(line) <= 140 for line in quote(FINDINGS).splitlines())
