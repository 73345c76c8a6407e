"""Moodle's embedded answers, gap by gap."""

from __future__ import annotations

from fractions import Fraction

import pytest

from quizgen.foreign.model import Choosing, Gaps, Number, Passage, Words
from quizgen.foreign.moodle.cloze import TYPES, gapped
from quizgen.foreign.remarks import Remarks


def found(source: str) -> tuple[str, Gaps, list[tuple[str, int]]]:
    remarks = Remarks()
    stem, asked = gapped(Passage(source, "html", 10), remarks)
    assert isinstance(asked, Gaps)
    return stem.source, asked, [(one.rule, one.line) for one in remarks.every]


def test_gaps_stand_where_they_stood_with_weights_shares_and_feedback() -> None:
    source = "a {1:NUMERICAL:=5:0.1#Yes~%50%6:0#Half~%-33.33333%7} b\n{:MC:%0%x#No~=y} {3:SA:=Re\\}LU#A \\# b~*}"
    stem, asked, told = found(source)
    assert stem == "a {#1} b\n{#2} {#3}"
    number, menu, words = asked.gaps
    assert isinstance(number.asked, Number)
    numbers: list[object] = [(one.value, one.tolerance, one.share) for one in number.asked.accepted]
    assert numbers == [(5, Fraction(1, 10), 1), (6, 0, Fraction(1, 2)), (7, 0, Fraction(-1, 3))]
    assert [one.feedback.source for one in number.asked.accepted if one.feedback] == ["Yes", "Half"]
    assert isinstance(menu.asked, Choosing)
    options: list[object] = [(one.text.source, one.share, one.line) for one in menu.asked.options]
    assert options == [("x", 0, 11), ("y", 1, 11)]
    assert isinstance(words.asked, Words)
    assert [one.written for one in words.asked.accepted] == ["Re}LU", "*"]
    assert words.asked.accepted[0].feedback == Passage("A # b", "html", 11)
    assert [gap.weight for gap in asked.gaps] == [1, 1, 3]
    assert not told


def test_references_are_read_once_and_their_signs_end_nothing() -> None:
    _, asked, told = found("{1:MC:=a &#8211; b &amp;lt; c~&#126;d#e &#35; f}")
    (menu,) = [gap.asked for gap in asked.gaps]
    assert isinstance(menu, Choosing)
    assert [one.text.source for one in menu.options] == ["a \N{EN DASH} b &lt; c", "~d"]
    assert menu.options[1].feedback == Passage("e # f", "html", 10)
    assert not told


def test_tex_keeps_its_braces() -> None:
    _, asked, _ = found(r"{1:MCV:=\(\frac{1\}{2\}\)~%0%\(\sqrt{2\}\)}")
    (menu,) = [gap.asked for gap in asked.gaps]
    assert isinstance(menu, Choosing)
    assert [one.text.source for one in menu.options] == [r"\(\frac{1}{2}\)", r"\(\sqrt{2}\)"]


@pytest.mark.parametrize("kind", sorted(TYPES))
def test_every_type_that_moodle_knows_is_a_gap(kind: str) -> None:
    _, asked, told = found(f"{{2:{kind}:=1~%0%2}}")
    (gap,) = asked.gaps
    if isinstance(gap.asked, Choosing):
        assert gap.asked.single != kind.startswith(("MULTIR", "MR"))
        assert gap.asked.shuffle == kind.endswith("S")
    assert not told


def test_small_letters_unclosed_gaps_and_none_at_all_are_remarked() -> None:
    assert found("{1:mc:=a~b}")[2] == [("gap-type", 10)]
    stem, asked, told = found("x\n{1:MC:=a~b")
    assert (stem, asked.gaps) == ("x\n{1:MC:=a~b", ())
    assert told == [("gap-unclosed", 11), ("no-gap", 10)]
    assert found(r"\frac{1}{2} {#1} {a:b}")[2] == [("no-gap", 10)]
    assert [rule for rule, _ in found("{1:NM:=3,5:0,1~%a%2}")[2]] == [
        "fraction-unreadable",
        "number-unreadable",
        "tolerance-unreadable",
        "number-unreadable",
    ]
