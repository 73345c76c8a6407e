"""What is left unmeasured on paper is as it is taken to be, whichever family asks it and however it is printed."""

from __future__ import annotations

import pytest
import typst
from everything import everything

from quizgen.formats.typst import format as typst_format
from quizgen.model import Form, Sitting

SITTINGS = {
    "usual": Sitting(),
    "letter": Sitting(paper="letter"),
    "large": Sitting(large=True),
    "large letter": Sitting(large=True, paper="letter"),
    "worked": Sitting(working_space=4),
}

pytestmark = [pytest.mark.slow, pytest.mark.parametrize("sitting", SITTINGS.values(), ids=SITTINGS)]


@pytest.fixture(scope="module")
def whole() -> Form:
    return everything(Form("Everything", "1", ()))


def checked(form: Form, before: str, after: str, *, key: bool = False) -> str:
    """Compiles the source with another piece in place of that one, and gives it."""
    text = typst_format.source(form, key=key)
    assert text.count(before) == 1
    typst.compile(text.replace(before, after).encode(), ignore_system_fonts=True)
    return text


def with_sitting(form: Form, sitting: Sitting) -> Form:
    return Form(form.title, form.seed, form.items, sitting=sitting)


def test_no_brief_question_is_large(whole: Form, sitting: Sitting) -> None:
    short = "if brief { "
    measured = "assert(measure(end, width: size.width).height <= (if large-print { 0.8 } else { 0.4 }) * size.height)"
    known = f"if brief {{ layout(size => {{ {measured} }}); "
    text = checked(with_sitting(whole, sitting), short, known)
    assert text.count("brief: true") > len(whole.items) / 2


def test_options_stand_beside_each_other_as_they_would_where_they_are_measured(whole: Form, sitting: Sitting) -> None:
    short = "if columns != none { beside-each-other(columns, given.pos()) } else { layout(size => {"
    text = checked(with_sitting(whole, sitting), short, f"{{ {MEASURED}")
    assert min(text.count("columns: 1,"), text.count("columns: 4,")) > 5


MEASURED = """
let measured = columns
layout(size => {
  let widths = given.pos().map(one => measure(one.body).width + behind-box.to-absolute())
  let (number, fitting) = (widths.len(), calc.quo(size.width.pt(), calc.max(..widths).pt() + 17.8))
  let found = if fitting >= number { number } else if fitting >= 2 and calc.even(number) { 2 } else { 1 }
  assert(measured == none or measured == found and calc.max(..widths) <= size.width)
})
layout(size => {
"""


def test_labels_of_remarks_are_as_wide_as_is_known_and_leave_room(whole: Form, sitting: Sitting) -> None:
    short = "if feedback.all(one => type(one.at(0)) == str) {"
    known = "let known = width-of(one.at(0)).to-absolute()"
    took = 'let took = measure(text(weight: "bold", one.at(0))).width'
    room = "assert(known < 0.3 * size.width and took < known + 0.1pt and known < took + 4pt)"
    check = f"layout(size => {{ for one in feedback {{ {known}; {took}; {room} }} }})"
    text = checked(with_sitting(whole, sitting), short, f"{short} {check}; ", key=True)
    assert text.count('    ("') > len(whole.items)


def test_columns_of_tables_are_as_wide_as_is_known(whole: Form, sitting: Sitting) -> None:
    short = "if known != none and known < surely { shown }"
    same = "measure({ set text(size: 1em / 0.82); std.table(columns: it.columns.len(), ..it.children) }).width"
    check = (
        f"context {{ let (took, width) = (measure(it).width, {same}); assert(took >= width and took < width + 1pt) }}"
    )
    text = checked(with_sitting(whole, sitting), short, f"if known != none and known < surely {{ {check}; shown }}")
    assert sitting.large or text.count("columns: wide(") > len(whole.items) / 10
