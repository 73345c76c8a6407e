"""What a format says that it heeds changes what it writes, and nothing else does."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest
from handmade import answered, choice, slip
from msgspec.structs import replace

from quizgen import catalog
from quizgen.answers import Choice, Option
from quizgen.errors import UsageError
from quizgen.formats.limits import is_refused
from quizgen.formats.protocol import Format, Heeding, Options
from quizgen.model import Evidence, Form, Item, Sitting
from quizgen.text import Text

WISHED: dict[str, dict[str, Any]] = {
    "wrong": {"wrong": Fraction(1, 4)},
    "shuffle": {"shuffle": True},
    "split": {"split": 2},
    "moodle": {"moodle": (4, 5)},
    "variants": {"variants": 2},
    "booklets": {"booklet": True},
}
SAT: dict[str, dict[str, Any]] = {"large-print": {"large": True}, "extra-time": {"extra": Fraction(10)}}
"""What is wished of an exam's sitting, not of a format."""


def in_words() -> Item:
    grows, shrinks = Text("It grows."), Text("It shrinks.")
    words = (Option(grows, grows), Option(shrinks, shrinks, slip("toy-turned", "It grows.")))
    return answered(choice(), Choice(words, 0))


def of_family() -> Item:
    (family,) = catalog.named("conv-output-size")
    return Item(next(iter(family.draw("easy", "choice", "1"))), Evidence("", ()))


@pytest.mark.parametrize("name", catalog.shipped_formats())
def test_wishes_that_are_heeded_and_no_others_make_other_files(name: str, form: Form) -> None:
    fmt = catalog.shipped_formats()[name]
    items = (*form.items, in_words(), of_family())
    held = tuple(item for item in items if item.kind in fmt.kinds and not is_refused(fmt, item.question))
    form = replace(form, items=held)
    exam = replace(form, ordered=True, sitting=Sitting(duration=60))
    plain, sat = _files(fmt, form), _files(fmt, exam)
    found = {wish for wish, given in WISHED.items() if _files(fmt, form, **given) not in (plain, None)}
    other = {wish: replace(exam, sitting=replace(exam.sitting, **given)) for wish, given in SAT.items()}
    found |= {wish for wish, given in other.items() if _files(fmt, given) != sat}
    assert found == (fmt.heeds if isinstance(fmt, Heeding) else frozenset())


def _files(fmt: Format, form: Form, **wishes: Any) -> list[tuple[str, bytes]] | None:
    """Their names and bytes; nothing where the format refuses a wish itself."""
    try:
        return [(file.name, b"".join(file.chunks)) for file in fmt.write([form], Options("exam", **wishes))]
    except UsageError:
        return None
