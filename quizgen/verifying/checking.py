"""The key of one question, worked out anew."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from itertools import permutations, product

from msgspec import Struct

from quizgen.foreign.model import Foreign
from quizgen.oracle.snippets import printed
from quizgen.sparing import TORCH
from quizgen.verifying.answers import Key, keys
from quizgen.verifying.asks import Ask
from quizgen.verifying.problem import Axes, Doubtful, Problem
from quizgen.verifying.programs import expression
from quizgen.verifying.reading import problem
from quizgen.verifying.settling import settled
from quizgen.verifying.stems import Stem, stem
from quizgen.verifying.torch_lines import line as torch_line

_PRINTS = re.compile(
    r"\s*(?:which (?:number|value|shape)|what) (?:does|is|will)(?: be)?(?: the last line of)?(?: the)?"
    r"(?: (?:this|following))?"
    r"(?: (?:program|code|snippet|python code|pytorch code|code snippet))?(?: print(?:ed)?| show| output)?"
    r"(?: by (?:this|the following) (?:program|code|snippet))?\s*[?:]\s*",
    re.IGNORECASE,
)
_LAYERS = re.compile("conv|pool|kernel|filter|linear|dense|connected|nn", re.IGNORECASE)
"""One of these stands in every stem that may be understood."""


class Checked(Struct, frozen=True):
    """The key that a file gives, what torch gives, the line that does, and whether they agree."""

    key: Key
    value: Axes
    line: str
    right: bool


def checked(question: Foreign) -> Checked | None:
    """The key beside torch's answer; None unless all that the stem says was understood."""
    if not _LAYERS.search(question.stem.source):
        return None
    try:
        return _checked(question)
    except Doubtful:
        return None


def _checked(question: Foreign) -> Checked:
    said = stem(question.stem)
    if said is None:
        raise Doubtful
    found = keys(question)
    if said.programs:
        return _of_program(said, found)
    told, asked = problem(said.words)
    _biased(told, asked)
    lengths = {len(key.numbers) for key in found}
    if len(lengths) != 1:
        raise Doubtful
    return _compared(told, asked, found, lengths.pop())


def _of_program(said: Stem, found: tuple[Key, ...]) -> Checked:
    words = " ".join(said.words.split())
    if len(said.programs) != 1 or not _PRINTS.fullmatch(words):
        raise Doubtful
    line = expression(said.programs[0])
    value = evaluated(line)
    if any(len(key.numbers) != len(value) for key in found):
        raise Doubtful
    return Checked(found[0], value, line, any(key.allows(value) for key in found))


def _biased(told: Problem, asked: Ask) -> None:
    """Biases where the question names them; raises Doubtful where it asks for weights and leaves them open."""
    if told.wanted != "parameters":
        return
    layers = [part for part in told.parts if part.kind in {"Conv", "ConvTranspose", "Linear"}]
    if "bias" in asked.phrase:
        for part in layers:
            if part.bias is False:
                raise Doubtful
            part.bias = True
    elif (
        "parameter" not in asked.phrase
        and "param" not in asked.phrase
        and any(part.bias is not False for part in layers)
    ):
        raise Doubtful


def _compared(told: Problem, asked: Ask, found: tuple[Key, ...], length: int) -> Checked:
    form = _form(told, asked, length)
    line = torch_line(told, form)
    value = evaluated(line)
    if told.wanted == "size" and length == 1:
        _square(told, found)
    if not told.floor and any(part.kind == "ConvTranspose" for part in told.parts):
        told.rounded = True
    others = _other_forms(value, form, length, told)
    right = any(key.allows(one) for key in found for one in others)
    if not right and (_by_another_convention(told, found, value, form) or _axes_counted(told, asked, found)):
        raise Doubtful
    return Checked(found[0], value, line, right)


def _form(told: Problem, asked: Ask, length: int) -> str:
    """Which part of a shape the key has."""
    if told.wanted != "size":
        if length == 1 or (told.wanted == "field" and length == 2):
            return "side"
        raise Doubtful
    dims = settled(told).dims
    if any(part.plain.startswith("torch.nn.Flatten") for part in told.parts):
        if length != 2 or told.batch is None or asked.axis is not None:
            raise Doubtful
        return "batch"
    if length == 1:
        return "side" if asked.axis is None or dims == 1 else str(asked.axis - 2)
    names = {dims: "sides", dims + 1: "map", dims + 2: "batch"}
    if length not in names or asked.axis is not None:
        raise Doubtful
    return names[length]


def _square(told: Problem, found: tuple[Key, ...]) -> None:
    """Raises Doubtful where a side is asked of a map that is not square, or the key may count all its values."""
    shape = evaluated(torch_line(told, "sides"))
    count = 1
    for side in shape:
        count *= side
    if len(set(shape)) != 1 or (count != shape[0] and any(key.allows((count,)) for key in found)):
        raise Doubtful


def _other_forms(value: Axes, form: str, length: int, told: Problem) -> list[Axes]:
    """The value as people write it: channels first or last."""
    if told.wanted == "field" and length == 2:
        return [(value[0], value[0])]
    if form == "map":
        return [value, (*value[1:], value[0])]
    if form == "batch":
        return [value, (value[0], *value[2:], value[1])]
    return [value]


def _by_another_convention(told: Problem, found: tuple[Key, ...], value: Axes, form: str) -> bool:
    """Whether a key is right for width before height, a fraction rounded up, or a field counted in pixels."""
    others: list[Axes] = []
    if told.wanted == "field" and form == "side":
        others = [(value[0] ** 2,)]
    if told.wanted == "size":
        others = [one for shape in _rounded(told, value, form) for one in (shape, *_turned(shape))]
    return any(key.allows(one) for key in found for one in others)


def _axes_counted(told: Problem, asked: Ask, found: tuple[Key, ...]) -> bool:
    """Whether a key is right where the dimension is the number of axes, channels and batch counted or not."""
    dims = settled(told).dims
    return "dimension" in asked.phrase and any(key.allows((count,)) for key in found for count in range(dims, dims + 3))


def _rounded(told: Problem, value: Axes, form: str) -> Iterator[Axes]:
    """The shape, and where nobody says how fractions are rounded, those with sides that are one larger."""
    fixed = {"map": 1, "batch": 2}.get(form, 0)
    for more in product((0, 1), repeat=len(value) - fixed) if told.rounded else [(0,) * (len(value) - fixed)]:
        yield (*value[:fixed], *(side + one for side, one in zip(value[fixed:], more, strict=True)))


def _turned(shape: Axes) -> Iterator[Axes]:
    """A shape with its numbers in other orders that people use."""
    if len(shape) in {2, 3}:
        yield from permutations(shape)
    elif len(shape) == 4:
        yield from ((shape[0], *rest) for rest in permutations(shape[1:]))


def evaluated(line: str) -> Axes:
    """What a line gives, as whole numbers; raises Doubtful where torch refuses it."""
    TORCH.complete()
    try:
        shown = printed(f"import torch\nprint({line})")
    except (RuntimeError, ValueError, TypeError, IndexError, AttributeError):
        raise Doubtful from None
    try:
        value = ast.literal_eval(shown.removeprefix("torch.Size(").removesuffix(")") if "Size" in shown else shown)
    except (ValueError, SyntaxError):
        raise Doubtful from None
    numbers = tuple(value) if isinstance(value, tuple | list) else (value,)
    if not numbers or not all(type(one) is int for one in numbers):
        raise Doubtful
    return numbers


def shown(value: Axes) -> str:
    """A value as torch prints it."""
    return str(value[0]) if len(value) == 1 else str(value)
