"""Questions of several parts: what was written in each, and how the report shows them."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from kept import asking, kept
from lxml import html
from made_answers import CHOICE
from made_questions import LINKED, POSITIONS
from sat import Answers, exam, form, sat

from quizgen.analysis.analysing import analysis
from quizgen.analysis.example import Example, example
from quizgen.analysis.found import Analysis
from quizgen.analysis.pages import blocks
from quizgen.analysis.taken import Sitting
from quizgen.analysis.words import words
from quizgen.analysis.writing import files
from quizgen.answers import Numerical
from quizgen.marking.records import MisconceptionKept

KEY = ["27", "729", "5832"]
TOLD = MisconceptionKept(
    id="adds", concept="counts-wrongly", name="counts wrongly", meaning="Count.", feedback="Rows times columns."
)


def of_parts(given: Sequence[Answers]) -> Sitting:
    return sat(exam(form(kept(LINKED), asking(CHOICE)), told=[TOLD]), given)


def written(found: Analysis, part: str) -> dict[str, tuple[int, bool]]:
    return {one.answer: (one.chosen, one.correct) for one in found.items[0].answers if one.part == part}


def shown(sitting: Sitting) -> Example | None:
    found = analysis([sitting], "0.2.0")
    asked = {one.question.item: one.question for one in sitting.answers}
    items = {one.item: one for one in found.items}
    belief = next(one for one in found.misconceptions if one.id == "adds")
    named = next(one for one in found.concepts if one.id == "counts-wrongly")
    assert belief.example == named.example == "item-1"
    return example(named, asked, items, {"adds": TOLD})


def test_a_value_that_follows_from_an_own_wrong_one_is_counted_as_it_was_written() -> None:
    followed = ["26", "676", "5408"]
    sitting = of_parts([[KEY, ["B"]]] * 12 + [[followed, ["B"]]] * 12)
    found = analysis([sitting], "0.2.0")
    assert written(found, "a") == {"27": (12, True), "26": (12, False)}
    assert written(found, "b") == {"729": (12, True), "676": (12, False)}
    assert written(found, "c") == {"5832": (12, True), "5408": (12, False)}


def test_a_number_as_near_the_key_as_is_asked_is_the_key() -> None:
    third = asking(Numerical(Fraction(1, 3), (), Fraction(1, 100)))
    found = analysis([sat(exam(form(third)), [[["0.33"]]] * 6 + [[["1/3"]]] * 6 + [[["0.3"]]] * 3)], "0.2.0")
    assert written(found, "") == {"1/3": (12, True), "3/10": (3, False)}


def test_an_example_shows_the_part_that_shows_it_with_its_prompt_and_its_answers() -> None:
    many = [[[str(100 + place // 2), "54", ""], ["B"]] for place in range(24)]
    found = shown(of_parts([*many, *[[["27", "54", ""], ["B"]]] * 16]))
    assert found is not None
    assert (found.part, found.prompt) == ("b", tuple(blocks(POSITIONS.prompt.template)))
    assert [(one.text[0].text, one.share, one.here) for one in found.answers] == [
        ("729", 0.0, False),
        ("54", 1.0, True),
    ]


def test_the_report_shows_what_each_part_of_an_item_asks_and_the_answers_to_it() -> None:
    sitting = of_parts([[["26", "54", "9"], ["B"]]] * 30 + [[["", "", ""], ["A"]]] * 20)
    found = analysis([sitting], "0.2.0")
    assert "item-1" in found.look
    page = b"".join(next(files(found, [sitting], "en")).chunks)
    cards = html.document_fromstring(page.decode()).find_class("card")
    (card,) = (one for one in cards if one.findtext("h3/span") == "item-1")
    text = " ".join(card.text_content().split()).partition("What comes out?")[2]
    pieces = ["Part a", "How many rows come out?", "26 – 30 chose it", "Part b"]
    pieces += ["How many positions does each channel have?", "54 – 30 chose it", "Part c", "How many values do 8"]
    places = [text.find(piece) for piece in pieces]
    assert min(places) >= 0
    assert places == sorted(places)


def test_one_is_told_as_one() -> None:
    for language, said in (("en", "1 student is too few"), ("de", "1 Person ist zu wenig")):
        sitting = sat(exam(form(asking(CHOICE))), [[["B"]], [["?"]], [[""]]])
        page = b"".join(next(files(analysis([sitting], "0.2.0"), [sitting], language)).chunks)
        text = " ".join(html.document_fromstring(page.decode()).find("body").text_content().split())
        assert said in text
        english = ["students", "sheets", "empty sheets", "items were", "points"]
        german = ["Studierende", "Bögen", "leere Bögen", "Punkte", "Aufgaben wurden"]
        assert [word for word in english + german if f"1 {word}" in text] == []


def test_a_share_that_is_nearly_nothing_has_no_sign() -> None:
    assert words().percent(-0.001) == "0%"
    assert words().number(-0.001) == "0.00"
    assert words().percent(-0.01) == "−1%"
