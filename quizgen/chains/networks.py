"""Small networks from an image to a linear layer: the space, the table of the stem, what is known after each layer."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from msgspec.structs import replace

from quizgen.formulas.networks import Stage
from quizgen.layers import Layer, Linear, Network, code
from quizgen.space import Combinations, Concat, Params, Where, concat
from quizgen.text.nodes import Filling, Table

MakeLayer = Callable[[Params, str, int, int], Layer]
"""Makes a layer of a small network from the point, its kind, its place and the channels that reach it."""
FEATURES = " The number of `in_features` follows from the maps."


def networks(
    axes: Mapping[str, tuple[int, ...]], where: Where, *shapes: tuple[str, ...], real: Where | None = None
) -> Concat:
    """Small networks of these kinds of layers; ``axes`` are the values by base name, where they are needed.

    Convolutions have kernels of 3 or 5, those after the first layer twice as many channels as it has; pooling halves.
    ``real`` is the mask of networks whose layers are all published ones.
    """
    return concat(*(Combinations(_axes(axes, shape), where, shape) for shape in shapes), real=real)


def _axes(axes: Mapping[str, tuple[int, ...]], shape: tuple[str, ...]) -> dict[str, tuple[int, ...]]:
    found = {"n": axes["n"], "in_channels": axes["in_channels"]}
    for place, step in enumerate(shape, 1):
        if step == "conv":
            wider = 1 if place == 1 else 2
            found[f"out_channels_{place}"] = tuple(wider * channels for channels in axes["out_channels"])
            found[f"kernel_size_{place}"] = (3, 5)
            found |= {f"{name}_{place}": axes[name] for name in ("padding", "stride") if name in axes}
        if step == "pool":
            found[f"kernel_size_{place}"] = (2,)
        if step == "linear":
            found[f"features_out_{place}"] = axes["features_out"]
    return found


def listed(p: Params, make: MakeLayer) -> tuple[Layer, ...]:
    """The layers as the stem shows them, without the number of inputs of the linear one."""
    found: list[Layer] = []
    channels = p["in_channels"]
    for place, step in enumerate(p.shape, 1):
        found.append(make(p, step, place, channels))
        channels = p.values.get(f"out_channels_{place}", channels)
    return tuple(found)


def layer_table(layers: Iterable[Layer], shown: Mapping[type[Layer], tuple[str, ...]]) -> Table:
    """The layers with the arguments that are ``shown`` of each type, in their order."""
    rows = tuple((str(place), code(layer, shown.get(type(layer), ()))) for place, layer in enumerate(layers, 1))
    return Table(("No.", "Layer"), rows, "The layers of the network")


def told(p: Params, layers: Iterable[Layer], stages: Sequence[Stage]) -> Network:
    """The layers with nothing left out: the linear one is told how many inputs it has."""
    side, channels = stages[-1].map_at(p.values)
    features = channels * side**2
    every = (replace(layer, in_features=features) if isinstance(layer, Linear) else layer for layer in layers)
    return Network((p["in_channels"], p["n"], p["n"]), tuple(every))


def followed(p: Params, stages: Sequence[Stage]) -> dict[str, Filling]:
    """The point's numbers, and those of the layer at each place.

    Before it the maps have the side ``before_2`` and ``depth_2`` channels, after it ``side_2``, and it counts
    ``count_2`` (where it counts at all); ``channels`` and ``features`` reach the linear layer.
    """
    values: dict[str, Filling] = {**p.values}
    side, channels = p["n"], p["in_channels"]
    for place, stage in enumerate(stages, 1):
        values |= {f"before_{place}": side, f"depth_{place}": channels}
        side, channels = stage.map_at(p.values)
        values[f"side_{place}"] = side
        if (count := stage.parameters_at(p.values)) is not None:
            values[f"count_{place}"] = count
    return values | {"channels": channels, "features": channels * side**2}
