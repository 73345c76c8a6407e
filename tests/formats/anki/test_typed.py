"""What is typed on a card is read as ``quizgen quiz`` reads it."""

from __future__ import annotations

from fractions import Fraction

import handmade
import pytest
from anki_cards import Cards
from chromium import needed
from handmade import answered, wrong

from quizgen.answers import Numerical, Option
from quizgen.answers.marks import Written
from quizgen.answers.typed import readings
from quizgen.answers.values import components, written

pytestmark = needed("typed on a card")

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
