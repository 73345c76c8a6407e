"""What Jinja would do again for every question is done once."""

from __future__ import annotations

from typing import Any

import pytest
from jinja2.runtime import Context, Macro

from quizgen.formats.moodle.format import MoodleFormat
from quizgen.formats.protocol import Options
from quizgen.model import Form


def test_a_question_without_gaps_and_figures_is_one_context_and_calls_no_macro(
    form: Form, monkeypatch: pytest.MonkeyPatch
) -> None:
    items = [item for item in form.items if item.kind not in {"parts", "grid"} and not item.question.figures]
    written = [MoodleFormat().piece(item, Options("x")) for item in items]
    made: list[str] = []
    first = Context.__init__

    def counted(self: Context, *args: Any, **named: Any) -> None:
        first(self, *args, **named)
        made.append(str(self.name))

    monkeypatch.setattr(Context, "__init__", counted)
    monkeypatch.setattr(Macro, "__init__", lambda *_: made.append("macro"))
    assert [MoodleFormat().piece(item, Options("x")) for item in items] == written
    assert items
    assert made == ["moodle.xml.j2"] * len(items)
