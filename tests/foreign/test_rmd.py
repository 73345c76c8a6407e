"""Static exercises of R/exams are read in both ways of writing headings; what R would have to run is told."""

from __future__ import annotations

import re
from fractions import Fraction
from pathlib import Path

import pytest

from quizgen.foreign import rmd
from quizgen.foreign.model import Choosing, Foreign, ForeignFile, Gaps, Number, Unasked, Words

CHOICE = """```{r, echo = FALSE, results = "hide"}
include_supplement("map.png", recursive = TRUE)
```

Question
========
Which layer made this **map**?

![A map](map.png)

Answerlist
----------
* A convolution
  with `stride=2`
* A pool

Solution
========
It *halves* the side.

Answerlist
----------
* True. Its stride says so.
* False

Meta-information
================
exname: Halved map
extype: schoice
exsolution: 10
exshuffle: TRUE
expoints: 2
exsection: Layers/Sizes
extags: stride|size
exauthor: Someone
"""
GAPS = """# Question

What is the side? ##ANSWER1## And this kind: ##ANSWER2##

```
# Solution
```

## Answerlist

* Side:
* a pool
* a convolution
* How many channels?

# Solution

Halved.

# Meta-information

exname: Gaps
extype: cloze
exsolution: 16.5|01|3
exclozetype: num|schoice|string
extol: 0.5
expoints: 1|2|1
"""


def read(text: str, where: str = "exercise.Rmd") -> ForeignFile:
    return rmd.read(text.encode(), where)


def only(text: str) -> Foreign:
    found = read(text)
    assert found.remarks == ()
    (one,) = found.questions
    return one


def with_hashes(text: str) -> str:
    """The same with the other way to write headings."""
    text = re.sub(r"^(.+)\n=+$", r"# \1", text, flags=re.MULTILINE)
    return re.sub(r"^(.+)\n-+$", r"## \1", text, flags=re.MULTILINE)


def test_a_choice_is_read_with_all_that_is_said_of_it() -> None:
    one = only(CHOICE)
    assert (one.name, one.sort, one.points, one.line) == ("Halved map", "schoice", Fraction(2), 7)
    assert (one.category, one.tags, one.own) == ("Layers/Sizes", ("stride", "size"), {"exauthor": "Someone"})
    assert one.stem.source == "Which layer made this **map**?\n\n![A map](map.png)"
    assert one.stem.markup == "markdown"
    assert one.general is not None
    assert (one.general.source, one.general.line) == ("It *halves* the side.", 19)
    asked = one.asked
    assert isinstance(asked, Choosing)
    assert (asked.single, asked.shuffle) == (True, True)
    options = [
        (option.text.source, option.share, option.feedback and option.feedback.source, option.line)
        for option in asked.options
    ]
    assert options == [
        ("A convolution\n  with `stride=2`", Fraction(1), "Its stride says so.", 13),
        ("A pool", Fraction(0), None, 15),
    ]


def test_both_ways_to_write_headings_say_the_same() -> None:
    other, one = only(with_hashes(CHOICE)), only(CHOICE)
    assert (other.stem.source, other.own, other.tags) == (one.stem.source, one.own, one.tags)
    assert isinstance(one.asked, Choosing)
    assert isinstance(other.asked, Choosing)
    assert [option.text.source for option in other.asked.options] == [
        option.text.source for option in one.asked.options
    ]


def test_several_right_options_share_the_points() -> None:
    one = only(CHOICE.replace("schoice", "mchoice").replace("exsolution: 10", "exsolution: 11"))
    assert isinstance(one.asked, Choosing)
    assert not one.asked.single
    assert [option.share for option in one.asked.options] == [Fraction(1, 2), Fraction(1, 2)]
    other = only(CHOICE.replace("schoice", "mchoice"))
    assert isinstance(other.asked, Choosing)
    assert [option.share for option in other.asked.options] == [1, Fraction(-1, 2)]


def test_numbers_and_texts_are_read() -> None:
    plain = "Question\n========\nHow many?\n\nMeta-information\n================\nextype: {}\nexsolution: {}\n{}\n"
    number = only(plain.format("num", "-2.5", "extol: 0.01")).asked
    assert isinstance(number, Number)
    assert [(one.value, one.tolerance, one.share) for one in number.accepted] == [
        (Fraction(-5, 2), Fraction(1, 100), Fraction(1))
    ]
    words = only(plain.format("string", "stride", "")).asked
    assert isinstance(words, Words)
    assert [one.written for one in words.accepted] == ["stride"]
    assert only(plain.format("string", "nil", "exstringtype: essay")).asked == Unasked("essay")


def test_gaps_stand_where_the_text_names_them_and_else_at_its_end() -> None:
    one = only(GAPS)
    assert one.stem.source == (
        "What is the side? Side: {#1} And this kind: {#2}\n\n```\n# Solution\n```\n\nHow many channels? {#3}"
    )
    assert one.points == 4
    assert isinstance(one.asked, Gaps)
    side, kind, channels = one.asked.gaps
    assert isinstance(side.asked, Number)
    assert (side.asked.accepted[0].value, side.asked.accepted[0].tolerance) == (Fraction(33, 2), Fraction(1, 2))
    assert isinstance(kind.asked, Choosing)
    assert [(option.text.source, option.share) for option in kind.asked.options] == [
        ("a pool", Fraction(0)),
        ("a convolution", Fraction(1)),
    ]
    assert isinstance(channels.asked, Words)
    assert [gap.weight for gap in one.asked.gaps] == [1, 2, 1]


def test_pictures_are_those_that_lie_beside_it(tmp_path: Path) -> None:
    (tmp_path / "map.png").write_bytes(b"png")
    (picture,) = rmd.read(CHOICE.encode(), str(tmp_path / "a.Rmd")).questions[0].pictures
    assert (picture.name, picture.content, picture.alt, picture.line) == ("map.png", b"png", "A map", 9)
    (missing,) = only(CHOICE).pictures
    assert missing.content is None


def test_no_picture_is_fetched_from_outside_the_folder(tmp_path: Path) -> None:
    (tmp_path / "secret.png").write_bytes(b"png")
    (tmp_path / "in").mkdir()
    text = CHOICE.replace("](map.png)", "](../secret.png) ![x](https://example.org/x.png)")
    (picture,) = rmd.read(text.encode(), str(tmp_path / "in" / "a.Rmd")).questions[0].pictures
    assert (picture.name, picture.content) == ("../secret.png", None)


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ('include_supplement("map.png", recursive = TRUE)', "n <- sample(30:50, 1)", ("code-not-run", 1)),
        ("Which layer", "Which of `r n` layers", ("code-not-run", 7)),
        ("exsolution: 10", "exsolution: 110", ("solution-length", 30)),
        ("exsolution: 10", "exsolution: 11", ("solution-unread", 30)),
        ("exsolution: 10", "exsolution: A", ("solution-unread", 30)),
        ("extype: schoice", "extype: many", ("kind-unread", 29)),
        ("extype: schoice", "extype: num", ("number-unreadable", 30)),
        ("exsolution: 10\n", "", ("meta-missing", 7)),
        ("Question\n========", "", ("question-missing", 1)),
    ],
)
def test_what_cannot_be_read_is_told_with_its_line(old: str, new: str, expected: tuple[str, int]) -> None:
    text = CHOICE.replace(old, new)
    if new == "extype: num":
        text = text.replace("exsolution: 10", "exsolution: 1,0")
    found = read(text)
    assert found.questions == ()
    assert [(remark.rule, remark.line) for remark in found.remarks] == [expected]


def test_a_text_without_sections_is_told(tmp_path: Path) -> None:
    found = rmd.read(b"Only words.\n", str(tmp_path / "a.Rmd"))
    assert found.questions == ()
    assert [(remark.rule, remark.line) for remark in found.remarks] == [("question-missing", 1)]
