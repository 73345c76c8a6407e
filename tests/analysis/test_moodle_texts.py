from __future__ import annotations

import pytest
from kept import asking, kept
from made_answers import CHOICE, GRID, MATCHING, MULTIPLE, NUMERICAL, ORDERING, SHAPE, TRUE_OR_FALSE
from made_questions import LAYERS, LINKED

from quizgen.analysis.moodle_texts import answers, is_right
from quizgen.answers import Answer
from quizgen.marking.marks import marked


@pytest.mark.parametrize(
    ("answer", "text", "letters"),
    [
        (CHOICE, "27", "B"),
        (CHOICE, "31", "·"),
        (TRUE_OR_FALSE, "true", "A"),
        (MULTIPLE, "The shift; The scale", "AC"),
        (MULTIPLE, "The mean", "B"),
        (NUMERICAL, "27", "27"),
        (MATCHING, "Linear -> Features; Conv2d -> Channels", "C;A"),
        (MATCHING, "Conv2d -> Channels", "C;"),
        (MATCHING, "Conv2d -> Chan…; Linear -> Nothing", "C;B"),
        (ORDERING, "Average.; Centre.; Scale.", "BCA"),
        (ORDERING, "Scale. -> 3; Average. -> 1; Centre. -> 2", "B;C;A"),
        (GRID, "part 1: 28; part 2: 156; part 3: 14", "28; 156; 14"),
        (GRID, "Teil 1: 28; Teil 3: 15", "28; ; 15"),
    ],
)
def test_moodles_words_are_turned_into_letters_and_numbers(answer: Answer, text: str, letters: str) -> None:
    assert answers(asking(answer), text) == (letters,)


@pytest.mark.parametrize(
    ("answer", "right", "wrong"),
    [
        (CHOICE, "27", "26"),
        (MULTIPLE, "The scale; The shift", "The scale"),
        (NUMERICAL, "27", "28"),
        (MATCHING, "Conv2d -> Channels; Linear -> Features", "Conv2d -> Features; Linear -> Channels"),
        (ORDERING, "Average.; Centre.; Scale.", "Average.; Scale.; Centre."),
        (GRID, "part 1: 28; part 2: 156; part 3: 14", "part 1: 28; part 2: 156; part 3: 15"),
    ],
)
def test_a_right_answer_is_known_by_its_words(answer: Answer, right: str, wrong: str) -> None:
    assert [is_right(asking(answer), text) for text in (right, wrong)] == [True, False]


def test_gaps_are_counted_through_all_parts() -> None:
    assert answers(kept(LINKED), "part 1: 26; part 3: 5408; part 2: 676") == ("26", "676", "5408")
    assert marked(kept(LINKED, 3), answers(kept(LINKED), "part 1: 26; part 2: 676; part 3: 5408"), None).points == 2
    assert LAYERS.answer == GRID
    assert answers(asking(SHAPE, GRID), "part 1: 16 × 14 × 14; part 4: 14") == ("16 × 14 × 14", "; ; 14")
