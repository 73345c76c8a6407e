"""How far a unit sees, and how far apart neighbouring units look, one axis at a time."""

from __future__ import annotations

from typing import TypeAlias

from quizgen.math.functions import ceil
from quizgen.math.reader import formula
from quizgen.math.rewrites import substitute
from quizgen.math.tree import Expr, Num, Sym

ARAUJO = "Araujo, Norris and Sim (2019), Computing Receptive Fields of Convolutional Neural Networks, Distill"
SIMONYAN = "Simonyan and Zisserman (2015), Very Deep Convolutional Networks for Large-Scale Image Recognition"
ADDED = "added"
Steps: TypeAlias = list[tuple[str, Expr, Expr]]
LAYER = ("kernel_size", "stride", "dilation", "padding")


@formula(source=f"{ARAUJO}, section on single-path networks")
def wider_field(receptive_field: int, kernel_size: int, dilation: int, jump: int) -> int:
    """Input pixels that a unit spans after one more layer; the units that it reads are ``jump`` pixels apart."""
    return receptive_field + dilation * (kernel_size - 1) * jump


@formula(source=f"{ARAUJO}, section on single-path networks")
def longer_jump(jump: int, stride: int) -> int:
    """Input pixels from the centre of one unit's receptive field to the next one's after one more layer."""
    return jump * stride


@formula(source=f"{SIMONYAN}, section 2.3")
def layers_for_field(target: int, receptive_field: int, kernel_size: int, dilation: int, jump: int) -> int:
    """Stride-1 layers until a unit spans ``target`` pixels; it spans ``receptive_field`` before the first one."""
    return ceil((target - receptive_field) / (dilation * (kernel_size - 1) * jump))


def indices(shape: tuple[str, ...]) -> tuple[str, ...]:
    """The index of each layer's symbols: its number from the input on, none for the layer that is added to a stack."""
    return tuple("" if form == ADDED else str(number) for number, form in enumerate(shape, start=1))


def fold(steps: Steps, start: int = 1) -> tuple[Expr, Expr]:
    """Receptive field and jump after a stack of layers, each given as its index, its step and its hop.

    Step and hop are expressions in ``receptive_field``, ``jump`` and the layer's arguments, and give the new receptive
    field and the new jump.
    """
    state: dict[str, Expr] = {"receptive_field": Num(start), "jump": Num(1)}
    for index, step, hop in steps:
        now = {name: Sym(f"{name}_{index}" if index else name) for name in LAYER} | state
        state = {"receptive_field": substitute(step, now), "jump": substitute(hop, now)}
    return state["receptive_field"], state["jump"]


def stacked(step: Expr, hop: Expr, shape: tuple[str, ...]) -> tuple[Expr, Expr]:
    """Receptive field and jump of a stack whose layers all take the same step and hop."""
    return fold([(index, step, hop) for index in indices(shape)])


def before_layers(shape: tuple[str, ...]) -> dict[str, Expr]:
    """Receptive field and jump before the first of some equal layers: after one layer, or at the end of a network."""
    if shape == ("after",):
        return {"receptive_field": Sym("kernel_size_1"), "jump": Sym("stride_1")}
    return {"receptive_field": Sym("receptive_field"), "jump": Num(1)}
