"""Keys of questions about layers as people word them: right ones pass, wrong ones are found with what torch gives."""

from __future__ import annotations

import re
from fractions import Fraction
from pathlib import Path

import pytest
import torch

from quizgen import verifying
from quizgen.foreign.model import (
    Accepted,
    Choosable,
    Choosing,
    Foreign,
    ForeignFile,
    Markup,
    Number,
    Passage,
    Remark,
    Words,
)

HERE = Path(__file__).parent
LAYERS = [line.rpartition(" -> ")[::2] for line in (HERE / "layers.txt").read_text("utf-8").splitlines()]
OTHERS = (HERE / "others.txt").read_text("utf-8").splitlines()
KEY_LINE = 7


def asked(stem: str, key: str, markup: Markup = "plain") -> Foreign:
    """A number to be typed where the key is one, else a choice."""
    passage = Passage(stem, markup, 3)
    plain = key.replace(",", "")
    if plain.isdigit():
        accepted = (Accepted(plain, Fraction(plain), Fraction(0), Fraction(1), KEY_LINE),)
        return Foreign("numerical", "Q 1", 3, passage, Number(accepted))
    options = (
        Choosable(Passage("1x2x3", "plain", 5), Fraction(0), 5),
        Choosable(Passage(key, "plain", KEY_LINE), Fraction(1), KEY_LINE),
    )
    return Foreign("multichoice", "Q 1", 3, passage, Choosing(options))


def remarks(*questions: Foreign) -> list[Remark]:
    return list(verifying.verified(ForeignFile("exam.gift", "gift", questions)).remarks)


def spoiled(key: str) -> str:
    """A key that no convention gives."""
    return re.sub(r"\d+(?=\D*$)", lambda found: str(int(found[0]) + 1007), _whole(key))


def _whole(words: str) -> str:
    """Numbers without what separates thousands."""
    return re.sub(r"(?<=\d),(?=\d{3}\b)", "", words)


def numbers(words: str) -> list[int]:
    return [int(one) for one in re.findall(r"\d+", _whole(words))]


@pytest.mark.parametrize(("stem", "key"), LAYERS)
def test_a_right_key_is_understood_and_passes(stem: str, key: str) -> None:
    found = verifying.checked(asked(stem, key))
    assert found is not None
    assert found.right
    assert remarks(asked(stem, key)) == []


@pytest.mark.parametrize(("stem", "key"), LAYERS)
def test_a_wrong_key_is_found_with_the_line_of_torch_that_gives_the_right_one(stem: str, key: str) -> None:
    (remark,) = remarks(asked(stem, spoiled(key)))
    assert (remark.rule, remark.severity, remark.line, remark.question) == ("key-wrong", "error", KEY_LINE, "Q 1")
    assert len(remark.words) <= 300
    line, value = re.findall(r"is wrong: (.+) is (.+)\.$", remark.words)[0]
    assert str(eval(line, {"torch": torch})) == value  # noqa: S307 - our own line, which is what is tested
    right = numbers(key.removeprefix("torch.Size"))
    assert sorted(set(numbers(value))) == sorted(set(right))


@pytest.mark.parametrize("stem", OTHERS)
@pytest.mark.parametrize("key", ["7919", "7919x7919", "7919 x 7919 x 13"])
def test_nothing_is_said_of_other_subjects_and_of_what_is_left_open(stem: str, key: str) -> None:
    assert verifying.checked(asked(stem, key)) is None
    assert remarks(asked(stem, key)) == []


def test_there_are_enough_of_both() -> None:
    assert len(LAYERS) >= 40
    assert len(OTHERS) >= 150


@pytest.mark.parametrize(
    ("stem", "markup"),
    [
        (
            "<p>A <b>5&times;5</b> kernel with <code>stride=1</code> and padding 2 meets a 32&nbsp;×&nbsp;32 input.",
            "html",
        ),
        (r"A \(5 \times 5\) kernel with stride \(1\) and padding $2$ is applied to a \(32\times 32\) input.", "moodle"),
        ("A **5x5** kernel with `stride=1` and padding 2 is applied to a *32x32* input.", "markdown"),
        ("A `5 × 5` kernel with `stride=1` and `padding=2` is applied to a 32 × 32 input.", "quizgen"),
    ],
)
def test_every_markup_is_read(stem: str, markup: Markup) -> None:
    stem = stem.replace("meets", "is applied to") + " What is the output size?"
    assert remarks(asked(stem, "32", markup)) == []
    (remark,) = remarks(asked(stem, "33", markup))
    assert remark.words.endswith(".shape[-1] is 32.")


PROGRAM = """<p>What does this program print?</p><pre><code>import torch
from torch import nn

net = nn.Sequential(nn.Conv2d(3, 8, 3), nn.MaxPool2d(2))
x = torch.randn(2, 3, 32, 32)
print(net(x).shape)
</code></pre>"""


def test_what_a_short_program_prints_is_known() -> None:
    assert remarks(asked(PROGRAM, "torch.Size([2, 8, 15, 15])", "html")) == []
    (remark,) = remarks(asked(PROGRAM, "torch.Size([2, 8, 16, 16])", "html"))
    assert "torch.nn.MaxPool2d(2))(torch.randn(2, 3, 32, 32)).shape is (2, 8, 15, 15)." in remark.words


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("import torch\n", "import os\n"),
        ("net(x)", "net(x + 1)"),
        ("print(net(x).shape)", "print(__import__('os').getcwd())"),
        ("nn.MaxPool2d(2)", "nn.Softmax(2)"),
        ("print(net(x).shape)", "for one in x: print(one.shape)"),
        ("x = torch.randn(2, 3, 32, 32)", "x = open('data')"),
        ("32, 32)", "32000000, 32)"),
        ("What does this program print?", "Why does this program print it?"),
        ("net(x)", "net(x).__class__.__base__"),
        ("nn.Conv2d(3, 8, 3)", "nn.Conv3d(3000, 8000, 30)"),
    ],
)
def test_no_other_program_is_touched(old: str, new: str) -> None:
    assert old in PROGRAM
    assert verifying.checked(asked(PROGRAM.replace(old, new), "7", "html")) is None


def test_a_fraction_may_be_rounded_either_way_where_nobody_says_how() -> None:
    stem = "A 5x5 kernel with stride 2 and padding 1 is applied to a 32x32 input. What is the output size?"
    assert remarks(asked(stem, "15")) == []
    assert remarks(asked(stem, "16")) == []
    assert len(remarks(asked(stem, "14"))) == 1
    down = stem.replace("What", "In PyTorch, what")
    assert len(remarks(asked(down, "16"))) == 1


def test_a_tolerance_and_several_right_answers_are_heeded() -> None:
    stem = "A 5x5 kernel with stride 1 and padding 2 is applied to a 32x32 input. What is the output size?"
    near = Accepted("33", Fraction(33), Fraction(1), Fraction(1), 4)
    far = Accepted("35", Fraction(35), Fraction(1), Fraction(1), 4)
    half = Accepted("32", Fraction(32), Fraction(0), Fraction(1, 2), 5)
    words = Accepted("32 x 32", None, Fraction(0), Fraction(1), 5)

    def told(*accepted: Accepted) -> int:
        return len(remarks(Foreign("numerical", "Q", 1, Passage(stem, "plain", 1), Number(accepted))))

    assert told(near) == 0
    assert told(far, near) == 0
    assert told(far, half) == 1
    assert not remarks(Foreign("shortanswer", "Q", 1, Passage(stem, "plain", 1), Words((words,))))


def test_nothing_is_said_where_several_options_or_sides_may_be_right() -> None:
    stem = Passage(
        "A 5x5 kernel with stride 1 and padding 2 is applied to a 32x32 input. What is its output size?", "plain", 1
    )
    options = tuple(Choosable(Passage(key, "plain", 1), Fraction(1, 2), 1) for key in ("30", "31"))
    for choosing in (Choosing(options, single=False), Choosing(options), Choosing(options, two_sided=True)):
        assert not remarks(Foreign("multichoice", "Q", 1, stem, choosing))


def test_the_dimension_may_be_the_number_of_axes() -> None:
    stem = "nn.Conv2d(3, 8, 3, padding=1) gets an input of shape (2, 3, 16, 16). What is the dimension of the output?"
    assert [len(remarks(asked(stem, key))) for key in ("4", "3", "2", "16", "17")] == [0, 0, 0, 0, 1]


def test_a_line_is_short_where_layers_are_equal_or_leave_shapes_as_they_are() -> None:
    (remark,) = remarks(asked("What is the receptive field of ten stacked 3x3 convolutions with stride 1?", "22"))
    line = "torch.nn.Sequential(*(torch.nn.ConvTranspose2d(1, 1, kernel_size=3) for _ in range(10)))"
    assert remark.words == f"The key 22 is wrong: {line}(torch.zeros(1, 1, 1, 1)).shape[-1] is 21."
    stem = (
        "What is the output shape of nn.Sequential(nn.ReLU(), nn.MaxPool2d(2), nn.Dropout(0.5)) for an input of shape "
    )
    (remark,) = remarks(asked(f"{stem}(1, 3, 8, 8)?", "(1, 3, 2, 2)"))
    assert remark.words.endswith(
        ": tuple(torch.nn.MaxPool2d(kernel_size=2)(torch.zeros(1, 3, 8, 8)).shape) is (1, 3, 4, 4)."
    )
