"""GIFT is read as Moodle's importer reads it, and what that misreads is told with its line."""

from __future__ import annotations

import random
from fractions import Fraction
from pathlib import Path

import pytest
from gift_file import Imported, Reply, imported
from spread import spread

from quizgen.foreign import gift
from quizgen.foreign.model import Accepted, Choosing, Foreign, Number, Pairs, Unasked, Words
from quizgen.formats.gift.format import FORMAT
from quizgen.formats.protocol import Options
from quizgen.model import Form

GOLDEN = Path(__file__).parents[1] / "formats" / "golden" / "exam.gift"
BY_HAND = r"""// by hand
$CATEGORY: $course$/top/Networks

// [id:C-1] [tag:two words] [tag:c\]d]
::Kernel \: size::[html]<b>How wide</b> \= \{ ?{
=3#<i>Yes</i> \# 1.
~[plain]4 < 5
~%-50%5
####Look \\(k\\)\nagain.}

Which?{~%50%a ~%50%b ~%-100%c}

Grant is {~buried =entombed ~living} in Grant's tomb.

Match.{=a -> b =c->d
= -> e}

How many?{#
=3:0.5#Good.
=%50%2..4#Near.
~#No.}

A number.{#-1.5e2}

True?{T#Wrong side.#Right side.####For all.}

Word.{=no one =%33.333%nobody#Almost.}

Only words stand here.

Tell more. {}
"""


def read(text: str) -> list[Foreign]:
    return list(gift.read(text.encode(), "exam.gift").questions)


def faults(text: str) -> list[tuple[str, int]]:
    return [(remark.rule, remark.line) for remark in gift.read(text.encode(), "exam.gift").remarks]


def typed(answers: tuple[Accepted, ...]) -> list[object]:
    return [(one.written, one.value, one.share, one.tolerance) for one in answers]


def test_every_kind_is_read() -> None:
    kernel, which, grant, match, many, number, true, word, only, tell = read(BY_HAND)
    assert (kernel.name, kernel.idnumber, kernel.tags, kernel.line) == ("Kernel : size", "C-1", ("two words", "c]d"), 5)
    assert (kernel.stem.source, kernel.stem.markup) == ("<b>How wide</b> = { ?", "html")
    assert kernel.category == "$course$/top/Networks"
    assert kernel.general is not None
    assert (kernel.general.source, kernel.general.line) == ("Look \\(k\\)\nagain.", 9)
    asked = kernel.asked
    assert isinstance(asked, Choosing)
    assert [(one.text.source, one.text.markup, one.share, one.line) for one in asked.options] == [
        ("3", "html", 1, 6),
        ("4 < 5", "plain", 0, 7),
        ("5", "html", Fraction(-1, 2), 8),
    ]
    assert asked.options[0].feedback is not None
    assert asked.options[0].feedback.source == "<i>Yes</i> # 1."
    assert isinstance(which.asked, Choosing)
    assert [one.share for one in which.asked.options] == [Fraction(1, 2), Fraction(1, 2), -1]
    assert (asked.single, which.asked.single) == (True, False)
    assert grant.stem.source == "Grant is _____ in Grant's tomb."
    assert isinstance(match.asked, Pairs)
    assert [(pair.prompt and pair.prompt.source, pair.answer.source, pair.line) for pair in match.asked.pairs] == [
        ("a", "b", 15),
        ("c", "d", 15),
        (None, "e", 16),
    ]
    assert isinstance(many.asked, Number)
    assert typed(many.asked.accepted) == [
        ("3:0.5", 3, 1, Fraction(1, 2)),
        ("2..4", 3, Fraction(1, 2), 1),
        ("*", None, 0, 0),
    ]
    assert isinstance(number.asked, Number)
    assert typed(number.asked.accepted) == [("-1.5e2", -150, 1, 0)]
    assert isinstance(true.asked, Choosing)
    assert true.asked.two_sided
    assert [(one.share, one.feedback and one.feedback.source) for one in true.asked.options] == [
        (Fraction(1), "Right side."),
        (Fraction(0), "Wrong side."),
    ]
    assert isinstance(word.asked, Words)
    assert typed(word.asked.accepted) == [("no one", None, 1, 0), ("nobody", None, Fraction(33333, 100000), 0)]
    assert (only.asked, tell.asked) == (Unasked("description"), Unasked("essay"))
    assert faults(BY_HAND) == []


@pytest.mark.parametrize("ends", ["\r\n", "\r"])
@pytest.mark.parametrize("start", [b"", b"\xef\xbb\xbf"])
def test_ends_of_lines_and_a_byte_order_mark_change_nothing(ends: str, start: bytes) -> None:
    other = gift.read(start + BY_HAND.replace("\n", ends).encode(), "exam.gift")
    assert other == gift.read(BY_HAND.encode(), "exam.gift")


def test_our_own_files_are_read_as_an_independent_reader_reads_them() -> None:
    (file,) = FORMAT.write([Form("Midterm", "7", spread(FORMAT), "A")], Options("exam"))
    source = b"".join(file.chunks)
    found, others = gift.read(source, "exam.gift"), imported(source.decode())
    assert found.remarks == ()
    assert len(others) > 150
    assert [summary(one) for one in found.questions] == [told(other) for other in others]


def summary(one: Foreign) -> tuple[object, ...]:
    about = (one.name, one.category, one.stem.source, one.idnumber, one.tags, one.general and one.general.source)
    return (*about, replies(one))


def replies(one: Foreign) -> list[tuple[str, Fraction | None, str]]:
    match one.asked:
        case Choosing():
            texts = [(option.text.source, option.share, option.feedback) for option in one.asked.options]
        case Number():
            texts = [(answer.written, answer.share, answer.feedback) for answer in one.asked.accepted]
        case Pairs():
            texts = [(pair.answer.source, Fraction(1), pair.prompt) for pair in one.asked.pairs]
        case _:
            raise AssertionError(one.sort)
    lower = one.asked.two_sided if isinstance(one.asked, Choosing) else False
    return [(text.lower() if lower else text, share, words.source if words else "") for text, share, words in texts]


def told(other: Imported) -> tuple[object, ...]:
    about = (other.name, other.category, other.stem, other.id, other.tags, other.general or None)
    beside = [(*_words(one, other.kind), one.words if other.kind == "match" else one.feedback) for one in other.replies]
    return (*about, beside)


def _words(one: Reply, kind: str) -> tuple[str, Fraction]:
    """What stands there, a number with its tolerance, and its share."""
    if kind == "match":
        return one.beside, Fraction(1)
    return one.words + (f":{one.beside}" if kind == "numerical" else ""), Fraction(str(one.percent)) / 100


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a\n\n::Q::\\(\\frac{1}{2}\\) of 4?{=2 ~3}\n", [("brace-unescaped", 3)]),
        ("Which?{\n=\\(\\frac{1}{2}\\)\n~b}\n", [("brace-unescaped", 2)]),
        ("Never {=closed\n\nNext {T}\n", [("brace-unclosed", 1)]),
        ("Closed } only.\n", [("brace-unclosed", 1)]),
        ("One {=a ~b}\n::Two::two {=a ~b}\nThree {T}\n", [("blank-line-missing", 2), ("blank-line-missing", 3)]),
        ("$CATEGORY: a/b\nOne {=a ~b}\n", [("blank-line-missing", 2)]),
        ("One {\n=a\n\n~b}\n", [("blank-line-within", 3)]),
        ("One {\n~x\\=3\n~x = 4\n=5}\n", [("equals-unescaped", 3)]),
        ("If n=3, how many?{=a ~b}\n", [("equals-unescaped", 1)]),
        ("One {=x=3}\n", [("equals-unescaped", 1)]),
        ("One {~%33,3%a ~%50%b}\n", [("fraction-unreadable", 1)]),
        ("One {=%50%a ~b}\n", [("weight-after-equals", 1)]),
        ("One {a ~b =c}\n", [("mark-missing", 1)]),
        ("One {#3,5}\n", [("number-unreadable", 1)]),
        ("One {#1/2:0.1}\n", [("number-unreadable", 1)]),
        ("One {#3:x}\n", [("tolerance-unreadable", 1)]),
        ("One {=a->b =c}\n", [("arrow-missing", 1)]),
        ("[HTML]One {T}\n", [("markup-unknown", 1)]),
        ("::One {T}\n", [("name-unclosed", 1)]),
        ("Is \\(a \\neq b\\)?{T}\n", [("backslash-lost", 1)]),
        ("One {=a\n0\n~b}\n", [("lone-zero", 2), ("blank-line-within", 2)]),
        ("One\x07 {T}\n", [("control-character", 1)]),
    ],
)
def test_a_slip_is_told_with_its_line(text: str, expected: list[tuple[str, int]]) -> None:
    assert faults(text) == expected


def test_a_question_with_a_slip_is_read_as_it_was_meant() -> None:
    stem, option = read("\\(\\frac{1}{2}\\) of 4?{=2 ~3}\n\nWhich?{\n=\\(\\frac{1}{2}\\)\n~b}\n")
    assert stem.stem.source == "\\(\\frac{1}{2}\\) of 4?"
    assert isinstance(option.asked, Choosing)
    assert [one.text.source for one in option.asked.options] == ["\\(\\frac{1}{2}\\)", "b"]
    assert [one.name for one in read("One {=a ~b}\n::Two::two {=a ~b}\nThree {T}\n")] == ["One", "Two", "Three"]
    assert read("\\(\\frac{1}{2}\\) is a half.")[0].asked == Unasked("description")


def test_another_encoding_is_read_and_told() -> None:
    found = gift.read("Größe?{=1 ~2}\n\n".encode("cp1252"), "exam.gift")
    assert [one.stem.source for one in found.questions] == ["Größe?"]
    assert [(one.rule, one.line) for one in found.remarks] == [("encoding", 1)]
    wide = gift.read("Größe?{=1 ~2}\n".encode("utf-16"), "exam.gift")
    assert ([one.stem.source for one in wide.questions], wide.remarks[0].rule) == (["Größe?"], "encoding")


def test_whatever_is_damaged_is_read_without_an_error() -> None:
    source, chance = GOLDEN.read_bytes(), random.Random(14)  # noqa: S311 - which bytes are lost is no secret
    for _ in range(60):
        start = chance.randrange(len(source))
        damaged = bytearray(source[start : start + 3000])
        for _ in range(20):
            damaged[chance.randrange(len(damaged))] = chance.choice(b"{}=~#%\\\n:0->\xff")
        gift.read(bytes(damaged), "exam.gift")
