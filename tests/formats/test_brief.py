"""What is left unmeasured on paper is too short to be parted by a page's end, whichever family asks it."""

from __future__ import annotations

import re

import pytest
import typst
from everything import everything

from quizgen.formats import typst as typst_format
from quizgen.model import Form, Sitting

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
