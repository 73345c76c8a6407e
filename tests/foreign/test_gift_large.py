"""Large questions of GIFT are read in one go: work grows as the file does, or these tests would not end."""

from __future__ import annotations

import pytest

from quizgen.foreign import gift
from quizgen.foreign.gift.braces import Told
from quizgen.foreign.model import Choosing, Foreign, ForeignFile, Words

MANY = 30_000


def read(text: str) -> ForeignFile:
    return gift.read(text.encode(), "large.gift")


def asked(text: str) -> Foreign:
    (question,) = read(text).questions
    return question


def test_many_braces_that_hold_no_answers_are_told_once() -> None:
    for text in ("Q " + "{a} " * MANY, "a {b}\n" * MANY, "Q " + "{" * MANY + "}" * MANY):
        assert [one.rule for one in read(text).remarks] == ["brace-unescaped"]
    (told,) = read("}\n{ \n" + "a {b}\n" * MANY).remarks
    assert (told.rule, told.line) == ("brace-unclosed", 1)


def test_every_one_of_many_answers_knows_its_line() -> None:
    options = asked("Q {=a\n" + "".join(f"~option {place}\n" for place in range(MANY)) + "}").asked
    assert isinstance(options, Choosing)
    assert [one.line for one in options.options] == list(range(1, MANY + 2))
    words = asked("Q {" + "".join(f"=word {place}\n" for place in range(MANY)) + "}").asked
    assert isinstance(words, Words)
    assert [one.line for one in words.accepted] == list(range(1, MANY + 1))


def test_many_spaced_equals_signs_are_told_at_the_first() -> None:
    (told,) = read("Q {=a\n" + "~a = b\n" * MANY + "}").remarks
    assert (told.rule, told.line) == ("equals-unescaped", 2)


def test_many_empty_lines_within_braces_are_each_told() -> None:
    assert [one.line for one in read("Q {=a\n\n" + "}x{\n\n" * 3_000 + "~b}\n").remarks[:3]] == [2, 4, 6]


@pytest.mark.parametrize("words", ["<" * MANY, "[" * MANY, "Q" + " " * MANY])
def test_signs_that_open_and_never_close_are_words(words: str) -> None:
    assert asked(f"{words} {{=a ~b}}").stem.source == words.strip()


def test_marks_in_comments_that_never_close_are_no_marks() -> None:
    found = asked(f"// {'[id:' * 9_000}\n// {'[tag:' * 9_000}\nQ {{=a ~b}}\n")
    assert (found.idnumber, found.tags) == ("", ())


def test_a_percent_sign_before_many_blanks_is_no_share() -> None:
    options = asked("Q {=a ~%" + " " * MANY + "b}").asked
    assert isinstance(options, Choosing)
    assert [one.share for one in options.options] == [1, 0]


@pytest.mark.parametrize(
    ("lines", "told"),
    [
        (["Q {=a ~b}"], (0, True, True)),
        (["Q {", "=a", "~b", "}"], (0, True, True)),
        (["Q {=a}", "and more"], (0, True, False)),
        (["Q {=a"], (1, False, False)),
        (["\\frac", "{=a}"], (0, False, False)),
        (["Q {=a}", "{b}"], (0, True, False)),
        (["} {=a}"], (-1, True, True)),
        (["Q {", "T", "}"], (0, True, True)),
        (["Q { {=a} }"], (0, False, False)),
        (["Q {= {a} }"], (0, True, True)),
    ],
)
def test_what_braces_tell_is_the_same_however_lines_come(lines: list[str], told: tuple[int, bool, bool]) -> None:
    one = Told()
    for line in lines:
        one.add(line)
    assert (one.open, one.answered, one.ended) == told
