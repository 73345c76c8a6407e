"""How large the map is that comes out of a layer."""

from __future__ import annotations

from typing import Any

from quizgen.layers import Conv2d, axis, layer_json
from quizgen.space import Params


def sees_input(c: Any) -> Any:
    """Less padding than half the kernel, so that every output sees some of the input."""
    return 2 * c.padding < c.kernel_size


def slide(n: int, span: int, stride: int, padding: int) -> int:
    """Positions of a window that covers ``span`` inputs, counted by moving it until it leaves the padded input."""
    count, start = 0, -padding
    while start + span <= n + padding:
        count, start = count + 1, start + stride
    return count


BACK_STEMS = {
    "one": (
        "A `Conv2d` layer has `kernel_size={kernel_size}`, `stride={stride}`, `padding={padding}` and `dilation=1`. "
        "Its input and output are square. What is the *#* number of rows that the input may have if the output has "
        "{target} rows? As in PyTorch, `padding` counts the zeros on each side, and a fraction is rounded down."
    ),
    "two": (
        "A `Conv2d` layer with `kernel_size={kernel_size_1}`, `stride={stride_1}` and `padding={padding_1}` is "
        "followed by one with `kernel_size={kernel_size_2}`, `stride={stride_2}` and `padding={padding_2}`, both with "
        "`dilation=1`. All maps are square. What is the *#* number of rows that the input of the first layer may have "
        "if the output of the second one has {target} rows? As in PyTorch, `padding` counts the zeros on each side, "
        "and fractions are rounded down."
    ),
}


def numbers(shape: tuple[str, ...]) -> tuple[str, ...]:
    """What the names of each layer's arguments end in."""
    return ("",) if shape == ("one",) else ("_1", "_2")


def wanted(p: Params) -> tuple[Conv2d, ...]:
    """The layers whose input is asked."""
    return tuple(
        Conv2d(1, 1, p[f"kernel_size{end}"], p[f"stride{end}"], p[f"padding{end}"]) for end in numbers(p.shape)
    )


def asked_backwards(p: Params) -> dict[str, Any]:
    """The JSON of a question about the input: its size is open, the output's is given."""
    return {"input": [1, None, None], "layers": [layer_json(layer) for layer in wanted(p)], "target": p["target"]}


def inputs(p: Params) -> list[int]:
    """Every input size from which the layers make the wanted output, found by counting windows on larger and larger."""
    layers, length = wanted(p), 1
    found: list[int] = []
    while not found or found[-1] == length - 1:
        if counted(layers, length) == p["target"]:
            found.append(length)
        length += 1
    return found


def counted(layers: tuple[Conv2d, ...], length: int) -> int:
    """Output size by counting windows, layer by layer."""
    for layer in layers:
        kernel_size, stride, padding = (axis(size, 0) for size in (layer.kernel_size, layer.stride, layer.padding))
        length = slide(length, kernel_size, stride, padding)
    return length


def room(c: Any, shape: tuple[str, ...]) -> Any:
    """Less padding than half of each kernel, and no input is smaller than the kernel."""
    size, fine = c.target, c.target > 0
    for end in reversed(numbers(shape)):
        kernel_size, stride, padding = (getattr(c, f"{name}{end}") for name in ("kernel_size", "stride", "padding"))
        size = (size - 1) * stride + kernel_size - 2 * padding
        fine = fine & (2 * padding < kernel_size) & (kernel_size > stride) & (size > kernel_size)
    return fine
