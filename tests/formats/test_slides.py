"""A deck for a lecture: question, vote and solution of each, legible and never cut off."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator
from fractions import Fraction
from io import BytesIO
from itertools import combinations
from typing import Any

import handmade
import pytest
from boxes import Box, boxes, sizes
from everything import sample
from handmade import answered
from hostile import HOSTILE
from msgspec.structs import replace
from places import MARKUP, PLACES
from pypdf import PdfReader

from quizgen.answers import Choice, Option
from quizgen.audit import samples
from quizgen.formats.pdf.format import printed
from quizgen.formats.protocol import Options
from quizgen.formats.slides import measuring
from quizgen.formats.slides.deck import deck
from quizgen.formats.slides.format import FORMAT
from quizgen.formats.slides.voting import voted
from quizgen.model import Form, Item, Section, Sitting
from quizgen.text import Text

WIDTH, HEIGHT = 960, 540
LEFT, RIGHT, TOP, FOOT, LOWEST = 48, 912, 24, 488, 526
"""Where words may stand, in points from the left and the top; below the foot's beginning there is the foot alone."""
SLACK = 2
"""Points: a letter may lean, and a line is as thick as it is."""
SECTIONS = (Section("Sizes", ("Work quickly.",), 3), Section("In words", (), 6))


def made(form: Form) -> bytes:
    (file,) = FORMAT.write([form], Options("week"))
    return b"".join(file.chunks)


def pages(pdf: bytes) -> list[str]:
    return [re.sub(r"\s+", " ", page.extract_text().replace("\u200b", "")) for page in PdfReader(BytesIO(pdf)).pages]


def alone(item: Item, **changes: Any) -> Form:
    return Form("Week 3", "7", (item,), **changes)


def misplaced(pdf: bytes) -> Iterator[Box]:
    for box in boxes(pdf):
        beside = box.left >= LEFT - SLACK and box.right <= RIGHT + SLACK
        body = box.top >= TOP and box.bottom <= FOOT + SLACK
        if not (beside and (body or (box.top >= FOOT and box.bottom <= LOWEST))):
            yield box


def on_each_other(pdf: bytes) -> Iterator[tuple[Box, Box]]:
    """Words of which much covers others."""
    every = defaultdict(list)
    for box in boxes(pdf):
        if box.letters and box.area > 20:
            every[box.page].append(box)
    for of_page in every.values():
        yield from ((one, other) for one, other in combinations(of_page, 2) if one.covers(other) > 0.4)


def whole(pdf: bytes) -> None:
    assert set(sizes(pdf)) == {(WIDTH, HEIGHT)}
    assert list(misplaced(pdf)) == []
    assert list(on_each_other(pdf)) == []


@pytest.fixture
def sections(form: Form) -> Form:
    return replace(form, sections=SECTIONS, ordered=True)


_MADE: dict[str, bytes] = {}


@pytest.fixture
def midterm(sections: Form) -> bytes:
    """Made once: it takes a second."""
    if not _MADE:
        _MADE["en"] = made(sections)
    return _MADE["en"]


def test_golden_source(form: Form, golden: Callable[[str, bytes], None]) -> None:
    golden("slides.typ", deck(replace(form, sections=SECTIONS, ordered=True)).encode())


def test_a_deck_is_named_so_that_a_paper_can_lie_beside_it(form: Form) -> None:
    (file,) = FORMAT.write([form], Options("week"))
    assert file.name == "week-a.slides.pdf"


def test_nothing_leaves_its_page_or_lies_on_something_else(midterm: bytes) -> None:
    whole(midterm)


def test_words_that_no_page_was_made_for_go_on_on_the_next() -> None:
    words = HOSTILE.replace("\x07", "")
    everywhere = Form(words * 4, "1", samples.items(), "A", course=words, date=words, notes=(words,) * 3, ordered=True)
    whole(made(replace(everywhere, sections=(Section(words * 6, (words * 3,), len(everywhere.items)),))))


@pytest.mark.slow
def test_every_family_and_file_fits_in_every_kind(form: Form) -> None:
    whole(made(sample(replace(form, items=()))))


def test_the_same_form_gives_the_same_bytes(form: Form) -> None:
    few = replace(form, items=form.items[2:5])
    first = made(few)
    made(alone(form.items[0]))
    assert made(few) == first


def test_a_deck_measured_in_portions_is_the_one_that_is_measured_at_once(
    form: Form, monkeypatch: pytest.MonkeyPatch
) -> None:
    few = replace(form, items=(form.items[0], form.items[7], form.items[8]))
    monkeypatch.setattr(measuring, "PORTION", 2)
    assert made(few) == printed(deck(few), few)


def test_a_solution_of_several_pages_is_as_large_as_these_have_room_for() -> None:
    item = handmade.choice()
    (part,) = item.question.parts
    worked = replace(part, solution=tuple(Text(f"Line {number} of many is here.") for number in range(19)))
    pdf = made(replace(alone(item), items=(replace(item, question=replace(item.question, parts=(worked,))),)))
    whole(pdf)
    letters = {box.page: box.letters for box in boxes(pdf) if box.letters and 100 < box.top < FOOT}
    assert [letters[page] for page in range(5, max(letters) + 1)] == [24, 24]


def test_bookmarks_lead_to_sections_questions_votes_and_solutions(midterm: bytes) -> None:
    bookmarks: Any = PdfReader(BytesIO(midterm)).outline
    assert [one.title for one in bookmarks if not isinstance(one, list)] == ["Sizes", "In words"]
    first, _, second, *_ = bookmarks[1]
    assert (first.title, second.title) == ("Question 1", "Question 2")
    assert [one.title for one in bookmarks[1][1]] == ["Question 1: Vote", "Question 1: Solution"]
    parts = [one.title for one in bookmarks[3][-1]]
    assert parts[:2] == ["Question 9 (a): Vote", "Question 9 (a): Solution"]
    assert len(parts) == 14


def test_the_first_page_says_what_it_is_and_what_gives_it_again(midterm: bytes) -> None:
    first, second, *_ = pages(midterm)
    for wanted in ("CNN 101, 31 January 2026", "Midterm, Form A", "9 questions", "No calculators.", "seed 7"):
        assert wanted in first
    assert "Sizes 3 questions, 3.5 points Work quickly." in second
    assert "1 question seed 7" in pages(made(alone(handmade.choice())))[0]


def test_points_are_an_exams() -> None:
    item = replace(handmade.choice(), worth=Fraction(5, 2))
    assert "2.5 points" in pages(made(alone(item, ordered=True)))[1]
    assert "points" not in " ".join(pages(made(alone(item))))


def test_a_german_deck_is_whole_tagged_titled_and_in_the_language_of_the_frame(sections: Form) -> None:
    pdf = made(replace(sections, sitting=Sitting(language="de")))
    whole(pdf)
    reader = PdfReader(BytesIO(pdf))
    root: Any = reader.root_object
    assert reader.metadata is not None
    assert reader.metadata.title == "Midterm, Variante A"
    assert root["/Lang"] == "de"
    assert b"pdfuaid" in root["/Metadata"].get_data()
    assert any("Genau eine Antwort ist richtig. Welche? Hände" in page.extract_text() for page in reader.pages)


def test_only_the_solution_tells_what_is_right_and_what_was_wrong() -> None:
    _, question, vote, solution = pages(made(alone(handmade.choice())))
    for page in (question, vote):
        assert "An input of 2,049 × 2,049" in page
        assert "A 1,023 B 1,024" in page
        assert "Correct." not in page
        assert "A step that" not in page
    assert "B 1,024 Correct." in solution
    assert "A 1,023 The steps are counted; the first position is one more." in solution
    assert "D 20,480 stride is larger than 1." in solution
    assert "the output size is" in solution


def test_a_hall_is_asked_to_do_something_in_every_kind(midterm: bytes) -> None:
    every = " ".join(pages(midterm))
    for wanted in ("Exactly one is right", "One, several or all", "call out your answer", "Which letter belongs"):
        assert wanted in every
    assert "Which comes first, which next?" in every
    assert "What belongs into each numbered cell?" in every


def test_numbers_are_called_out_into_boxes_with_as_many_parts(form: Form) -> None:
    number, shape = deck(alone(form.items[1])), deck(alone(form.items[8]))
    assert 'called("Called out", 1)' in number
    assert shape.count("called(") == 3  # its definition and two parts


def test_a_table_numbers_what_is_asked_and_its_solution_fills_it(form: Form) -> None:
    shown = pages(made(alone(form.items[7])))
    vote = next(page for page in shown if "Vote" in page)
    filled = next(page for page in shown if "Solution" in page)
    assert re.search(r"Layer Output shape Parameters .*1 2 .*3 0 .*10 4", vote)
    for value in ("16 × 14 × 14", "448", "16 × 7 × 7", "7,850"):
        assert value in filled
        assert value not in vote


def test_a_long_stem_goes_on_and_loses_nothing() -> None:
    words = [f"word{number}" for number in range(700)]
    item = answered(handmade.choice(), handmade.choice().question.parts[0].answer, stem=Text(" ".join(words)))
    shown = pages(made(alone(item)))
    held = [page for page in shown if "word" in page and "Vote" not in page]
    assert len(held) > 1
    assert re.findall(r"word\d+", " ".join(held)) == words
    assert all("Question 1, continued" in page for page in held[1:])


def test_a_vote_repeats_the_question_where_it_is_short_and_options_are_large() -> None:
    long = tuple(
        replace(one, text=Text(f"{place} " + "and some more words " * 14)) for place, one in enumerate(_four())
    )
    stem = Text("What is it? " * 24)
    _, _, vote, *_ = pages(made(alone(answered(handmade.choice(), Choice(long, 1), stem=stem))))
    assert "What is it?" not in vote
    _, _, vote, *_ = pages(made(alone(answered(handmade.choice(), Choice(_four(), 1), stem=Text("What is it?")))))
    assert "What is it?" in vote


def _four() -> tuple[Option, ...]:
    answer = handmade.choice().question.parts[0].answer
    assert isinstance(answer, Choice)
    return answer.options


def test_body_text_is_at_least_of_twenty_points_where_there_is_little() -> None:
    letters = [box.letters for box in boxes(made(alone(handmade.choice()))) if box.letters and box.bottom < FOOT]
    assert max(letters) > 40
    assert min(letters) >= 11  # in subscripts; code is as tall in four fifths of the size
    assert sum(size >= 19.9 for size in letters) > 0.8 * len(letters)


@pytest.mark.parametrize("place", sorted(PLACES))
def test_markup_stays_words(place: str) -> None:
    form = PLACES[place](MARKUP)
    if place == "picture":
        return
    every = re.sub(r"\s", "", " ".join(pages(made(form))))
    assert re.sub(r"\s", "", MARKUP) in every


def test_every_kind_has_a_vote_of_its_own(form: Form) -> None:
    from quizgen.formats.frames import frame

    asks = {voted(part.answer, frame()).ask for item in form.items for part in item.question.parts}
    assert len(asks) == 6
