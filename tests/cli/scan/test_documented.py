"""What help and documentation say of the bounds is so."""

from __future__ import annotations

from pathlib import Path

from quizgen.cli.scan import command
from quizgen.scanning.deciding import THRESHOLDS

DOCS = Path(__file__).parents[3] / "docs" / "scanning.md"
HELP = {name: str(getattr(option, "help", "")) for option in command.params for name in option.opts}


def test_the_bounds_of_a_sure_answer_are_those_that_are_documented() -> None:
    words = " ".join(DOCS.read_text("utf-8").split())
    assert f"A box with {100 * THRESHOLDS.mark:.0f} % of a full one's ink is marked" in words
    assert f"one with less than {100 * THRESHOLDS.blank:.0f} % is empty" in words
    assert f"[default: {THRESHOLDS.mark:g}]" in HELP["--threshold"]
    assert f"[default: {THRESHOLDS.mark - THRESHOLDS.blank:g}]" in HELP["--margin"]
