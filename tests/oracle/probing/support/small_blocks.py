"""The parts that the small networks are made of."""

from __future__ import annotations

from typing import Any

import torch
from torch import nn
from torch.nn import functional


def conv(before: int, after: int, size: int, stride: int = 1) -> nn.Sequential:
    """A convolution that keeps the size but for its stride, with normalization and ReLU."""
    return nn.Sequential(
        nn.Conv2d(before, after, size, stride, size // 2, bias=False), nn.BatchNorm2d(after), nn.ReLU()
    )


class Added(nn.Module):
    def __init__(self, body: nn.Module, short: nn.Module) -> None:
        super().__init__()
        self.body, self.short = body, short

    def forward(self, x: Any) -> Any:
        return functional.relu(self.body(x) + self.short(x))


def basic(before: int, after: int, stride: int = 1) -> nn.Module:
    body = nn.Sequential(conv(before, after, 3, stride), nn.Conv2d(after, after, 3, padding=1))
    return Added(body, nn.Identity() if before == after and stride == 1 else nn.Conv2d(before, after, 1, stride))


class Bottleneck(Added):
    def __init__(self, before: int, after: int, stride: int = 1, groups: int = 1) -> None:
        inner = after // 2
        middle = nn.Conv2d(inner, inner, 3, stride, 1, groups=groups)
        super().__init__(
            nn.Sequential(conv(before, inner, 1), middle, nn.ReLU(), nn.Conv2d(inner, after, 1)),
            nn.Conv2d(before, after, 1, stride),
        )


class Dense(nn.Module):
    def __init__(self, channels: int, growth: int, count: int) -> None:
        super().__init__()
        self.layers = nn.ModuleList(conv(channels + growth * step, growth, 3) for step in range(count))

    def forward(self, x: Any) -> Any:
        parts = [x]
        for layer in self.layers:
            parts.append(layer(torch.cat(parts, 1)))
        return torch.cat(parts, 1)


class Inception(nn.Module):
    def __init__(self, channels: int) -> None:
        super().__init__()
        self.one, self.three = conv(channels, 4, 1), nn.Sequential(conv(channels, 4, 1), conv(4, 4, 3))
        self.five = nn.Sequential(conv(channels, 4, 1), conv(4, 4, 5))
        self.pool = nn.Sequential(nn.MaxPool2d(3, 1, 1), conv(channels, 4, 1))

    def forward(self, x: Any) -> Any:
        return torch.cat([self.one(x), self.three(x), self.five(x), self.pool(x)], 1)


class UNet(nn.Module):
    def __init__(self, kind: str) -> None:
        super().__init__()
        self.one, self.two, self.three = conv(3, 4, 3), conv(4, 8, 3), conv(8, 8, 3)
        self.pool = nn.MaxPool2d(2)
        self.up: nn.Module = nn.ConvTranspose2d(8, 8, 2, 2)
        if kind == "bilinear":
            self.up = nn.Upsample(scale_factor=2, mode="bilinear")
        self.four, self.five, self.last = conv(16, 8, 3), conv(12, 4, 3), nn.Conv2d(4, 2, 1)

    def forward(self, x: Any) -> Any:
        one = self.one(x)
        two = self.two(self.pool(one))
        found = self.four(torch.cat([two, self.up(self.three(self.pool(two)))], 1))
        return self.last(self.five(torch.cat([one, self.up(found)], 1)))


class ASPP(nn.Module):
    """Dilated branches, and one that sees the whole map."""

    def __init__(self, channels: int, rates: tuple[int, ...]) -> None:
        super().__init__()
        self.rates = nn.ModuleList(nn.Conv2d(channels, 4, 3, padding=rate, dilation=rate) for rate in rates)
        self.gate, self.image = nn.AdaptiveAvgPool2d(1), nn.Conv2d(channels, 4, 1)
        self.last = nn.Conv2d(4 * len(rates) + 4, channels, 1)

    def forward(self, x: Any) -> Any:
        image = functional.interpolate(self.image(self.gate(x)), x.shape[-2:], mode="bilinear", align_corners=False)
        return self.last(torch.cat([*(rate(x) for rate in self.rates), image], 1))


class Squeeze(nn.Module):
    def __init__(self, channels: int) -> None:
        super().__init__()
        self.gate, self.down, self.up = nn.AdaptiveAvgPool2d(1), nn.Linear(channels, 2), nn.Linear(2, channels)

    def forward(self, x: Any) -> Any:
        found = self.up(functional.relu(self.down(self.gate(x).flatten(1)))).sigmoid()
        return x * found[:, :, None, None].expand_as(x)


class Inverted(nn.Module):
    def __init__(self, before: int, after: int, stride: int = 1) -> None:
        super().__init__()
        self.wide, self.deep = (
            conv(before, 2 * before, 1),
            nn.Conv2d(2 * before, 2 * before, 3, stride, 1, groups=2 * before),
        )
        self.slim, self.same = nn.Conv2d(2 * before, after, 1), before == after and stride == 1

    def forward(self, x: Any) -> Any:
        found = self.slim(functional.relu6(self.deep(self.wide(x)) / 50))
        return x + found if self.same else found


class Shuffled(nn.Module):
    def __init__(self, channels: int) -> None:
        super().__init__()
        self.body = nn.Sequential(conv(channels // 2, channels // 2, 1), conv(channels // 2, channels // 2, 3))

    def forward(self, x: Any) -> Any:
        left, right = x.chunk(2, dim=1)
        n, c, h, w = x.shape
        joined = torch.cat([left, self.body(right)], 1)
        return joined.view(n, 2, c // 2, h, w).transpose(1, 2).contiguous().view(n, c, h, w)


class Pyramid(nn.Module):
    def __init__(self) -> None:
        super().__init__()
        self.one, self.two, self.three = conv(3, 4, 3, 2), conv(4, 8, 3, 2), conv(8, 8, 3, 2)
        self.low, self.high, self.out = nn.Conv2d(4, 8, 1), nn.Conv2d(8, 8, 1), nn.Conv2d(8, 4, 3, padding=1)

    def forward(self, x: Any) -> Any:
        one = self.one(x)
        two = self.two(one)
        top = self.high(self.three(two))
        middle = self.high(two) + functional.interpolate(top, size=two.shape[-2:])
        return self.out(self.low(one) + functional.interpolate(middle, scale_factor=2))


class Exchange(nn.Module):
    """Two resolutions side by side that tell each other what they see."""

    def __init__(self) -> None:
        super().__init__()
        self.first, self.fine, self.coarse = conv(3, 6, 3), conv(6, 6, 3), conv(6, 6, 3)
        self.down, self.up = conv(6, 6, 3, 2), nn.Conv2d(6, 6, 1)
        self.both = nn.Conv2d(6, 4, 3)

    def forward(self, x: Any) -> Any:
        fine = self.first(x)
        coarse = self.down(fine)
        fine, coarse = self.fine(fine), self.coarse(coarse)
        fine, coarse = fine + functional.interpolate(self.up(coarse), scale_factor=2), coarse + self.down(fine)
        return self.both(torch.stack([fine, functional.interpolate(self.coarse(coarse), scale_factor=2)]).sum(0))


class WaveBlock(nn.Module):
    def __init__(self, channels: int, dilation: int) -> None:
        super().__init__()
        self.signal = nn.Conv1d(channels, channels, 2, dilation=dilation)
        self.gate, self.out = nn.Conv1d(channels, channels, 2, dilation=dilation), nn.Conv1d(channels, channels, 1)

    def forward(self, x: Any) -> Any:
        found = torch.tanh(self.signal(x) / 9) * torch.sigmoid(self.gate(x) / 9)
        return self.out(found) + x[..., -found.shape[-1] :]


class NextBlock(nn.Module):
    """Depthwise, then features last."""

    def __init__(self, channels: int) -> None:
        super().__init__()
        self.deep, self.norm = nn.Conv2d(channels, channels, 7, padding=3, groups=channels), nn.LayerNorm(channels)
        self.wide, self.slim = nn.Linear(channels, 2 * channels), nn.Linear(2 * channels, channels)
        self.scale = nn.Parameter(torch.ones(channels))

    def forward(self, x: Any) -> Any:
        found = self.deep(x).permute(0, 2, 3, 1)
        found = self.slim(functional.gelu(self.wide(self.norm(found))))
        return x + (self.scale * found).permute(0, 3, 1, 2)


class Places(nn.Module):
    """Adds something learned at each position of a map that has one size."""

    def __init__(self, channels: int, side: int) -> None:
        super().__init__()
        self.places = nn.Parameter(torch.zeros(1, channels, side, side))

    def forward(self, x: Any) -> Any:
        return x + self.places


class Attention(nn.Module):
    """Every position attends to all; a learned number for each pair of them, if the map has one size."""

    def __init__(self, channels: int, side: int = 0) -> None:
        super().__init__()
        self.qkv = nn.Conv2d(channels, 3 * channels, 1)
        self.pairs = nn.Parameter(torch.zeros(side**2, side**2) if side else torch.zeros(1))

    def forward(self, x: Any) -> Any:
        query, key, value = self.qkv(x).flatten(2).chunk(3, 1)
        scores = (query.transpose(1, 2) @ key + self.pairs).softmax(-1)
        return (value @ scores.transpose(1, 2)).reshape(x.shape)


class Attending(nn.Module):
    """Attention beside what was there."""

    def __init__(self, channels: int, side: int) -> None:
        super().__init__()
        self.gate, self.norm = Attention(channels, side), nn.Conv2d(channels, channels, 1)

    def forward(self, x: Any) -> Any:
        return self.norm(x + self.gate(x))


class Windowed(nn.Module):
    """Attention within windows of ``side`` positions, beside what was there."""

    def __init__(self, channels: int, side: int) -> None:
        super().__init__()
        self.side, self.inner, self.out = side, Attention(channels, side), nn.Conv2d(channels, channels, 1)

    def forward(self, x: Any) -> Any:
        n, c, h, w = x.shape
        parted = x.view(n, c, h // self.side, self.side, w // self.side, self.side).permute(0, 2, 4, 1, 3, 5)
        inside = self.inner(parted.reshape(-1, c, self.side, self.side))
        found = inside.view(n, h // self.side, w // self.side, c, self.side, self.side).permute(0, 3, 1, 4, 2, 5)
        return self.out(x + found.reshape(n, c, h, w))
