"""Words that mean something to every markup come back as they were, and nothing is wrong with our own files."""

from __future__ import annotations

import handmade
import handmade_parts
import pytest
from hostile import spoiled_form
from own_dialects import DIALECTS
from own_questions import meant, read

from quizgen.answers import Grid, Matching, Numerical
from quizgen.catalog import format_called
from quizgen.foreign.reader import decoded
from quizgen.formats.names import idnumber
from quizgen.formats.protocol import Options
from quizgen.model import Form, Item


def asked_alone(item: Item) -> bool:
    """Whether it is one part whose words are kept: a menu's are made plain."""
    answer = item.question.parts[0].answer
    shape = isinstance(answer, Numerical) and isinstance(answer.key, tuple)
    return len(item.question.parts) == 1 and not isinstance(answer, Grid | Matching) and not shape


@pytest.mark.parametrize("name", [*DIALECTS])
def test_hostile_words_come_back_and_are_remarked_on_by_nobody(name: str) -> None:
    items = (
        *(handmade.choice(), handmade.numerical(), handmade.multiple(), handmade.shape(), handmade.matching()),
        *(handmade.ordering(), handmade.true_false(), handmade_parts.grid(), handmade_parts.several()),
    )
    form = spoiled_form(Form("Midterm", "7", items, "A", course="CNN 101", date="2026-01-31", notes=("No.",)))
    fmt = format_called(name)
    assert fmt
    (file,) = fmt.write([form], Options("p"))
    found = decoded(b"".join(file.chunks), file.name)
    assert not found.remarks
    known = [(one.idnumber, one) for one in found.questions]
    for item in filter(asked_alone, form.items):
        ident = item.id if name == "json" else idnumber(item)
        same = [read(one.asked, DIALECTS[name]) for own, one in known if own == ident]
        assert meant(item.question.parts[0].answer, DIALECTS[name]) in same
