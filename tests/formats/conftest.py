"""A form with an item of every sort, one with hostile words, and the comparison with golden files."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pytest

from quizgen import resources
from quizgen.layers import Conv2d
from quizgen.model import Evidence, Figure, Form, Item, Option
from quizgen.text import Table, Text

Golden = Callable[[str, bytes], None]
GOLDEN = Path(__file__).parent / "golden"
DRAWING = '<svg xmlns="http://www.w3.org/2000/svg"><title>drawing</title></svg>\n'
SOLUTION = """
With input size $n$, kernel size $kernel_size$ and stride $stride$ the output size is

$$o == floor((n - kernel_size)/stride) + 1$$

$$o == floor(({n} - {kernel_size})/{stride}) + 1$$

$$o == {o}$$
"""
STEM = "An input of {n} × {n} meets `Conv2d(kernel_size={kernel_size}, stride={stride})`. How many rows come out?"
STACK = """
How many rows come out of these layers?

{layers}
"""
RIGHT = Text("Correct.")


def _wrong(value: int, slug: str, feedback: str) -> Option:
    return Option(Text("{value}", {"value": value}), value, correct=False, feedback=Text(feedback), misconception=slug)


def _number(value: int) -> Option:
    return Option(Text("{value}", {"value": value}), value, correct=True, feedback=RIGHT)


def _layer(kernel_size: int, stride: int, misconception: str | None) -> Option:
    layer = Conv2d(1, 1, kernel_size, stride)
    text = Text("`{layer}`", {"layer": f"Conv2d(kernel_size={kernel_size}, stride={stride})"})
    feedback = Text("The kernel is $kernel_size$ wide, not one less.") if misconception else RIGHT
    return Option(text, layer, misconception is None, feedback, misconception)


def _choice() -> Item:
    values = {"n": 2049, "kernel_size": 3, "stride": 2}
    return Item(
        id="toy-size-aaaaaaaaaaaaaaaa",
        family="toy-size",
        topic="output-size",
        level="easy",
        kind="choice",
        asks="output_size",
        params={"input": [1, 2049, 2049], "layers": [{"type": "Conv2d", "kernel_size": 3, "stride": 2}]},
        stem=Text(STEM, values),
        options=(
            _wrong(1023, "no-plus-one", "The steps are counted; the *first* position is one more."),
            _number(1024),
            _wrong(1025, "rounds-up", "A step that does not fit is dropped: $floor(x)$ rounds down."),
            _wrong(20480, "ignores-stride", "`stride` is larger than 1."),
        ),
        key=1024,
        solution=(Text(SOLUTION, {**values, "o": 1024}),),
        figures=(),
        tags=("output-size", "toy-size", "easy"),
        source="A book (2020), p. 7",
        evidence=Evidence("2.0.0", ((1024,),)),
    )


def _numerical(choice: Item) -> Item:
    table = Table(("layer", "kernel_size"), (("Conv2d", "3"), ("MaxPool2d", "2")), "The layers")
    return replace(
        choice,
        kind="numerical",
        topic="receptive-field",
        level="medium",
        stem=Text(STACK, {"layers": table}),
        options=tuple(option for option in choice.options if not option.correct),
        points=Fraction(3, 2),
    )


def _multiple(choice: Item) -> Item:
    options = (
        _layer(3, 2, "one-less"),
        _layer(2, 2, None),
        _layer(5, 2, "one-less"),
        _layer(1, 2, None),
        _layer(7, 3, "x"),
    )
    kernel = Figure("kernel", {"kernel_size": 2, "dilation": 1}, Text('A "kernel" of {k} × {k}', {"k": 2}))
    hole = Figure("kernel", {"kernel_size": 2, "dilation": 2}, Text("The same with holes"), "solution")
    return replace(
        choice,
        id="toy-which-bbbbbbbbbbbbbbbb",
        family="toy-which",
        kind="multiple",
        level="hard",
        stem=Text("Which of these layers, one or several, make 8 of 16?"),
        options=options,
        key=tuple(option.value for option in options if option.correct),  # type: ignore[arg-type]  # layers
        solution=(Text(SOLUTION.partition("\n\n$$o == floor(({n}")[0]), Text("`{a}` and `{b}`", {"a": "x", "b": "y"})),
        figures=(kernel, hole),
        tags=("output-size", "toy-which", "hard"),
        evidence=Evidence("2.0.0", ((8,), (8,))),
    )


def _shape(choice: Item) -> Item:
    pairs = ((7, 9), (8, 9), (8, 10), (9, 10))
    text = "{h} × {w}"
    options = tuple(
        Option(Text(text, {"h": h, "w": w}), (h, w), right, RIGHT if right else Text("No."), None if right else "off")
        for (h, w), right in zip(pairs, (False, False, True, False), strict=True)
    )
    return replace(choice, id="toy-shape-cccccccccccccccc", options=options, key=(8, 10), asks="output_shape")


def _placed(shown: str, slug: str, feedback: str, *, correct: bool = True) -> Option:
    text = Text(shown)
    return Option(text, text, correct=correct, feedback=Text(feedback), misconception=slug)


def _authored(choice: Item) -> Item:
    return replace(
        choice,
        family="toy-concepts",
        topic="normalisation",
        asks="concept",
        params={},
        solution=(Text("Each is named after what its statistics belong to."),),
        tags=("normalisation", "toy-concepts", "easy", "inference"),
        source="A paper (2018), figure 2",
        evidence=Evidence("", ()),
    )


def _matching(choice: Item) -> Item:
    return replace(
        _authored(choice),
        id="toy-concepts-axes",
        kind="matching",
        stem=Text("Match each layer with the axes of its statistics."),
        prompts=(Text("`BatchNorm2d`"), Text("`InstanceNorm2d`")),
        options=(
            _placed("Height and width", "confuses-axes", "Each sample and channel has its own."),
            _placed("Channels only", "confuses-axes", "No layer here does that.", correct=False),
            _placed("Samples and $height*width$", "confuses-axes", "Each *channel* has its own."),
        ),
        key=(2, 0),
    )


def _ordering(choice: Item) -> Item:
    steps = ("Scale and shift.", "Take the mean.", "Divide by $sqrt(variance)$.")
    return replace(
        _authored(choice),
        id="toy-concepts-steps",
        kind="ordering",
        stem=Text("In which order are these done?"),
        options=tuple(_placed(step, "scales-first", "The statistics come first.") for step in steps),
        key=(1, 2, 0),
    )


def _true_false(choice: Item) -> Item:
    true, false = Text("True"), Text("False")
    slip = Option(true, true, correct=False, feedback=Text("Each sample is for itself."), misconception="needs-a-batch")
    return replace(
        _authored(choice),
        id="toy-concepts-batch",
        stem=Text("True or false: `LayerNorm` depends on the batch size?"),
        options=(slip, Option(false, false, correct=True, feedback=RIGHT)),
        key=false,
    )


@pytest.fixture
def form() -> Form:
    """One item of every sort, hand-made, so that only a format's own change changes the golden files."""
    choice = _choice()
    computed = (choice, _numerical(choice), _multiple(choice), _shape(choice))
    items = (*computed, _matching(choice), _ordering(choice), _true_false(choice))
    return Form("Midterm", "7", items, "A", course="CNN 101", date="2026-01-31", notes=("No calculators.",))


HOSTILE = "]]> <b>&amp; \"x\" 'y' \\(z\\) $$w$$ $v$ *u* `t` [a](b) | # - 1. @@PLUGINFILE@@ {{ s }} \x07"


@pytest.fixture
def hostile(form: Form) -> Form:
    """Words that mean something to every markup, in every place where data goes."""
    words = Text("{w} and `{w}`", {"w": HOSTILE})

    def spoiled(item: Item) -> Item:
        options = tuple(replace(option, text=Text("{n} {w}", {"n": number, "w": HOSTILE}), feedback=words)
                        for number, option in enumerate(item.options))  # fmt: skip
        prompts = (words,) * len(item.prompts)
        figures = tuple(replace(figure, alt=words) for figure in item.figures)
        tags = (HOSTILE, "", "0", "x" * 80)
        return replace(
            item, stem=words, options=options, prompts=prompts, solution=(words,), figures=figures, tags=tags
        )

    return replace(form, title=HOSTILE, course=HOSTILE, notes=(HOSTILE,), items=tuple(map(spoiled, form.items)))


@pytest.fixture
def golden(monkeypatch: pytest.MonkeyPatch) -> Golden:
    """Compares bytes with a golden file, whatever the version of quizgen and the drawing of figures are."""
    monkeypatch.setattr(resources, "version", lambda: "0.0.0")
    for module in ("moodle", "markdown"):
        monkeypatch.setattr(f"quizgen.formats.{module}.svg", lambda _: DRAWING)

    def compare(name: str, found: bytes) -> None:
        path = GOLDEN / name
        if os.environ.get("QUIZGEN_UPDATE_GOLDEN"):
            path.write_bytes(found)
        expected = path.read_bytes() if path.exists() else b""
        assert found.decode() == expected.decode(), (
            f"{name} has changed; if that is meant: QUIZGEN_UPDATE_GOLDEN=1 pytest tests/formats (make golden)"
        )

    return compare
