"""What a format says that it heeds changes what it writes."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest
from handmade import answered, choice, slip
from msgspec.structs import replace

from quizgen import catalog
from quizgen.answers import Choice, Option
from quizgen.formats.limits import is_refused
from quizgen.formats.protocol import Format, Heeding, Options
from quizgen.model import Evidence, Form, Item
from quizgen.text import Text

WISHED: dict[str, Any] = {"wrong": Fraction(1, 4), "shuffle": True, "split": 2, "moodle": (4, 5), "variants": 2}
HEEDED = [
    (fmt.name, wish)
    for fmt in catalog.shipped_formats().values()
    if isinstance(fmt, Heeding)
    for wish in sorted(fmt.heeds)
]


def in_words() -> Item:
    grows, shrinks = Text("It grows."), Text("It shrinks.")
    words = (Option(grows, grows), Option(shrinks, shrinks, slip("toy-turned", "It grows.")))
    return answered(choice(), Choice(words, 0))


def of_family() -> Item:
    (family,) = catalog.named("conv-output-size")
    return Item(next(iter(family.draw("easy", "choice", "1"))), Evidence("", ()))


@pytest.mark.parametrize(("name", "wish"), HEEDED)
def test_a_wish_that_is_heeded_makes_other_files(name: str, wish: str, form: Form) -> None:
    fmt = catalog.shipped_formats()[name]
    items = (*form.items, in_words(), of_family())
    held = tuple(item for item in items if item.kind in fmt.kinds and not is_refused(fmt, item.question))
    plain, wished = (_files(fmt, replace(form, items=held), **wishes) for wishes in ({}, {wish: WISHED[wish]}))
    assert plain != wished


def _files(fmt: Format, form: Form, **wishes: Any) -> list[tuple[str, bytes]]:
    return [(file.name, b"".join(file.chunks)) for file in fmt.write([form], Options("exam", **wishes))]
