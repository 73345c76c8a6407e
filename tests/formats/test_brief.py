"""What is left unmeasured on paper is too short to be parted by a page's end, whichever family asks it."""

from __future__ import annotations

import re

import pytest
import typst
from everything import everything

from quizgen.formats import typst as typst_format
from quizgen.model import Form, Sitting
from quizgen.model.sitting import Paper

MEASURED = re.compile(r"not brief and (measure\(.*)")


@pytest.mark.slow
@pytest.mark.parametrize("large", [False, True])
def test_no_brief_question_is_large(*, large: bool) -> None:
    form = everything(Form("Everything", "1", (), sitting=Sitting(large=large, paper="letter")))
    text = typst_format.source(form)
    checked, times = MEASURED.subn(r"\1\n  assert(not (brief and large))", text)
    assert times == 1
    assert text.count("brief: true") > len(form.items) / 3
    typst.compile(checked.encode())


WIDE = re.compile(r"= if narrow \{ in-columns.*? \} else \{ (layout\(size => \{.*?\n\}\)) \}", re.DOTALL)


@pytest.mark.slow
@pytest.mark.parametrize("paper", ["a4", "letter"])
def test_narrow_options_stand_beside_each_other_where_they_are_measured_too(paper: Paper) -> None:
    form = everything(Form("Everything", "1", (), sitting=Sitting(paper=paper)))
    text = typst_format.source(form)
    checked, times = WIDE.subn(r"= \1", text)
    room = "if narrow { assert(calc.quo(size.width.pt(), widest.pt() + 18) >= number) }"
    checked = checked.replace("let fitting = calc.quo", f"{room}\n  let fitting = calc.quo")
    assert times == 1
    assert text.count("narrow: true") > len(form.items) / 10
    typst.compile(checked.encode())


@pytest.mark.slow
def test_labels_of_remarks_leave_room_where_they_are_measured_too() -> None:
    form = everything(Form("Everything", "1", ()))
    text = typst_format.source(form, key=True)
    measured = "layout(size => { assert(calc.max(..about.map(one => measure(one).width)) < 0.3 * size.width); beside })"
    checked = text.replace("if labelled { beside }", f"if labelled {{ {measured} }}")
    assert checked != text
    assert text.count("labelled: true") > len(form.items) / 10
    typst.compile(checked.encode())
