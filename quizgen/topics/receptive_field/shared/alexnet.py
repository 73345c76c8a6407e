"""The convolutions and poolings of AlexNet, a published case of a long stack."""

from __future__ import annotations

ALEXNET = ((11, 4), (3, 2), (5, 1), (3, 2), (3, 1), (3, 1), (3, 1), (3, 2))
ALEXNET_PADDING = (0, 0, 2, 0, 1, 1, 1, 0)
PADDED_ALEXNET = tuple((*two, padding) for two, padding in zip(ALEXNET, ALEXNET_PADDING, strict=True))
ALEXNET_SHAPE = "conv pool conv pool conv conv conv pool"
