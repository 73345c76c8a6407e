"""Cards are answered in Chromium as a learner does: by clicking and typing, on both sides."""

from __future__ import annotations

from typing import Any

import handmade
import handmade_parts
import pytest
from anki_cards import Cards, Played
from anki_profile import Profile, package
from chromium import needed
from everything import sample

from quizgen.answers import Choice, Grid, Matching, Multiple, Numerical, Ordering
from quizgen.answers.values import components
from quizgen.model import Form, Item
from quizgen.text.speech import SPEECH

pytestmark = needed("answered a card")


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


NOTHING_LEFT = "A kernel as wide as its stride leaves nothing out."


def test_what_was_left_out_is_told_where_something_is_known_of_it(card: Cards) -> None:
    played = card(handmade.multiple())
    played.page.locator("input[type=checkbox]").nth(3).check()
    played.check()
    assert (played.verdict, played.said) == ("Not right.", [NOTHING_LEFT, "Correct."])


def test_several_boxes_are_right_together(card: Cards) -> None:
    played = card(handmade.multiple())
    boxes = played.page.locator("input[type=checkbox]")
    boxes.nth(1).check()
    played.check()
    assert (played.verdict, played.said) == ("Not right.", [f"Correct. {NOTHING_LEFT}"])
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
    every = sample(form, 2)
    profile.take(package(every))
    for item in {f"{item.id} {item.kind}": item for item in every.items}.values():
        played = Played(page, profile.media, profile.sides(item))
        solve(item, played)
        assert played.verdict == "Right.", item.id
        right = {SPEECH.text(option.feedback) for option in item.question.options if option.slip is None}
        assert set(played.said) <= {"Correct.", *right}, item.id
