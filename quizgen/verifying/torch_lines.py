"""The line of torch that gives the answer to a problem."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from quizgen.verifying.problem import Axes, Doubtful, Part, Problem
from quizgen.verifying.settling import Settled, settled

_CONVOLUTIONS = {"Conv", "ConvTranspose"}
_SHAPELESS = ("torch.nn.ReLU", "torch.nn.Dropout")
"""They leave every shape as it is, and a line without them is shorter."""


def line(problem: Problem, form: str) -> str:
    """An expression whose value is the answer; raises Doubtful where the stem leaves something open.

    ``form`` says which of a shape the answer has: ``side``, ``-2`` or ``-1`` for an axis, ``sides``, ``map``
    or ``batch``.
    """
    layout = settled(problem)
    match problem.wanted:
        case "parameters":
            return f"sum(p.numel() for p in {_parameters(layout)}.parameters())"
        case "field":
            return _field(layout)
        case "macs":
            return _macs(layout, problem)
        case "values":
            _need(layout.known and problem.batch is None)
            return f"{_run(layout, problem)}.shape[1:].numel()"
        case "size":
            return _size(layout, problem, form)


def _need(holds: bool) -> None:  # noqa: FBT001 - it is the one argument
    if not holds:
        raise Doubtful


def _size(layout: Settled, problem: Problem, form: str) -> str:
    run = _run(layout, problem)
    match form:
        case "side" | "-1" | "-2":
            return f"{run}.shape[{'-1' if form == 'side' else form}]"
        case "sides":
            return f"tuple({run}.shape[{-layout.dims}:])"
        case "map":
            _need(layout.known)
            return f"tuple({run}.shape[1:])"
        case _:
            _need(layout.known)
            return f"tuple({run}.shape)"


def _run(layout: Settled, problem: Problem) -> str:
    """The layers applied to the input."""
    _need(layout.sides is not None)
    for part in layout.parts:
        _need(
            bool(part.plain)
            or part.kind == "Linear"
            or (part.stride is not None and (part.padding is not None or part.same))
        )
    if layout.sides is not None and not problem.floor and not _exact(layout.sides, layout.parts):
        _need(len(layout.parts) == 1 and problem.wanted == "size")
        problem.rounded = True
    numbers = (layout.batch, layout.channels, *(layout.sides or ()))
    shaping = [part for part in layout.parts if not part.plain.startswith(_SHAPELESS)]
    return f"{network(shaping, layout.dims)}(torch.zeros({', '.join(map(str, numbers))}))"


def _exact(sides: Axes, parts: Sequence[Part]) -> bool:
    """Whether no fraction has to be rounded, or the layers say how."""
    for part in parts:
        if part.plain or part.same:
            continue
        if part.ceil is not None:
            return True
        _need(part.kind != "Linear")
        axes = [_axis(part, which) for which in range(len(sides))]
        if part.kind == "ConvTranspose":
            sides = tuple(_spread(n, axis) for n, axis in zip(sides, axes, strict=True))
            continue
        spans = [n + 2 * p - d * (k - 1) - 1 for n, (k, _, p, d, _) in zip(sides, axes, strict=True)]
        _need(min(spans) >= 0)
        if any(span % axis[1] for span, axis in zip(spans, axes, strict=True)):
            return False
        sides = tuple(span // axis[1] + 1 for span, axis in zip(spans, axes, strict=True))
    return True


def _spread(side: int, axis: Axes) -> int:
    """The side that a transposed convolution makes of one."""
    kernel, stride, padding, dilation, more = axis
    return (side - 1) * stride - 2 * padding + dilation * (kernel - 1) + 1 + more


def _axis(part: Part, which: int) -> Axes:
    """Kernel, stride, padding, dilation and output padding along one axis."""
    settings = part.kernel, part.stride, part.padding, part.dilation, part.output_padding
    return tuple((one[which] if len(one) > 1 else one[0]) if one else 0 for one in settings)


def network(parts: Sequence[Part], dims: int, *, bias: bool = False) -> str:
    """The code of the layers, without biases being said where they do not matter."""
    codes = [_code(part, dims, bias=bias) for part in parts]
    return codes[0] if len(codes) == 1 else _in_turn(codes)


def _in_turn(codes: Sequence[str]) -> str:
    """Layers one after the other; equal ones are written once, which keeps the line short enough to be read."""
    runs = [(code, len([*same])) for code, same in groupby(codes)]
    told = [
        one for code, count in runs for one in ([f"*({code} for _ in range({count}))"] if count > 2 else [code] * count)
    ]
    return f"torch.nn.Sequential({', '.join(told)})"


def _code(part: Part, dims: int, *, bias: bool) -> str:
    if part.plain:
        return part.plain
    if part.kind == "Linear":
        return f"torch.nn.Linear({part.inputs}, {part.outputs}{'' if part.bias or not bias else ', bias=False'})"
    words = [f"{part.inputs}, {part.outputs}"] if part.kind in _CONVOLUTIONS else []
    words.append(f"kernel_size={_shown(part.kernel)}")
    pool = part.kind not in _CONVOLUTIONS
    said = {
        "stride": part.stride,
        "padding": part.padding,
        "dilation": part.dilation,
        "output_padding": part.output_padding,
    }
    usual = {"stride": part.kernel if pool else (1,), "padding": (0,), "dilation": (1,), "output_padding": (0,)}
    words += [f"{name}={_shown(value)}" for name, value in said.items() if value and not _equal(value, usual[name])]
    words += ['padding="same"'] if part.same else []
    words += [f"groups={part.groups}"] if part.groups and part.groups > 1 else []
    words += ["bias=False"] if bias and part.bias is False else []
    words += ["ceil_mode=True"] if part.ceil else []
    return f"torch.nn.{part.kind}{dims}d({', '.join(words)})"


def _shown(value: Axes | None) -> str:
    _need(bool(value))
    found = value or (0,)
    return str(found[0]) if len(set(found)) == 1 else f"({', '.join(map(str, found))})"


def _equal(value: Axes, other: Axes | None) -> bool:
    return other is not None and set(value) == set(other) and (len(set(value)) == 1 or value == other)


def _parameters(layout: Settled) -> str:
    _need(layout.known or layout.dims == 0)
    layers = [part for part in layout.parts if part.kind in {*_CONVOLUTIONS, "Linear"}]
    _need(bool(layers) and all(part.bias is not None for part in layers))
    return network(layout.parts, layout.dims, bias=True)


def _field(layout: Settled) -> str:
    """One unit spread back through the layers, as transposed convolutions spread it, last layer first."""
    units = []
    for part in reversed([part for part in layout.parts if not part.plain]):
        _need(part.kind in {"Conv", "MaxPool", "AvgPool"} and (part.stride is not None or len(layout.parts) == 1))
        stride = part.stride or (1,)
        said = [f"kernel_size={_shown(part.kernel)}"]
        said += [f"stride={_shown(stride)}"] if set(stride) != {1} else []
        said += [f"dilation={_shown(part.dilation)}"] if set(part.dilation or ()) != {1} else []
        units.append(f"torch.nn.ConvTranspose{layout.dims}d(1, 1, {', '.join(said)})")
    spread = units[0] if len(units) == 1 else _in_turn(units)
    return f"{spread}(torch.zeros({', '.join(['1'] * (layout.dims + 2))})).shape[-1]"


def _macs(layout: Settled, problem: Problem) -> str:
    """One product for each weight that each value of the output is made of."""
    _need(len(layout.parts) == 1 and layout.known and problem.batch is None)
    (part,) = layout.parts
    _need(part.kind == "Conv" and (problem.zeros_count or set(part.padding or (1,)) == {0}))
    run = _run(layout, problem)
    return f"{run}.shape[1:].numel() * {network(layout.parts, layout.dims)}.weight.shape[1:].numel()"
