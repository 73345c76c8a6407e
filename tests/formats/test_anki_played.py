"""Cards are answered in Chromium as a learner does: by clicking and typing, on both sides."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from typing import Any, TypeAlias

import handmade
import handmade_parts
import pytest
from anki_profile import Profile, package
from chromium import CHROMIUM, opened
from everything import everything
from handmade import answered, wrong

from quizgen.answers import Choice, Grid, Matching, Multiple, Numerical, Option, Ordering
from quizgen.answers.marks import Written
from quizgen.answers.typed import readings
from quizgen.answers.values import components, written
from quizgen.model import Form, Item

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="NOT JUDGED: Chromium is not installed (apt install chromium)")

Cards: TypeAlias = Callable[[Item], "Played"]
NUMBERS = (
    *(
        "1024",
        "1,024",
        "1.024",
        "1 024",
        "1'024",
        " 1024 ",
        "x = 1024",
        "n=1024",
        "(1024)",
        "[1024]",
        "+1024",
        "1024.0",
    ),
    *(
        "2^10",
        "2**10",
        "2¹⁰",
        "1.024e3",
        "1,024e3",
        "1.024*10^3",
        "1.024 · 10³",
        "10.24 x 10**2",
        "2048/2",
        "1024.",
        "0",
    ),
    *(
        "-1024",
        "−1024",
        "–1024",
        "1023",
        "1025",
        "1024x",
        "10 24",
        "1,0,2,4",
        "",
        "abc",
        "1/0",
        "1e999",
        "102.4e1",
        "20480",
    ),
)
PARTS = (
    "5/2",
    "2.5",
    "2,5",
    "2 1/2",
    "25e-1",
    ".25e1",
    "2.49",
    "2.51",
    "2.48",
    "2,52",
    "3",
    "−2.5",
    "5⁄2",
    "-5/2",
    "2.500",
    "1/2",
)
SHAPES = (
    *(
        "3 x 8 x 9",
        "3x8x9",
        "3×8×9",
        "3*8*9",
        "3, 8, 9",
        "3,8,9",
        "(3,8,9)",
        "(3, 8, 9,)",
        "[3, 8, 9]",
        "3 8 9",
        "3;8;9",
    ),
    *(
        "torch.Size([3, 8, 9])",
        "Size([3,8,9])",
        "shape = (3, 8, 9)",
        "3 by 8 by 9",
        "3 x 8",
        "9 x 8 x 3",
        "3, 8, 9, 1",
        "3 x 8 x 10",
    ),
)
LARGE = (
    "1,024 x 7 x 7",
    "1,024, 7, 7",
    "1,024,7,7",
    "(1024, 7, 7)",
    "1 024, 7, 7",
    "1024,7,7",
    "1,024,7",
    "1 x 24 x 7",
)


class Played:
    """A card in a browser, from its question to its answer."""

    def __init__(self, page: Any, media: Path, sides: tuple[str, str]) -> None:
        self.page, self._media, self._sides = page, media, sides
        self.turned(0)

    def turned(self, side: int) -> None:
        """Anki puts the other side into the same page; here it is loaded anew, as on a telephone."""
        path = self._media / "card.html"
        path.write_text(f'<meta charset="utf-8"><body class="card">{self._sides[side]}</body>', encoding="utf-8")
        self.page.goto(path.as_uri())

    def check(self) -> None:
        self.page.locator(".check").click()

    @property
    def verdict(self) -> str:
        return str(self.page.locator(".verdict").inner_text())

    @property
    def said(self) -> list[str]:
        return [str(one).strip() for one in self.page.locator(".said:visible").all_inner_texts()]

    def typed(self, words: str) -> None:
        self.page.locator("input[type=text]").first.fill(words)


@pytest.fixture(scope="module")
def page() -> Iterator[Any]:
    with opened() as browser:
        made = browser.new_context(viewport={"width": 390, "height": 800}, offline=True).new_page()
        made.on("pageerror", lambda error: pytest.fail(f"the card's program raised {error}"))
        made.on(
            "request", lambda asked: asked.url.startswith("file:") or pytest.fail(f"the card asked for {asked.url}")
        )
        yield made


@pytest.fixture
def profile(tmp_path: Path) -> Iterator[Profile]:
    made = Profile(tmp_path)
    yield made
    made.collection.close()


@pytest.fixture
def card(page: Any, profile: Profile, form: Form) -> Cards:
    def shown(item: Item) -> Played:
        profile.take(package(replace(form, items=(item,))))
        return Played(page, profile.media, profile.sides(item))

    return shown


def test_a_right_choice_and_a_wrong_one_with_its_mistake(card: Cards) -> None:
    played = card(handmade.choice())
    assert not played.said
    played.page.locator("text=1,024").click()
    played.check()
    assert (played.verdict, played.said) == ("Right.", ["Correct."])
    played.page.locator("text=20,480").click()
    played.check()
    assert (played.verdict, played.said) == ("Not right.", ["stride is larger than 1."])


def test_the_back_shows_what_was_chosen_in_front(card: Cards) -> None:
    played = card(handmade.choice())
    played.page.locator("text=1,025").click()
    played.turned(1)
    assert played.page.locator("input:checked").count() == 1
    assert played.verdict == "Not right."
    assert [words.split(":")[0] for words in played.said] == ["A step that does not fit is dropped"]
    assert not played.page.locator(".check").is_visible()
    played.turned(0)
    played.turned(1)
    assert (played.verdict, played.said) == ("", [])


def test_several_boxes_are_right_together(card: Cards) -> None:
    played = card(handmade.multiple())
    boxes = played.page.locator("input[type=checkbox]")
    boxes.nth(1).check()
    played.check()
    assert (played.verdict, played.said) == ("Not right.", ["Correct."])
    boxes.nth(3).check()
    played.check()
    assert played.verdict == "Right."


def test_menus_say_where_a_thing_belongs(card: Cards) -> None:
    item = handmade.matching()
    answer = item.question.parts[0].answer
    assert isinstance(answer, Matching)
    played = card(item)
    menus = played.page.locator("select")
    for place, right in enumerate(answer.places):
        menus.nth(place).select_option(index=right + 1)
    played.check()
    assert (played.verdict, played.said) == ("Right.", [])
    menus.nth(0).select_option(index=answer.places[1] + 1)
    played.check()
    assert (played.verdict, len(played.said)) == ("Not right.", 1)


def test_an_order_is_right_as_a_whole(card: Cards) -> None:
    item = handmade.ordering()
    answer = item.question.parts[0].answer
    assert isinstance(answer, Ordering)
    played = card(item)
    menus = played.page.locator("select")
    for place in range(len(answer.steps)):
        menus.nth(place).select_option(index=answer.places.index(place) + 1)
    played.check()
    assert (played.verdict, played.said) == ("Right.", [])
    menus.nth(0).select_option(index=answer.places.index(1) + 1)
    played.check()
    assert played.said == ["The statistics come first."]


def test_a_table_and_parts_are_right_with_all_their_gaps(card: Cards) -> None:
    for item in (handmade_parts.grid(), handmade_parts.several()):
        played = card(item)
        solve(item, played)
        assert played.verdict == "Right."
        played.page.locator("input[type=text]").last.fill("7840")
        played.check()
        assert played.verdict == "Not right."


def solve(item: Item, played: Played) -> None:
    """Answers everything rightly."""
    places = played.page.locator("[data-kind]")
    for number, part in enumerate(item.question.parts):
        answer, place = part.answer, places.nth(number)
        match answer:
            case Choice() | Multiple():
                for right in answer.correct:
                    place.locator("input").nth(right).check()
            case Numerical() | Grid():
                cells = answer.open if isinstance(answer, Grid) else (answer,)
                for gap, cell in enumerate(cells):
                    place.locator("input").nth(gap).fill(" x ".join(map(str, components(cell.key))))
            case Matching(_, _, rights):
                for line, right in enumerate(rights):
                    place.locator("select").nth(line).select_option(index=right + 1)
            case Ordering(steps, rights):
                for line in range(len(steps)):
                    place.locator("select").nth(line).select_option(index=rights.index(line) + 1)
    played.check()


@pytest.mark.parametrize(
    ("answer", "typed"),
    [
        (Numerical(1024, (wrong(1023, "a", "One less."), wrong(20480, "b", "The stride."))), NUMBERS),
        (Numerical(-1024, (wrong(1024, "a", "The sign."),)), NUMBERS),
        (Numerical(Fraction(5, 2), (wrong(3, "a", "Up."),), tolerance=Fraction(1, 100)), PARTS),
        (Numerical((3, 8, 9), (Option(written((9, 8, 3)), (9, 8, 3), handmade.slip("r", "Turned.")),)), SHAPES),
        (Numerical((1024, 7, 7)), LARGE),
    ],
    ids=["whole", "negative", "decimal", "shape", "large shape"],
)
def test_what_is_typed_is_read_as_in_the_quiz(card: Cards, answer: Numerical, typed: tuple[str, ...]) -> None:
    """Right in whatever way it is written, and a mistake is met in whatever way, as ``quizgen quiz`` reads it."""
    played = card(answered(handmade.choice(), answer))
    count = len(components(answer.key))
    for words in typed:
        played.typed(words)
        played.page.keyboard.press("Enter")
        marks = [answer.mark(Written(one.values)) for one in readings(words, count)]
        right = any(mark.right for mark in marks)
        met = [str(one.slip.feedback.template) for mark in marks for one in mark.met]
        assert played.verdict == ("Right." if right else "Not right."), words
        assert played.said == (["Correct."] if right else met[:1]), words


def test_cards_fit_a_telephone_and_a_dark_room(card: Cards) -> None:
    for item in (handmade_parts.grid(), handmade.multiple(), handmade_parts.several()):
        played = card(item)
        assert played.page.evaluate("document.documentElement.scrollWidth") <= 390
        light = played.page.evaluate("getComputedStyle(document.body).backgroundColor")
        played.page.evaluate("document.body.classList.add('nightMode')")
        dark = played.page.evaluate("getComputedStyle(document.body).backgroundColor")
        assert light == "rgb(255, 255, 255)" != dark


@pytest.mark.slow
def test_every_family_in_every_kind_can_be_solved(page: Any, profile: Profile, form: Form) -> None:
    every = everything(form)
    profile.take(package(every))
    for item in {f"{item.id} {item.kind}": item for item in every.items}.values():
        played = Played(page, profile.media, profile.sides(item))
        solve(item, played)
        assert played.verdict == "Right.", item.id
        assert set(played.said) <= {"Correct."}, item.id
        played.turned(1)
        assert played.verdict == "Right.", item.id
