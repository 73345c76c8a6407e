"""A file in Windows' code page that does not say so is one fault, and is read as it was meant."""

from __future__ import annotations

from pathlib import Path

import pytest

from quizgen.foreign.passages import every
from quizgen.linting.dispatch import linted
from quizgen.linting.opening import opened

BASES = Path(__file__).parent / "bases"


@pytest.mark.parametrize("name", ["moodle.xml", "questions.gift", "qti12.xml"])
def test_another_encoding_is_told_once_at_its_first_byte(name: str) -> None:
    meant = (BASES / name).read_text("utf-8").replace(" of ", " of “größer” ")
    assert meant.count("größer") > 1
    file, written = opened(meant.encode("cp1252"), name)
    line = meant.count("\n", 0, meant.index("“")) + 1
    assert [(one.rule, one.line) for one in linted(file, written)] == [("encoding", line)]
    assert sum(text.source.count("“größer”") for one in file.questions for text in every(one)) >= 1


def test_a_lone_byte_of_another_encoding_leaves_all_else_as_it_is() -> None:
    meant = (BASES / "questions.gift").read_text("utf-8").replace("kernel", "größer Kern")
    spoiled = meant.encode().replace("ö".encode(), b"\xf6", 1)
    file, written = opened(spoiled, "questions.gift")
    assert [one.rule for one in linted(file, written)] == ["encoding"]
    assert [one.stem.source for one in file.questions] == [
        one.stem.source for one in opened(meant.encode(), "questions.gift")[0].questions
    ]
