"""CASText: variables where numbers vary, and words in which STACK finds nothing of its own."""

from __future__ import annotations

from fractions import Fraction
from html import unescape

import pytest
from castexts import found

from quizgen.text import Table, Text
from quizgen.text.castext import CASTEXT, Phrase, Variable

HOSTILE = "{@x@} {#y#} [[if test='true']] [[input:ans1]] $z$ $$w$$ \\(v\\) <b>&amp; ]]> @u@ %_"
N = Variable("p_n")


def test_a_variable_is_tex_in_words_and_digits_in_code() -> None:
    text = Text("An input of {n} has `kernel_size={n}`.", {"n": N})
    assert CASTEXT.line(text) == "An input of {@p_n@} has <code>kernel_size={#p_n#}</code>."


def test_a_variable_stands_in_formulas_and_in_parentheses_after_a_sign_where_it_is_negative() -> None:
    line = "$2*{n} == floor({n}/2)$"
    assert CASTEXT.line(Text(line, {"n": N})) == r"\(2 \cdot {@p_n@} = \left\lfloor \frac{{@p_n@}}{2} \right\rfloor\)"
    negative = Variable("p_x", negative=True)
    assert CASTEXT.line(Text("$2*{n}$", {"n": negative})) == r"\(2 \cdot ({@p_x@})\)"


def test_numbers_that_do_not_vary_stand_as_elsewhere() -> None:
    assert CASTEXT.line(Text("{n} and {x}", {"n": 1024, "x": Fraction(1, 8)})) == "1,024 and 0.125"


def test_what_is_typed_may_be_another_variable_than_what_is_shown() -> None:
    text = Text("{x} as `{x}`", {"x": Variable("t1", typed="t1_typed")})
    assert CASTEXT.line(text) == "{@t1@} as <code>{#t1_typed#}</code>"


def test_numbers_among_words_and_in_tables_are_digits() -> None:
    phrase = Phrase(("Conv2d(", N, ", 64)"))
    assert CASTEXT.line(Text("{w} `{w}`", {"w": phrase})) == "Conv2d({#p_n#}, 64) <code>Conv2d({#p_n#}, 64)</code>"
    shown = CASTEXT.text(Text("{t}", {"t": Table(("layer",), ((phrase,),), HOSTILE)}))
    assert "<td>Conv2d({#p_n#}, 64)</td>" in shown
    assert found(shown).shown == ["p_n"]


def test_phrases_that_differ_only_in_what_is_typed_are_told_apart() -> None:
    cells = [Phrase(("padding ", Variable("t1", typed=typed))) for typed in ("t1_typed", "")]
    assert [CASTEXT.line(Text("{w}", {"w": cell})) for cell in cells] == ["padding {#t1_typed#}", "padding {#t1#}"]
    tables = [CASTEXT.text(Text("{t}", {"t": Table(("a",), ((cell,),), "")})) for cell in cells]
    assert ["{#t1_typed#}" in shown for shown in tables] == [True, False]


@pytest.mark.parametrize("template", ["{w}", "`{w}`", "- {w}", "```\n{w}\n```"])
def test_words_are_words(template: str) -> None:
    shown = CASTEXT.text(Text(template, {"w": HOSTILE}))
    assert found(shown).shown == found(shown).blocks == []
    assert not set("{}[]$@") & set(shown)
    bare = shown.replace("<span></span>", "")
    assert HOSTILE in unescape(bare)
