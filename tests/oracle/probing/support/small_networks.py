"""Small networks of every usual kind, with layers as modules so that each can be looked at."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

from small_blocks import (
    ASPP,
    Attending,
    Bottleneck,
    Dense,
    Exchange,
    Inception,
    Inverted,
    NextBlock,
    Places,
    Pyramid,
    Shuffled,
    Squeeze,
    UNet,
    WaveBlock,
    Windowed,
    basic,
    conv,
)
from torch import nn


def resnet() -> nn.Module:
    return nn.Sequential(
        conv(3, 8, 7, 2), nn.MaxPool2d(3, 2, 1), basic(8, 8), basic(8, 12, 2), basic(12, 12), conv(12, 4, 3)
    )


def bottlenecks() -> nn.Module:
    return nn.Sequential(conv(3, 8, 3), Bottleneck(8, 16, 2), Bottleneck(16, 16), Bottleneck(16, 24, 2, groups=4))


def densenet() -> nn.Module:
    return nn.Sequential(
        conv(3, 8, 3, 2), Dense(8, 4, 3), conv(20, 8, 1), nn.AvgPool2d(2), Dense(8, 4, 2), conv(16, 4, 1)
    )


def googlenet() -> nn.Module:
    return nn.Sequential(
        conv(3, 8, 5, 2), nn.MaxPool2d(3, 2, ceil_mode=True), Inception(8), Inception(16), nn.MaxPool2d(3, 1, 1)
    )


def deeplab() -> nn.Module:
    dilated = nn.Conv2d(8, 8, 3, padding=2, dilation=2)
    return nn.Sequential(conv(3, 8, 3, 2), basic(8, 8), dilated, ASPP(8, (1, 3, 5)), nn.Conv2d(8, 2, 1))


def squeezed() -> nn.Module:
    return nn.Sequential(conv(3, 8, 3, 2), basic(8, 8), Squeeze(8), conv(8, 8, 3), Squeeze(8), conv(8, 4, 3, 2))


def mobilenet() -> nn.Module:
    return nn.Sequential(conv(3, 8, 3, 2), Inverted(8, 8), Inverted(8, 12, 2), Inverted(12, 12), conv(12, 4, 1))


def shufflenet() -> nn.Module:
    return nn.Sequential(conv(3, 8, 3, 2), Shuffled(8), Shuffled(8), conv(8, 4, 3))


def autoencoder() -> nn.Module:
    return nn.Sequential(
        conv(3, 8, 3, 2),
        conv(8, 12, 3, 2),
        nn.ConvTranspose2d(12, 8, 3, 2, 1, 1),
        nn.ReLU(),
        nn.ConvTranspose2d(8, 3, 4, 2, 1),
        conv(3, 3, 3),
    )


def mirrored() -> nn.Module:
    return nn.Sequential(
        nn.ReflectionPad2d(4), nn.Conv2d(3, 8, 9), nn.Conv2d(8, 8, 3, 2, 1, padding_mode="reflect"), conv(8, 4, 3)
    )


def around() -> nn.Module:
    return nn.Sequential(
        nn.Conv2d(3, 8, 5, padding=2, padding_mode="circular"),
        nn.ReplicationPad2d(1),
        conv(8, 8, 3, 2),
        nn.Conv2d(8, 4, 3, padding="same", padding_mode="replicate"),
    )


def sharper() -> nn.Module:
    return nn.Sequential(conv(3, 8, 5), conv(8, 12, 3), nn.PixelShuffle(2), conv(3, 4, 3), nn.PixelUnshuffle(2))


def enlarged() -> nn.Module:
    return nn.Sequential(
        conv(3, 8, 3, 2),
        nn.Upsample(scale_factor=2, mode="bilinear"),
        conv(8, 8, 3),
        nn.Upsample(scale_factor=2),
        conv(8, 4, 3),
    )


def smooth() -> nn.Module:
    return nn.Sequential(conv(3, 8, 3, 2), nn.Upsample(scale_factor=2, mode="bicubic"), conv(8, 4, 3, 2))


def audio() -> nn.Module:
    layers: list[nn.Module] = []
    for before, after in pairwise((1, 4, 8, 8)):
        layers += [nn.Conv1d(before, after, 9, 3, 2), nn.ReLU(), nn.AvgPool1d(2, 1)]
    return nn.Sequential(*layers)


def wavenet() -> nn.Module:
    return nn.Sequential(nn.Conv1d(1, 6, 2), *(WaveBlock(6, 2**step) for step in range(4)), nn.Conv1d(6, 2, 1))


def video() -> nn.Module:
    return nn.Sequential(
        nn.Conv3d(2, 4, (3, 5, 5), (1, 2, 2), (1, 2, 2)), nn.ReLU(), nn.AvgPool3d((1, 2, 2)), nn.Conv3d(4, 4, 3)
    )


def convnext() -> nn.Module:
    return nn.Sequential(nn.Conv2d(3, 8, 4, 4), NextBlock(8), NextBlock(8), nn.Conv2d(8, 4, 2, 2))


def placed() -> nn.Module:
    return nn.Sequential(conv(3, 8, 3, 2), Places(8, 24), basic(8, 8), conv(8, 8, 7), Bottleneck(8, 8), conv(8, 6, 3))


def attending() -> nn.Module:
    layers = [basic(8, 8), Attending(8, 24), conv(8, 8, 7), Bottleneck(8, 8), conv(8, 6, 3)]
    return nn.Sequential(conv(3, 8, 3, 2), *layers)


def windowed() -> nn.Module:
    return nn.Sequential(conv(3, 8, 3, 2), Windowed(8, 4), conv(8, 8, 3), Windowed(8, 4), conv(8, 6, 3))


NETWORKS: dict[str, tuple[Callable[[], nn.Module], tuple[int, ...]]] = {
    "resnet": (resnet, (3, 192, 192)),
    "bottlenecks": (bottlenecks, (3, 96, 96)),
    "densenet": (densenet, (3, 96, 96)),
    "googlenet": (googlenet, (3, 96, 96)),
    "unet": (lambda: UNet("transposed"), (3, 96, 96)),
    "unet-bilinear": (lambda: UNet("bilinear"), (3, 96, 96)),
    "deeplab": (deeplab, (3, 96, 96)),
    "squeezed": (squeezed, (3, 96, 96)),
    "mobilenet": (mobilenet, (3, 96, 96)),
    "shufflenet": (shufflenet, (3, 64, 64)),
    "pyramid": (Pyramid, (3, 96, 96)),
    "exchange": (Exchange, (3, 96, 96)),
    "autoencoder": (autoencoder, (3, 64, 64)),
    "mirrored": (mirrored, (3, 64, 64)),
    "around": (around, (3, 64, 64)),
    "sharper": (sharper, (3, 48, 48)),
    "enlarged": (enlarged, (3, 64, 64)),
    "smooth": (smooth, (3, 64, 64)),
    "audio": (audio, (1, 800)),
    "wavenet": (wavenet, (1, 128)),
    "video": (video, (2, 24, 48, 40)),
    "placed": (placed, (3, 48, 48)),
    "attending": (attending, (3, 48, 48)),
    "windowed": (windowed, (3, 128, 128)),
    "convnext": (convnext, (3, 128, 128)),
}
