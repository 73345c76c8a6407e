"""What the check says of slips of the pen in what an item prints."""

from __future__ import annotations

from fractions import Fraction

import pytest
from msgspec.structs import replace

from quizgen import catalog
from quizgen.audit.alike import example, reading
from quizgen.audit.rules import Rules
from quizgen.audit.wording import SLIPS, misprints
from quizgen.model import LEVELS, Question
from quizgen.text import Text
from quizgen.text.speech import SPEECH


@pytest.fixture(scope="module")
def question() -> Question:
    (found,) = catalog.select(["conv-output-size"])
    return next(found.draw("easy", "choice", "1"))


@pytest.mark.parametrize(
    ("stem", "slip"),
    [
        (Text("A layer has {bias}. How many?", {"bias": "`bias=False`"}), "markup that is printed as it stands"),
        (Text("How many are *in* <all>?"), "markup that is printed as it stands"),
        (Text("The map has {n} rows. How many?", {"n": 1}), "a plural after 1"),
        (Text("How many of the the rows are left?"), "a word twice"),
        (Text("How many are left, where asked is one axis?"), "the question's wish without a subject"),
        (Text("Of these , how many are left?"), "a space before a comma"),
    ],
)
def test_a_slip_of_the_pen_is_told_with_the_words_around_it(question: Question, stem: Text, slip: str) -> None:
    (said,) = misprints(replace(question, stem=stem))
    assert said.startswith(f"{slip}: '...")


@pytest.mark.parametrize(
    "stem",
    [
        Text("A `Conv2d` layer has `bias=False`. How many?"),
        Text("The map has {n} rows, 1 × 1 kernels and 2.1 rows. How many?", {"n": 11}),
        Text("Is $kernel_size - 1$ steps of the 1 channel right?"),
    ],
)
def test_plain_words_are_no_slip(question: Question, stem: Text) -> None:
    assert not list(misprints(replace(question, stem=stem)))


@pytest.mark.parametrize(
    "template", ["{n} rows, or {n} {what}?", "of{n}rows, {n}.", "`{n}` {what} {what}", "{what}: {n}"]
)
@pytest.mark.parametrize("what", ["rows", "a < b", "`b`", Fraction(21, 10), Fraction(1, 3)])
def test_texts_that_read_alike_have_the_same_slips(question: Question, template: str, what: str | Fraction) -> None:
    """A text may be believed for all others that differ only in whole numbers beyond 1."""
    for number in (-2001, -21, -2, -1, 0, 1, 2, 11, 21, 101, 1001, 1_000_001):
        text = Text(template, {"n": number, "what": what})
        told, believed = (list(misprints(replace(question, stem=one))) for one in (text, example(reading(text))))
        assert [words.partition(":")[0] for words in told] == [words.partition(":")[0] for words in believed]
        spoken = SPEECH.text(text)
        assert {words.partition(":")[0] for words in told} == {
            name for name, slip in SLIPS.items() if slip.search(spoken)
        }


def test_a_slip_of_the_pen_breaks_a_rule(question: Question) -> None:
    (found,) = catalog.select(["conv-output-size"])
    said = list(Rules(found).broken(replace(question, stem=Text("How many are are left?"))))
    assert [words.partition(":")[0] for words in said] == ["a word twice"]


@pytest.mark.parametrize("family", ["conv-parameters", "bottleneck-parameters", "grouped-conv-parameters"])
def test_arguments_that_only_some_stems_have_are_code(family: str) -> None:
    (found,) = catalog.select([family])
    for level in LEVELS:
        drawn = zip(range(20), found.draw(level, found.kinds[-1], "code"), strict=False)
        assert not [words for _, one in drawn for words in misprints(one)]
