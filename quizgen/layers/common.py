"""How often a window is drawn beside other published ones: what most networks and every course have comes most often.

Points are told apart by the windows they show, so that a window comes as often whether few sizes or many go with it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import reduce
from typing import TypeAlias

import numpy as np

from quizgen.space import Column, Concat, Looks, Mask, SubSpace

Windows: TypeAlias = tuple[tuple[int, ...], ...]
"""Kernel size, stride, padding, dilation and output padding of each."""
ARGUMENTS: Mapping[str, np.int64 | None] = {
    "kernel_size": None,
    "stride": None,
    "padding": None,
    "dilation": np.int64(1),
    "output_padding": np.int64(0),
}
"""What an argument is where there is no column of it; None where it may be any."""
COMMON: Windows = (
    *((1, 1, 0, 1, 0), (3, 1, 1, 1, 0), (5, 1, 2, 1, 0), (3, 2, 1, 1, 0), (5, 2, 2, 1, 0)),
    *((1, 2, 0, 1, 0), (7, 2, 3, 1, 0), (3, 1, 0, 1, 0), (3, 2, 0, 1, 0), (11, 4, 2, 1, 0), (2, 2, 0, 1, 0)),
    *((4, 4, 0, 1, 0), (16, 16, 0, 1, 0)),  # patches
    (5, 1, 0, 1, 0),  # LeNet-5
    (4, 2, 1, 1, 0),  # the discriminators of DCGAN and pix2pix
    *((3, 1, rate, rate, 0) for rate in (2, 4, 6, 8, 12, 16, 18, 24, 36)),  # dilated ones of segmentation
    *((2, 1, 0, 2**power, 0) for power in range(10)),  # WaveNet
)
"""Those of layers in five torchvision networks or more, and those that courses teach."""
TRANSPOSED: Windows = ((2, 2, 0, 1, 0), (4, 2, 1, 1, 0), (3, 2, 1, 1, 1))
"""Those of transposed convolutions: U-Net, DCGAN, decoders with 3x3 kernels."""
OFTEN = 8
"""So much more often than another published window does a common one come, at least."""
MOSTLY = 5
"""So much more often than all other published windows together do the common ones come, at least."""


def looks(space: Concat, common: Windows) -> Looks | None:
    """The windows that each point shows, numbered, and how often each is drawn; None where no point shows one."""
    if not any(_ends(part) for part in space.parts):
        return None
    numbers: list[Column] = []
    known: list[Mask] = []
    for part in space.parts:
        shown = np.stack([part.columns[name] for name in part.columns if _argument(name)] or [_nothing(part)])
        _, first, number = np.unique(shown, axis=1, return_index=True, return_inverse=True)
        numbers.append(number.reshape(-1) + sum(len(of_part) for of_part in known))
        known.append(_common(part, common)[first])
    number, often = np.concatenate(numbers), np.concatenate(known)
    return Looks(number, np.where(often, _weight(often, number[space.real_points]), 1))


def _weight(often: Mask, real: Column) -> int:
    """The weight of a common look beside those of the other looks of real points."""
    rest = int((~often[np.unique(real)]).sum())
    return max(OFTEN, MOSTLY * rest // max(1, int(often.sum())))


def _nothing(part: SubSpace) -> Column:
    return np.zeros(len(part), dtype=np.int64)


def _argument(name: str) -> str:
    """The argument that a column holds, if it is one of a window."""
    return max((one for one in ARGUMENTS if name == one or name.startswith(f"{one}_")), key=len, default="")


def _ends(part: SubSpace) -> list[str]:
    """What stands after the arguments' names, once for each layer or axis that has a kernel."""
    return [name.removeprefix("kernel_size") for name in part.columns if _argument(name) == "kernel_size"]


def _common(part: SubSpace, common: Windows) -> Mask:
    """Where every layer's window is a common one, as far as the columns tell."""
    fine = np.ones(len(part), dtype=np.bool_)
    for end in _ends(part):
        every = (part.columns.get(name + end, without) for name, without in ARGUMENTS.items())
        fine &= _among([(place, column) for place, column in enumerate(every) if column is not None], common)
    return fine


def _among(given: Sequence[tuple[int, Column | np.int64]], common: Windows) -> Mask:
    fits = (reduce(np.logical_and, (column == window[place] for place, column in given)) for window in common)
    return np.asarray(reduce(np.logical_or, fits, np.zeros((), dtype=np.bool_)), dtype=np.bool_)
