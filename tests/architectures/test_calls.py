"""PyTorch's calls in a line are the layers that torch makes of them."""

from __future__ import annotations

from inspect import Parameter, signature

import pytest
import torch
from torch import nn

from quizgen import oracle
from quizgen.architectures import notation
from quizgen.architectures.lines.calls import KINDS
from quizgen.architectures.lines.signatures import by_name
from quizgen.architectures.lines.signatures import signature as signature_of
from quizgen.errors import UsageError
from quizgen.layers import (
    AvgPool2d,
    BatchNorm2d,
    Conv2d,
    Dropout,
    Flatten,
    LeakyReLU,
    Linear,
    MaxPool2d,
    Network,
    Padded,
    ReLU,
)
from quizgen.tracing import explained

SHAPE = (4, 16, 16)
OLD_NAMES = {"min_value", "max_value"}
"""Which torch warns of."""
CALLS = [
    "nn.Conv2d(4, 6, 3)",
    "torch.nn.Conv2d(4, 8, kernel_size=(3, 5), stride=2, padding=(1, 2), groups=2, bias=False)",
    "Conv2d(4, 8, 3, padding='same', dilation=2)",
    "nn.Conv2d(4, 8, 4, padding='same')",
    "nn.Conv2d(4, 8, 3, 1, 1, padding_mode='reflect')",
    "nn.ConvTranspose2d(4, 3, 4, 2, 1)",
    "nn.ConvTranspose2d(4, 4, 3, stride=2, padding=1, output_padding=1, groups=4)",
    "nn.MaxPool2d(2)",
    "nn.MaxPool2d(3, stride=2, padding=1, ceil_mode=True)",
    "nn.AvgPool2d(2, 2)",
    "nn.AdaptiveAvgPool2d((1, 1))",
    "nn.AdaptiveMaxPool2d((3, 5))",
    "nn.BatchNorm2d(4, eps=1e-3, momentum=0.01)",
    "nn.BatchNorm2d(4, affine=False)",
    "nn.InstanceNorm2d(4, affine=True)",
    "nn.GroupNorm(2, 4)",
    "nn.LayerNorm([4, 16, 16])",
    "nn.LayerNorm(16)",
    "nn.Flatten()",
    "nn.Upsample(scale_factor=2, mode='bilinear', align_corners=True)",
    "nn.Upsample((20, 24))",
    "nn.PixelShuffle(2)",
    "nn.PixelUnshuffle(4)",
    "nn.ChannelShuffle(2)",
    "nn.ReLU(inplace=True)",
    "nn.LeakyReLU(0.2, inplace=True)",
    "nn.PReLU(4)",
    "nn.ELU(alpha=0.5)",
    "nn.GELU()",
    "nn.SiLU()",
    "nn.Hardswish()",
    "nn.Softmax(dim=1)",
    "nn.Dropout2d(p=0.3)",
    "nn.Identity()",
    "nn.ZeroPad2d((1, 2, 0, 1))",
    "nn.ReflectionPad2d(3)",
    "nn.Unflatten(1, (4, 16, 16))",
    "nn.Conv2d(2 * 2, 2**4 - 8, 9 // 3, padding=(1, 7 % 3))",
    "nn.AdaptiveAvgPool2d((None, 3))",
    "nn.Conv2d(4, 8, 3, bias=0)",
]


@pytest.mark.filterwarnings("ignore:Using padding='same':UserWarning")
@pytest.mark.parametrize("call", CALLS)
def test_a_call_is_the_module_that_python_makes_of_it(call: str) -> None:
    flat = call.startswith("nn.Unflatten")
    module = eval(call if call.startswith(("nn.", "torch.")) else f"nn.{call}", {"nn": nn, "torch": torch})  # noqa: S307
    line = f"flatten, {call}" if flat else call
    row = explained(Network(SHAPE, notation.layers(line, SHAPE)))[-1]
    signal = torch.zeros(2, *SHAPE)
    output = module.eval()(signal.flatten(1) if flat else signal)
    assert row.output_shape == tuple(output.shape[1:])
    assert row.parameters == sum(part.numel() for part in module.parameters())
    assert row.type == type(module).__name__


PASTED = {
    "printed": """Sequential(
      (0): Conv2d(3, 6, kernel_size=(5, 5), stride=(1, 1))
      (1): Sequential(
        (0): ReLU(inplace=True)
        (1): MaxPool2d(kernel_size=2, stride=2, padding=0, dilation=1, ceil_mode=False)
      )
      (2): Flatten(start_dim=1, end_dim=-1)
      (3): Linear(in_features=1176, out_features=10, bias=True)
    )""",
    "commented": """nn.Conv2d(3, 6, 5),  # (six) maps, at first
    nn.ReLU(), nn.MaxPool2d(2, 2),
    # nn.Dropout(),
    nn.Flatten(), nn.Linear(6 * 14 * 14, 10)""",
    "a list": "[nn.Conv2d(3, 6, 5), nn.ReLU(), nn.MaxPool2d(2), nn.Flatten(), nn.Linear(1176, 10)]",
    "attributes": """self.conv = nn.Conv2d(3, 6, 5)
    self.relu = nn.ReLU()
    self.pool = nn.MaxPool2d(2, 2)
    self.flat = nn.Flatten()
    self.fc = nn.Linear(1176, 10)""",
    "an OrderedDict": """nn.Sequential(OrderedDict([
        ('conv', nn.Conv2d(3, 6, 5)), ("relu", nn.ReLU()),
        ('pool', nn.MaxPool2d(2)), ('flat', nn.Flatten()), ('fc', nn.Linear(1176, 10),),
    ]))""",
}


@pytest.mark.parametrize("pasted", PASTED.values(), ids=PASTED)
def test_code_that_is_pasted_is_a_line_whatever_stands_around_its_layers(pasted: str) -> None:
    assert notation.layers(pasted, (3, 32, 32)) == (
        Conv2d(3, 6, 5),
        ReLU(),
        MaxPool2d(2, 2),
        Flatten(),
        Linear(1176, 10),
    )


def test_names_that_code_gives_its_layers_are_theirs() -> None:
    assert notation.read(PASTED["attributes"], (3, 32, 32)).names == ("conv", "relu", "pool", "flat", "fc")
    assert notation.read(PASTED["an OrderedDict"], (3, 32, 32)).names == ("conv", "relu", "pool", "flat", "fc")
    assert notation.read("Sequential((a): Conv2d(3, 6, 5)\n(1): ReLU())", (3, 32, 32)).names == ("a", "1.2 relu")


def test_a_pasted_sequential_is_a_line() -> None:
    pasted = """nn.Sequential(
        nn.Conv2d(3, 6, 5),
        nn.ReLU(),
        nn.MaxPool2d(2, 2),
        nn.Flatten(),
        nn.LazyLinear(10),
    )"""
    assert notation.layers(pasted, (3, 32, 32)) == (
        Conv2d(3, 6, 5),
        ReLU(),
        MaxPool2d(2, 2),
        Flatten(),
        Linear(1176, 10),
    )


def test_other_paddings_stay_one_layer() -> None:
    (layer,) = notation.layers("Conv2d(4, 8, 3, padding=1, padding_mode='circular')", SHAPE)
    assert layer == Padded(Conv2d(4, 8, 3, 1, 1), "circular")
    assert notation.layers("conv 8 k3 same", SHAPE) == (Conv2d(4, 8, 3, 1, 1),)
    assert notation.layers("conv 8 k4 same", SHAPE) == (Padded(Conv2d(4, 8, 4), same=True),)
    assert notation.layers("AvgPool2d(3)", SHAPE) == (AvgPool2d(3, 3),)


@pytest.mark.parametrize(
    ("call", "says", "place"),
    [
        ("nn.Conv2d(4, 8)", "Conv2d needs 'kernel_size'; write kernel_size=...", "4, 8"),
        ("nn.Conv2d(4, width, 3)", "out_channels is 'width', which is no value; write the number itself", "width"),
        ("nn.Conv2d(4, 8, 3, pad=1)", "Conv2d has no 'pad'; write one of in_channels", "pad=1"),
        ("nn.Conv2d(4, 8, 3, out_channels=8)", "'out_channels' stands twice", "out_channels=8"),
        ("nn.Conv2d(4, 8, 3, padding='full')", "padding is 'full'; write a number, 'same' or 'valid'", "'full'"),
        ("nn.Conv2d(4, 8, 3, stride=2, padding='same')", "'same' is for a stride of 1, as in PyTorch", "nn.Conv2d"),
        ("nn.Conv2d(4, 8, (3, 3, 3))", "kernel_size has 3 numbers; write one, or 2", "nn.Conv2d"),
        ("nn.Conv2d(4, 8, (3, 5, 3))", "kernel_size has 3 numbers; write one, or 2", "nn.Conv2d"),
        ("nn.Conv2d(3, 8, 3)", "in_channels is 3, but 4 channels reach it; write 4", "nn.Conv2d"),
        ("nn.Conv4d(3, 8, 3)", "there is no layer 'Conv4d'; did you mean", "nn.Conv4d"),
        ("nn.Conv2d(4, 8, 3", "this parenthesis is not closed", "("),
        ("nn.Conv2d(4, 8, =3)", "the arguments of Conv2d are not understood", "4, 8, =3"),
        ("nn.MaxPool2d(2, return_indices=True)", "'return_indices' changes what MaxPool2d does", "True"),
        ("nn.Flatten(2)", "'start_dim' changes what Flatten does; write start_dim=1, or leave it out", "2"),
        ("nn.Upsample()", "Upsample needs one of size and scale_factor", "nn.Upsample"),
        ("nn.Dropout(1.5)", "p is 1.5, but a probability is needed", "nn.Dropout"),
        ("nn.Conv2d(4, 99999999999, 3)", "out_channels is too large; write at most 1,000,000,000", "99999999999"),
        ("nn.Conv2d(4, 8, 0)", "kernel_size is 0; write 1 or more", "0"),
        ("nn.Conv2d(4, 8, -3)", "kernel_size is -3; write 1 or more", "-3"),
        ("SqueezeExcitation(4, 2, activation=nn.Foo)", "activation is 'Foo'; write one of ReLU, SiLU", "nn.Foo"),
        (
            "nn.Upsample(scale_factor=(2, 2, 2))",
            "scale_factor has 3 numbers, and the map has 2; write one",
            "nn.Upsample",
        ),
        ("LayerNorm2d()", "LayerNorm2d needs 'num_channels'", ")"),
        ("nn.Conv2d(4, 8, 2.5)", "kernel_size is 2.5; write a whole number", "2.5"),
        ("nn.Conv2d(4,\n  n,\n  3)", "out_channels is 'n', which is no value", "n,"),
        ("nn.Conv2d(4, None, 3)", "out_channels is None; write a number", "None"),
        ("nn.Conv2d(4, 8, True)", "kernel_size is True; write a number", "True"),
        ("nn.Conv2d(4, 8, 3, bias='no')", "bias is 'no'; write True or False", "'no'"),
        ("nn.Conv2d(4, (8, 8), 3)", "out_channels is (8, 8); write one number", "(8, 8)"),
        ("nn.Dropout((0.5, 0.5))", "p is (0.5, 0.5); write one number", "(0.5"),
        ("nn.Dropout({})", "p is {}; write a number", "{}"),
        ("nn.Conv2d(4, 8, 3, stride=None)", "stride is None; write a number", "None"),
        ("nn.Conv2d(4, 9**9**9, 3)", "out_channels is '9 ** 9 ** 9', which is no value", "9**9"),
        ("conv(8, 3)", "'conv' is a word, which takes no parentheses; write", "conv"),
        ("relu(banana)", "inplace is 'banana', which is no value; write True or False", "banana"),
        ("nn.ReLU(True, 3)", "ReLU has 2 arguments; write at most 1: inplace", "3"),
        ("nn.ReLU(eps=3)", "ReLU has no 'eps'; write inplace", "eps"),
        ("nn.ReLU(device=gpu)", "ReLU has no 'device'", "device"),
        ("nn.Tanh(4)", "Tanh has 1 arguments; write none", "4"),
        ("nn.BatchNorm2d(4, banana)", "eps is 'banana', which is no value; write the number itself", "banana"),
        ("nn.BatchNorm(4)", "'BatchNorm' is a word, which takes no parentheses", "nn.BatchNorm"),
        ("nn.GELU('banana')", "approximate is 'banana'; write 'none' or 'tanh'", "'banana'"),
        ("nn.AvgPool2d(2, divisor_override=0.5j)", "divisor_override is 0.5j; write a number", "0.5j"),
        ("nn.MaxPool2d(2, padding='same')", "padding is 'same'; write a number", "'same'"),
        (
            "nn.ConvTranspose2d(4, 8, 3, padding_mode='reflect')",
            "padding_mode is 'reflect'; write 'zeros'",
            "'reflect'",
        ),
        ("nn.Upsample(scale_factor=2, mode='cubic')", "mode is 'cubic'; write 'nearest', 'linear',", "'cubic'"),
        ("nn.Softmax(dim=4)", "dim is 4, but 4x16x16 and the batch have 4 axes", "nn.Softmax"),
        ("sequential banana(relu)", "'banana' stands before a parenthesis; write a comma between", "banana"),
        ("nn.Sequential(relu | relu)", "layers in a row are parted by commas", "nn.Sequential"),
        ("nn.LSTM(4, 8)", "there is no layer 'LSTM'; a module of your own may have it", "nn.LSTM"),
    ],
)
def test_a_mistake_in_a_call_is_told_with_its_place(call: str, says: str, place: str) -> None:
    with pytest.raises(UsageError) as error:
        notation.layers(f"relu, {call}", SHAPE)
    assert says in str(error.value)
    text, mark = error.value.marked.split("\n")
    assert text[mark.index("^") :].startswith(place)


@pytest.mark.parametrize("kind", sorted({*KINDS.values()} - {"Identity"}))
def test_the_arguments_of_a_call_are_those_of_the_module(kind: str) -> None:
    module = getattr(nn, kind, None)
    if module is None:
        assert kind in {"LayerNorm1d", "LayerNorm2d", "LayerNorm3d", "SqueezeExcitation", "StochasticDepth"}
        return
    found = signature(module).parameters
    taken = [name for name, one in found.items() if one.kind is Parameter.POSITIONAL_OR_KEYWORD]
    assert [*(signature_of(kind) or ()), *by_name(kind)] == [name for name in taken if name not in OLD_NAMES]


@pytest.mark.parametrize("call", CALLS)
def test_an_argument_that_no_module_has_is_refused_where_it_stands(call: str) -> None:
    behind = call.replace("()", "(banana=1)") if "()" in call else call.removesuffix(")") + ", banana=1)"
    with pytest.raises(UsageError, match="has no 'banana'") as error:
        notation.layers(f"flatten, {behind}" if "Unflatten" in call else behind, SHAPE)
    text, mark = error.value.marked.split("\n")
    assert text[mark.index("^") :].startswith("banana=1")


def test_numbers_and_truths_that_change_no_table_are_read() -> None:
    line = "Dropout(0), LeakyReLU(-1), BatchNorm2d(4, momentum=None), Conv2d(4, 8, 3, device=gpu, dtype=torch.half)"
    assert notation.layers(line, SHAPE) == (Dropout(0.0), LeakyReLU(-1.0), BatchNorm2d(4), Conv2d(4, 8, 3))


def test_what_calls_make_is_confirmed() -> None:
    layers = notation.layers("nn.Conv2d(4, 8, 4, padding='same'), SqueezeExcitation(8, 2, activation=nn.SiLU)", SHAPE)
    rows = explained(Network(SHAPE, layers))
    assert [(row.output_shape, row.parameters, row.macs) for row in rows] == [
        (one.output_shape, one.parameters, one.macs) for one in oracle.measured(layers, SHAPE)
    ]
