"""Functions of torch that leave fields as they are, or widen them by windows of their own."""

from __future__ import annotations

from typing import Any

import pytest
import torch
from odd import Step, last, sizes
from torch.nn import functional as F  # noqa: N812 - as everybody writes it


def _set(x: Any) -> Any:
    y = torch.zeros_like(x)
    y[:, :, :] = x
    return y


def _set_by_channel(x: Any) -> Any:
    y = torch.zeros_like(x)
    y[:, :2] = x[:, :2]
    y[:, 2] = x[:, 2]
    y[:, 3] = x[:, 3]
    return y


def _through_a_part(x: Any) -> Any:
    left, _ = x.chunk(2, 1)
    left.add_(1)
    return x


def _everywhere(x: Any) -> Any:
    return x + torch.meshgrid(torch.arange(x.shape[2]), torch.arange(x.shape[3]), indexing="ij")[0]


ALIKE: dict[str, Step] = {
    "abs": lambda x: x.abs(),
    "where": lambda x: torch.where(x > 0, x, 0 * x),
    "addcmul": lambda x: torch.addcmul(x, x, x),
    "lerp": lambda x: torch.lerp(x, 2 * x, 0.3),
    "masked_fill": lambda x: x.masked_fill(x > 0, 0.0),
    "clampt": lambda x: torch.clamp(x, min=torch.zeros(1)),
    "rsub": lambda x: 1 - x,
    "rdiv": lambda x: 1 / (1 + x),
    "pow": lambda x: x**2,
    "rpow": lambda x: 2**x,
    "hardswish": F.hardswish,
    "glu": lambda x: F.glu(torch.cat([x, x], 1), 1),
    "logsig": F.logsigmoid,
    "prelu": lambda x: F.prelu(x, torch.ones(4)),
    "normalize": lambda x: F.normalize(x, dim=1),
    "cosine": lambda x: F.cosine_similarity(x, 2 * x, dim=1).unsqueeze(1).expand(-1, 4, -1, -1),
    "lrn": lambda x: F.local_response_norm(x, 3),
    "bn": lambda x: F.batch_norm(x, torch.zeros(4), torch.ones(4)),
    "gn": lambda x: F.group_norm(x, 2),
    "in": F.instance_norm,
    "ln": lambda x: F.layer_norm(x, x.shape[1:]),
    "rms": lambda x: F.rms_norm(x, x.shape[-1:]),
    "sumc": lambda x: x.sum(1, keepdim=True).expand_as(x),
    "maxc": lambda x: x.max(1, keepdim=True).values.repeat(1, 4, 1, 1),
    "maxc2": lambda x: x.max(dim=1, keepdim=True)[0].tile(1, 4, 1, 1),
    "cbam": lambda x: torch.cat(
        [x.mean(1, keepdim=True), x.amax(1, keepdim=True), x.norm(dim=1, keepdim=True), x.std(1, keepdim=True)], 1
    ),
    "softmaxc": lambda x: x.softmax(1),
    "logsoftmaxc": lambda x: F.log_softmax(x, 1),
    "sortc": lambda x: x.sort(1)[0],
    "topkc": lambda x: x.topk(4, 1)[0],
    "cumsumc": lambda x: x.cumsum(1),
    "argmaxc": lambda x: x.argmax(1, keepdim=True).float().expand(-1, 4, -1, -1),
    "medianc": lambda x: x.median(1, keepdim=True)[0].expand(-1, 4, -1, -1),
    "split": lambda x: torch.cat(x.split([1, 3], 1), 1),
    "chunk": lambda x: torch.cat(torch.chunk(x, 2, 1)[::-1], 1),
    "unbind": lambda x: torch.stack(x.unbind(1), 1),
    "narrow": lambda x: torch.cat([x.narrow(1, 0, 2), x[:, 2:]], 1),
    "select": lambda x: torch.stack([x.select(1, i) for i in range(4)], 1),
    "view": lambda x: x.view(x.size(0), 4, -1).view(x.shape),
    "viewas": lambda x: x.reshape(4, -1).view_as(x),
    "flat": lambda x: x.flatten(2).unflatten(2, x.shape[2:]),
    "perm": lambda x: x.permute(0, 2, 3, 1).contiguous().permute(0, 3, 1, 2),
    "clone": lambda x: x.clone(memory_format=torch.channels_last),
    "cshuf": lambda x: F.channel_shuffle(x, 2),
    "pshuf": lambda x: F.pixel_unshuffle(F.pixel_shuffle(x, 2), 2),
    "transp": lambda x: x.transpose(1, 2).transpose(1, 2),
    "swap": lambda x: x.swapaxes(1, 3).movedim(3, 1),
    "squeeze": lambda x: x.unsqueeze(2).squeeze(2),
    "flipc": lambda x: x.flip(1),
    "rollc": lambda x: x.roll(1, 1),
    "roll": lambda x: x.roll(1, 2),
    "index": lambda x: x[:, [3, 2, 1, 0]],
    "index2": lambda x: x[:, torch.tensor([1, 0, 3, 2])],
    "isel": lambda x: x.index_select(1, torch.tensor([3, 1, 2, 0])),
    "gather": lambda x: x.gather(1, torch.zeros(x.shape, dtype=torch.long)),
    "ellipsis": lambda x: x[..., :, :],
    "none": lambda x: x[:, None][:, 0],
    "copy_": lambda x: torch.zeros_like(x).copy_(x),
    "setitem": _set,
    "setc": _set_by_channel,
    "inplace": lambda x: x.add_(1).mul_(x).relu_(),
    "newz": lambda x: x + x.new_zeros(x.shape),
    "einsum": lambda x: torch.einsum("nchw,dc->ndhw", x, torch.ones(4, 4)),
    "matmulc": lambda x: (x.permute(0, 2, 3, 1) @ torch.ones(4, 4)).permute(0, 3, 1, 2),
    "tensordot": lambda x: torch.tensordot(x, torch.ones(4, 4), ([1], [0])).permute(0, 3, 1, 2),
    "bmm": lambda x: torch.bmm(torch.ones(1, 4, 4), x.flatten(2)).view_as(x),
    "baddbmm": lambda x: torch.baddbmm(torch.zeros(1, 1, 1), torch.ones(1, 4, 4), x.flatten(2)).view_as(x),
    "unfold": lambda x: x.unfold(2, 1, 1).squeeze(-1),
    "stacksum": lambda x: torch.stack([x, x]).sum(0),
    "stackmean": lambda x: torch.stack([x, x], -1).mean(-1),
    "norm": lambda x: torch.stack([x, x]).norm(dim=0),
    "maxst": lambda x: torch.stack([x, x]).max(0)[0],
    "type": lambda x: x.double().to(torch.float32).type_as(x),
    "hypot": lambda x: torch.hypot(x, x),
    "dropout": lambda x: F.dropout2d(x, training=False),
    "nantonum": torch.nan_to_num,
    "lpnormc": lambda x: torch.linalg.vector_norm(x, dim=1, keepdim=True).expand_as(x),
    "meshadd": lambda x: x + torch.meshgrid(torch.arange(x.shape[2]), torch.arange(x.shape[3]), indexing="ij")[0],
    "complex": lambda x: torch.view_as_real(torch.complex(x, x))[..., 0],
    "outer": lambda x: x * torch.outer(torch.ones(x.shape[2]), torch.ones(x.shape[3])),
    "repint": lambda x: x.repeat_interleave(2, 1)[:, ::2],
    "hstack": lambda x: torch.hstack([x[:, :2], x[:, 2:]]),
    "minimum": lambda x: torch.minimum(x, x * 2),
    "logsumexp": lambda x: torch.logsumexp(torch.stack([x, x]), 0),
    "var_mean": lambda x: torch.var_mean(x, 1, keepdim=True)[1].expand_as(x),
    "zpadc": lambda x: F.pad(x[:, :2], (0, 0, 0, 0, 1, 1)),
    "diff": lambda x: x.sub(x, alpha=2),
    "heaviside": lambda x: torch.sign(x) * torch.sqrt(x.abs() + 1e-3),
    "split_assign": _through_a_part,
    "aminmax": lambda x: torch.aminmax(x, dim=1, keepdim=True)[1].expand_as(x),
    "softplus": F.softplus,
    "softmin": lambda x: F.softmin(x, 1),
    "gumbel": F.hardtanh,
    "rrelu": F.rrelu,
    "celu": F.celu,
    "linearlast": lambda x: F.linear(x.movedim(1, -1), torch.ones(4, 4)).movedim(-1, 1),
    "embedlike": lambda x: x * torch.rand_like(x),
    "T": lambda x: x.mT.mT,
    "crossp": lambda x: torch.addcdiv(x, x, x + 1),
}
WIDER: dict[str, tuple[Step, int]] = {
    "avg33": (lambda x: F.avg_pool2d(x, 3, 1), 7),
    "max33": (lambda x: F.max_pool2d(x, 3, 1), 7),
    "lp": (lambda x: F.lp_pool2d(x, 2, 3, 1), 7),
    "unf": (lambda x: x.unfold(2, 3, 1).unfold(3, 3, 1).mean((-1, -2)), 7),
    "Funfold": (lambda x: F.unfold(x, 3).view(1, 4, 9, x.shape[2] - 2, -1).sum(2), 7),
    "median": (lambda x: x.unfold(2, 3, 1).unfold(3, 3, 1).flatten(4).median(-1)[0], 7),
    "shift": (lambda x: x[:, :, 1:, 1:] - x[:, :, :-1, :-1], 6),
    "diff": (lambda x: torch.diff(torch.diff(x, dim=2), dim=3), 6),
    "pad": (lambda x: F.pad(x, (1, 1, 1, 1)), 5),
    "crop": (lambda x: F.pad(x, (-1, -1, -1, -1)), 5),
    "reflect": (lambda x: F.pad(x, (2, 2, 2, 2), "reflect"), 5),
    "s2dall": (lambda x: F.pixel_unshuffle(x, 2).view(1, 4, 4, x.shape[2] // 2, -1).sum(2), 8),
    "focus": (lambda x: x[..., ::2, ::2] + x[..., 1::2, ::2] + x[..., ::2, 1::2] + x[..., 1::2, 1::2], 8),
    "interp2": (lambda x: F.interpolate(x, scale_factor=2), 4),
    "bil": (lambda x: F.interpolate(x, scale_factor=2, mode="bilinear"), 5),
    "bic": (lambda x: F.interpolate(x, scale_factor=2, mode="bicubic"), 7),
    "half": (lambda x: F.interpolate(x, scale_factor=0.5, mode="bilinear"), 8),
    "area": (lambda x: F.interpolate(x, scale_factor=0.5, mode="area"), 8),
    "fix": (lambda x: F.interpolate(x, (28, 28)), 4),
    "adapt7": (lambda x: F.adaptive_avg_pool2d(x, 7), 8),
    "dw": (lambda x: F.conv2d(x, torch.ones(4, 1, 3, 3), groups=4), 7),
    "conv1": (lambda x: F.conv_transpose2d(x, torch.ones(4, 4, 3, 3)), 7),
}


@pytest.mark.parametrize("name", ALIKE)
def test_what_moves_or_combines_channels_changes_no_field(name: str) -> None:
    after, notes = last(ALIKE[name])
    assert (sizes(after), after.whole, after.through, notes) == ([5, 5], False, "", "")


@pytest.mark.parametrize("name", WIDER)
def test_windows_between_layers_count(name: str) -> None:
    step, size = WIDER[name]
    after, notes = last(step)
    assert (sizes(after), after.whole, after.through, notes) == ([size, size], False, "", "")


@pytest.mark.filterwarnings("ignore:.*")
def test_a_step_along_one_axis_widens_that_one_alone() -> None:
    assert sizes(last(lambda x: F.avg_pool2d(x, (1, 5), 1))[0]) == [5, 9]
    assert sizes(last(lambda x: F.conv2d(x, torch.ones(4, 1, 5, 1), groups=4))[0]) == [9, 5]
    assert sizes(last(lambda x: torch.diff(x, dim=3))[0]) == [5, 6]
