"""Layers in shorthand where there is little room: what follows from other layers, or seldom varies, is left out.

Channels are told once, where a layer gives them: behind ``c=192`` a block is ``64 | 96, 128 k3 | maxpool k3, 32``.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from quizgen.formats.shorthand.layers import LayerJson, ends, in_a_row, inner, settings, without_plain, word

_SELDOM = frozenset({"k1", "s1"})
POOLS = frozenset({"AvgPool2d", "MaxPool2d"})


def brief(layers: Sequence[LayerJson], channels: object = None) -> str:
    """Layers that read so many channels, if these are told before."""
    return in_a_row(_told(without_plain(layers), channels))


def _told(layers: Sequence[LayerJson], channels: object) -> Iterator[str]:
    for layer in layers:
        if paths := inner(layer):
            yield " | ".join(brief(path, channels) for path in paths)
            channels = None
            continue
        inside, outside = ends(layer)
        yield " ".join(filter(None, (word(layer), _given(layer, channels), *_settings(layer))))
        channels = channels if inside == outside is None else outside


def _given(layer: LayerJson, channels: object) -> str:
    """The channels that a layer gives, and those that it takes where they are not told."""
    inside, outside = ends(layer)
    if inside == outside in (None, 1):
        return ""
    follows = channels is not None and (inside == channels or "in_features" in layer)
    return str(outside or "?") if follows else f"{inside or '?'}→{outside or '?'}"


def _settings(layer: LayerJson) -> list[str]:
    """The arguments but padding, and the stride of a pooling where it is its window."""
    window = layer["type"] in POOLS and layer.get("stride") == layer.get("kernel_size")
    times = [f"×{layer['times']}"] if layer.get("times", 1) > 1 else []
    return [
        one for one in settings(layer, "", ("padding", "stride") if window else ("padding",)) if one not in _SELDOM
    ] + times
