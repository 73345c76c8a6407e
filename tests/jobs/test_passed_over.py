"""What a format's target cannot show is passed over alike, whoever makes the items."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import pytest
from crews import Elsewhere

from quizgen import catalog
from quizgen.blueprint import drawing
from quizgen.blueprint.spread import Wish, available, cells
from quizgen.errors import UsageError
from quizgen.formats.protocol import File, Options, Refusal
from quizgen.jobs import items
from quizgen.jobs.crew import Crew
from quizgen.jobs.recipe import Recipe
from quizgen.model import KINDS, LEVELS, Form, Kind, Question
from quizgen.space import digest

SHORT, UNLUCKY = "the stem has more than 250 characters", "its number brings no luck"


@dataclass(frozen=True)
class Picky:
    """A format that waits for all items, and whose target shows about two thirds of those with short stems."""

    name: str = "picky"
    suffix: str = ".picky"
    title: str = "Picky"
    kinds: frozenset[Kind] = frozenset(KINDS)

    def refusal(self, question: Question) -> str | None:
        if len(question.stem.template) > 250:
            return SHORT
        return None if digest(question.id) % 3 else UNLUCKY

    def write(self, forms: Sequence[Form], options: Options) -> Iterator[File]:
        del forms
        yield File(options.stem, [])


@pytest.fixture(autouse=True)
def _picky(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(catalog, "format_called", {"picky": Picky()}.get)
    monkeypatch.setattr(items, "ALONE", 30)


def taken(wish: Wish, who: Crew | None) -> tuple[list[str], Counter[Refusal], str]:
    """The ids of all items, what was passed over, and how it ended."""
    passed, found, said = Counter[Refusal](), list[str](), ""
    try:
        for made in items.made(wish, Recipe(("picky",), Options("x")), who, passed):
            assert made.item is not None
            found.append(made.item.id)
    except UsageError as error:
        said = str(error)
    return found, passed, said


@pytest.mark.parametrize(
    "names", [["output-size", "pooling"], ["residual-and-inception-concepts", "output-size", "dilation"]]
)
def test_a_crew_passes_over_what_is_passed_over_here(names: list[str]) -> None:
    wish = Wish(cells(catalog.select(names), LEVELS, None), 90, "5")
    here = taken(wish, None)
    assert taken(wish, Elsewhere()) == taken(wish, Elsewhere(inherits=True)) == here
    assert len(here[0]) == 90
    assert here[1]["picky", UNLUCKY] > 20


def test_a_cell_nothing_of_which_can_be_shown_is_given_up_by_all_alike() -> None:
    every = [one for one in catalog.select(["architectures"]) if not one.authored]
    wish = Wish(cells(every, ("hard",), None), 400, "5")
    here = taken(wish, None)
    assert taken(wish, Elsewhere()) == taken(wish, Elsewhere(inherits=True)) == here
    assert len(here[0]) + here[1].total() < available(wish.cells)
    assert here[1].most_common(1)[0][1] >= drawing.PATIENCE
    assert "found that picky can show (of most others, " in here[2]


def test_all_items_of_a_file_that_can_be_shown_are_found_whatever_stands_between_them() -> None:
    (source,) = catalog.select(["residual-and-inception-concepts"])
    every = [one for level in LEVELS for kind in source.kinds for one in source.draw(level, kind, "5")]
    shown = {one.id for one in every if Picky().refusal(one) is None}
    found, passed, _ = taken(Wish(cells([source], LEVELS, None), len(every), "5"), None)
    assert set(found) <= shown
    assert passed.total() == len(every) - len(shown)
