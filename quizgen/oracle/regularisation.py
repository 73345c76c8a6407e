"""Real dropout, optimisers and schedulers, in float64 and exact where their results are."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from functools import cache
from inspect import unwrap
from itertools import product
from typing import Any

from quizgen.oracle.exactly import exact
from quizgen.oracle.running import loaded

MANY = 256


def _scale(p: Fraction) -> float:
    """What real dropout in training makes of the kept ones among many ones; torch's random numbers stay as they are."""
    torch = loaded()
    before = torch.get_rng_state()
    torch.default_generator.manual_seed(1)
    y = torch.nn.functional.dropout(torch.ones(MANY, dtype=torch.float64), float(p), training=True)
    torch.set_rng_state(before)
    return float(y.max())


def dropped_out(
    x: Sequence[int], kept: Sequence[bool], p: Fraction, unit: int, weighted: tuple[Sequence[int], int]
) -> int | Fraction:
    """What a unit with these weights and bias gives for what dropout makes of ``x`` when it keeps those."""
    torch = loaded()
    weights, bias = weighted
    values = torch.tensor(x, dtype=torch.float64) * torch.tensor(kept) * _scale(p)
    return exact(values @ torch.tensor(weights, dtype=torch.float64) + bias, unit)


def variance_over_masks(x: Sequence[int], weights: Sequence[int], p: Fraction, unit: int) -> int | Fraction:
    """The variance of the weighted sum of what dropout makes of ``x``, over every mask with its probability."""
    torch = loaded()
    scale, drop = _scale(p), float(p)
    masks = _masks(len(x))
    chances = (masks * (1 - drop) + (1 - masks) * drop).prod(1)
    terms = torch.tensor(x, dtype=torch.float64) * torch.tensor(weights, dtype=torch.float64)
    sums = masks @ terms * scale
    mean = (chances * sums).sum()
    return exact((chances * (sums - mean) ** 2).sum(), unit)


@cache
def _masks(count: int) -> Any:
    """Every mask of so many values, a row each."""
    torch = loaded()
    return torch.tensor(list(product((0.0, 1.0), repeat=count)), dtype=torch.float64)


def squared_norm(weights: Sequence[int]) -> int | Fraction:
    """The sum of squared weights by torch's own norm."""
    torch = loaded()
    return exact(torch.linalg.vector_norm(torch.tensor(weights, dtype=torch.float64)) ** 2)


def penalised(weights: Sequence[int], place: int, slope: Fraction, strength: Fraction, unit: int) -> int | Fraction:
    """The derivative by one weight, by autograd, of the L2 penalty and a loss with that ``slope``."""
    torch = loaded()
    parameters = torch.tensor(weights, dtype=torch.float64, requires_grad=True)
    total = float(slope) * parameters[place] + float(strength) * (parameters**2).sum()
    total.backward()
    return exact(parameters.grad[place], unit)


@cache
def _sgd() -> type[Any]:
    """``torch.optim.SGD`` itself, without torch's wrappers around two methods, which import a compiler when called."""
    sgd = loaded().optim.SGD
    return type("SGD", (sgd,), {name: unwrap(getattr(sgd, name)) for name in ("add_param_group", "step")})


def stepped(weight: Fraction, gradients: Sequence[Fraction], options: dict[str, Fraction], unit: int) -> int | Fraction:
    """A weight after a real ``torch.optim.SGD`` with these options stepped once for each gradient."""
    torch = loaded()
    parameter = torch.nn.Parameter(torch.tensor(float(weight), dtype=torch.float64))
    optimizer = _sgd()([parameter], **{name: float(value) for name, value in options.items()})
    with torch.no_grad():
        for gradient in gradients:
            parameter.grad = torch.tensor(float(gradient), dtype=torch.float64)
            optimizer.step()
    return exact(parameter.detach(), unit)


def patience_spent(losses: Sequence[int], patience: int, threshold: int = 0) -> int:
    """The epoch, from 1, after which a real scheduler with that patience loses it; the last one if it never does.

    A loss has to be lower by more than ``threshold`` to be better.
    """
    torch = loaded()
    optimizer = _sgd()([torch.nn.Parameter(torch.zeros(()))], lr=1.0)
    scheduler = torch.optim.lr_scheduler.ReduceLROnPlateau(
        optimizer, patience=patience - 1, threshold=threshold, threshold_mode="abs"
    )
    for epoch, loss in enumerate(losses, 1):
        scheduler.step(loss)
        if optimizer.param_groups[0]["lr"] < 1:
            return epoch
    return len(losses)


def distinct_images(height: int, width: int, crop: int, flips: Sequence[str], turns: int) -> int:
    """How many different crops one image without symmetries gives, mirrored along ``flips`` and turned by 90 degrees.

    Each flip may be made or not, and so all of them together; there are ``turns`` quarter turns, none among them.
    """
    torch = loaded()
    image = torch.arange(height * width, dtype=torch.int32).reshape(height, width)
    axes = {"vertical": 0, "horizontal": 1}
    crops = image.unfold(0, crop, 1).unfold(1, crop, 1).reshape(-1, crop, crop)
    versions = []
    for made in product((False, True), repeat=len(flips)):
        along = [1 + axes[flip] for flip, done in zip(flips, made, strict=True) if done]
        mirrored = torch.flip(crops, along)
        versions += [torch.rot90(mirrored, turn, (1, 2)) for turn in range(turns)]
    return len({every.tobytes() for version in versions for every in version.numpy()})
