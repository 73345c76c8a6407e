"""Stems as they stand behind a question's number."""

from __future__ import annotations

from itertools import islice

import pytest

from quizgen import catalog
from quizgen.model import LEVELS
from quizgen.text.terminal import TERMINAL

SOME = 12
"""Questions of each level and kind of a source."""


@pytest.mark.slow
def test_no_stem_begins_with_a_digit() -> None:
    """“3. 2 layers ...” reads like 3.2."""
    for source in catalog.sources():
        for level in LEVELS:
            for kind in source.kinds:
                for question in islice(source.draw(level, kind, "stems"), SOME):
                    assert not TERMINAL.text(question.stem).lstrip()[:1].isdigit(), question.id
