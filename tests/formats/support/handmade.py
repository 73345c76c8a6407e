"""Items of one part, made by hand, so that only a format's own change changes the golden files."""

from __future__ import annotations

from fractions import Fraction

from msgspec.structs import replace

from quizgen.answers import Answer, Choice, Concept, Matching, Multiple, Numerical, Option, Ordering, Slip
from quizgen.layers import Conv2d
from quizgen.model import Evidence, Figure, Item, Part, Question
from quizgen.text import Table, Text

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
VALUES = {"n": 2049, "kernel_size": 3, "stride": 2}
CONCEPT = Concept("counts-wrongly", "counts wrongly", Text("Count what is there."), "L1")


def slip(name: str, feedback: str) -> Slip:
    """A misconception of the one concept that there is here."""
    return Slip(name, CONCEPT, Text(feedback))


def number(value: int) -> Option:
    """A right number."""
    return Option(Text("{value}", {"value": value}), value)


def wrong(value: int, name: str, feedback: str) -> Option:
    """A wrong number."""
    return replace(number(value), slip=slip(name, feedback))


OPTIONS = (
    wrong(1023, "no-plus-one", "The steps are counted; the *first* position is one more."),
    number(1024),
    wrong(1025, "rounds-up", "A step that does not fit is dropped: $floor(x)$ rounds down."),
    wrong(20480, "ignores-stride", "`stride` is larger than 1."),
)


def choice() -> Item:
    """One number of four."""
    question = Question(
        id="toy-size-aaaaaaaaaaaaaaaa",
        family="toy-size",
        topic="output-size",
        level="easy",
        asks="output_size",
        params={"input": [1, 2049, 2049], "layers": [{"type": "Conv2d", "kernel_size": 3, "stride": 2}]},
        stem=Text(STEM, VALUES),
        parts=(Part(Choice(OPTIONS, right=1), (Text(SOLUTION, {**VALUES, "o": 1024}),)),),
        source="A book (2020), p. 7",
        where="here",
    )
    return Item(question, Evidence("2.0.0", ((1024,),)))


def answered(item: Item, answer: Answer, *solution: Text, **changes: object) -> Item:
    """The item with another answer, and with other fields of its question."""
    (part,) = item.question.parts
    parts = (replace(part, answer=answer, solution=solution or part.solution),)
    return replace(item, question=replace(item.question, parts=parts, **changes))


def numerical() -> Item:
    """A number to be written, worth more than another."""
    table = Table(("layer", "kernel_size"), (("Conv2d", "3"), ("MaxPool2d", "2")), "The layers")
    answer = Numerical(1024, tuple(option for option in OPTIONS if option.slip))
    stem = Text(STACK, {"layers": table})
    item = answered(choice(), answer, topic="receptive-field", level="medium", stem=stem)
    return replace(item, worth=Fraction(3, 2))


def _layer(kernel_size: int, stride: int, misconception: str = "") -> Option:
    layer = Conv2d(1, 1, kernel_size, stride)
    text = Text("`{layer}`", {"layer": f"Conv2d(kernel_size={kernel_size}, stride={stride})"})
    made = slip(misconception, "The kernel is $kernel_size$ wide, not one less.") if misconception else None
    return Option(text, layer, made)


def multiple() -> Item:
    """Several layers of five, one of which is easily overlooked, with a drawing in the stem and one in the solution."""
    missed = slip("sees-gaps", "A kernel as wide as its `stride` leaves nothing out.")
    options = (
        _layer(3, 2, "one-less"),
        replace(_layer(2, 2), overlooked=missed),
        _layer(5, 2, "one-less"),
        _layer(1, 2),
        _layer(7, 3, "x"),
    )
    kernel = Figure("kernel", {"kernel_size": 2, "dilation": 1}, Text('A "kernel" of {k} × {k}', {"k": 2}))
    hole = Figure("kernel", {"kernel_size": 2, "dilation": 2}, Text("The same with holes"), "solution")
    general = Text(SOLUTION.partition("\n\n$$o == floor(({n}")[0])
    item = answered(
        choice(),
        Multiple(options, frozenset([1, 3])),
        general,
        Text("`{a}` and `{b}`", {"a": "x", "b": "y"}),
        id="toy-which-bbbbbbbbbbbbbbbb",
        family="toy-which",
        level="hard",
        stem=Text("Which of these layers, one or several, make 8 of 16?"),
        figures=(kernel, hole),
    )
    return replace(item, evidence=Evidence("2.0.0", ((8,), (8,))))


def shape() -> Item:
    """A pair of numbers of four."""
    pairs = ((7, 9), (8, 9), (8, 10), (9, 10))
    options = tuple(
        Option(Text("{h} × {w}", {"h": h, "w": w}), (h, w), None if (h, w) == (8, 10) else slip("off", "No."))
        for h, w in pairs
    )
    return answered(choice(), Choice(options, right=2), id="toy-shape-cccccccccccccccc", asks="output_shape")


def placed(shown: str, name: str, feedback: str) -> Option:
    """What can be misplaced."""
    return Option(Text(shown), Text(shown), slip(name, feedback))


def _authored(name: str, stem: str, answer: Answer) -> Item:
    item = answered(
        choice(),
        answer,
        Text("Each is named after what its statistics belong to."),
        id=f"toy-concepts-{name}",
        family="toy-concepts",
        topic="normalisation",
        asks="concept",
        params={},
        stem=Text(stem),
        tags=("inference",),
        source="A paper (2018), figure 2",
    )
    return replace(item, evidence=Evidence("", ()))


MATCHING = Matching(
    (Text("`BatchNorm2d`"), Text("`InstanceNorm2d`")),
    (
        placed("Height and width", "confuses-axes", "Each sample and channel has its own."),
        placed("Channels only", "confuses-axes", "No layer here does that."),
        placed("Samples and $height*width$", "confuses-axes", "Each *channel* has its own."),
    ),
    (2, 0),
)
STEPS = tuple(map(Text, ("Scale and shift.", "Take the mean.", "Divide by $sqrt(variance)$.")))
ORDERING = Ordering(STEPS, (1, 2, 0), slip("scales-first", "The statistics come first."))


def matching() -> Item:
    """Two prompts and three options."""
    return _authored("axes", "Match each layer with the axes of its statistics.", MATCHING)


def ordering() -> Item:
    """Three steps."""
    return _authored("steps", "In which order are these done?", ORDERING)


def true_false() -> Item:
    """True or false."""
    true, false = Text("True"), Text("False")
    options = (Option(true, true, slip("needs-a-batch", "Each sample is for itself.")), Option(false, false))
    stem = "True or false: `LayerNorm` depends on the batch size."
    return _authored("batch", stem, Choice(options, right=1, two_sided=True))
