"""Any line of layers is a table that real layers confirm, or one sentence; questions about it are verified or none."""

from __future__ import annotations

import subprocess
import sys
import time

import pytest

from quizgen import of_network
from quizgen.architectures import notation
from quizgen.architectures.reader import input_shape, parse
from quizgen.blueprint import draw
from quizgen.errors import UsageError
from quizgen.explaining import FORMATS, by_formula
from quizgen.layers import Conv2d, Network, Parallel
from quizgen.space import Dice

USUAL = ("0", "1", "2", "3", "5", "7", "8", "64")
HOSTILE = (*USUAL, "1000", "99999", "100000", "100001", "1000000000", "1000000000000", "9" * 5000)
INPUTS = ("3x32x32", "1x1x1", "8x7x1", "64x224x224", "3x100000x100000")
LINES = 400
MOSTLY = (*notation.WORDS, *(word for word in ("conv", "maxpool", "avgpool", "deconv", "linear") for _ in range(4)))
"""Words that options belong to come more often."""
NUMBERED = (
    "gn",
    "adaptive",
    "adaptivemax",
    "pad",
    "upsample",
    "shuffle",
    "pixelshuffle",
    "pixelunshuffle",
    "se",
    "prelu",
)


def line(dice: Dice) -> str:
    """Some layers whose options may stand there, with usual numbers or with any."""
    pool = HOSTILE if dice.below(3) == 0 else USUAL
    words = [MOSTLY[dice.below(len(MOSTLY))] for _ in range(1 + dice.below(6))]
    return ", ".join(" ".join([word, *options(word, pool, dice)]) for word in words)


def options(word: str, pool: tuple[str, ...], dice: Dice) -> list[str]:
    def number() -> str:
        return pool[dice.below(len(pool))]

    found = [f"{number()}->{number()}" if dice.below(4) == 0 else number()] if word in CHANNELS else []
    for option in notation.WORDS[word]:
        if len(option) > 2:
            found += [option] * (dice.below(9) == 0)
        elif option == "k" or dice.below(3) == 0:
            found.append(f"{option}{number()}" + (f"x{number()}" if dice.below(4) == 0 else ""))
    return ([f"{'-' * (word == 'pad')}{number()}"] if word in NUMBERED else []) + found


CHANNELS = ("conv", "deconv", "linear")


def test_a_line_of_layers_is_explained_as_torch_has_it_or_refused_in_one_sentence() -> None:
    explained = items = 0
    for number in range(LINES):
        dice = Dice("line", number)
        text, shape = line(dice), input_shape(INPUTS[dice.below(len(INPUTS))], "--input")
        try:
            network = Network(shape, notation.layers(text, shape))
            table = by_formula(network, "the network")
            assert all(form(table) for form in FORMATS.values())
            explained += 1
            families = of_network.families(network, "the network")
        except UsageError:
            continue
        items += sum(len(list(draw(one, level, one.kinds[0], "1"))) for one in families for level in one.levels)
    assert explained > LINES // 5
    assert items > LINES // 40


@pytest.mark.parametrize(
    ("text", "shape", "says"),
    [
        ("gap, in", "3x8x8", "layer 2 (in): InstanceNorm2d takes statistics over one number where 3x1x1 arrives"),
        ("gap, gn 3", "3x8x8", "layer 2 (gn 3): GroupNorm takes statistics over one number"),
        ("adaptive 2147483648", "3x8x8", "'2147483648' is too large; write at most 100,000"),
        ("adaptive 100000", "3x7x7", "has 100,000 units that see the input in different ways"),
        ("conv 3->1000000000000 k3", "3x8x8", "'1000000000000' is too large; write at most 1,000,000,000"),
        ("conv 3->0 k3", "3x8x8", "'0' is zero; write 1 or more"),
        (f"conv 8 k{'9' * 5000}", "3x8x8", "is too large; write at most 100,000"),
        (f"conv {'9' * 5000} k3", "3x8x8", "is too large; write at most 1,000,000,000"),
        (f"gn {'9' * 5000}", "3x8x8", "is too large"),
        (f"pad -{'9' * 5000}", "3x8x8", "is too large"),
        ("conv 16000 k1, conv 16000 k1", "3x99999x99999", "operations are too many; make it smaller"),
        ("pad 99999, conv 100000 k1", "3x8x8", "numbers; make it smaller"),
        ("deconv 3->9999999 k2", "3x64x64", "layer 1 (deconv 3->9999999 k2): an output of 9999999x65x65 has more than"),
        ("conv 1->1000001 k1", "1x8x8", "has more than 1,000,000 channels; take fewer"),
        ("deconv 8 k9 s1000, deconv 8 k9 s1000", "3x8x8", "has 1,000,000 units that see the input in different ways"),
        (", ".join(["conv 3 k1 s100000"] * 9), "3x8x8", "positions apart; take smaller strides"),
        (", ".join(["relu"] * 1001), "3x8x8", "the line has 1,001 layers; write at most 1,000"),
    ],
)
def test_numbers_that_nobody_means_are_refused_with_what_would_do(text: str, shape: str, says: str) -> None:
    begun = time.process_time()
    size = input_shape(shape, "--input")
    with pytest.raises(UsageError) as error:
        by_formula(Network(size, notation.layers(text, size)), "the network")
    assert says in str(error.value)
    assert time.process_time() - begun < 5


HEAVY = {
    "conv 3->99999999 k3": "layer 1 (conv 3->99999999 k3): 299,999,997 kernels of 3x3 have",
    "conv 3->100000 k3, conv 100000->100000 k3": "layer 2",
    "conv 3->1000000000 k1, conv 1000000000->1000000000 k1 g1000000000": "layer 1",
    "conv 3->10000 k3, conv 10000->10000 k3": "layer 2",
    "conv 64 k99999x99 p99999": "layer 1",
    "conv 16384 k1, conv 16385 k1": "layer 2",
    "deconv 16384 k1, deconv 16385 k1": "layer 2",
}
REAL = (
    ("conv 512->4096 k7, conv 4096->4096 k1, conv 4096->1000 k1", "512x7x7"),
    ("conv 16384->16384 k1, bn, deconv 16384->16384 k1", "16384x7x7"),
    ("conv 1->1000000 k1, bn, in, gn 1000000, maxpool k2, flatten, linear 1000", "1x8x8"),
)
PEAK = """
import sys
from quizgen.architectures import notation
from quizgen.architectures.reader import input_shape
from quizgen.explaining import by_formula
from quizgen.layers import Network

for text, size in zip(sys.argv[1::2], sys.argv[2::2]):
    shape = input_shape(size, "--input")
    by_formula(Network(shape, notation.layers(text, shape)), "the network")
print(*(line.split()[1] for line in open("/proc/self/status") if line.startswith("VmHWM")))
"""


@pytest.mark.parametrize("text", HEAVY)
def test_more_weights_than_any_network_has_are_refused_with_the_layer(text: str) -> None:
    with pytest.raises(UsageError) as error:
        notation.layers(text, (3, 64, 64))
    assert str(error.value).startswith(HEAVY[text])
    assert str(error.value).endswith("more than 268,435,456 weights; make it smaller")


def test_branches_with_more_channels_than_any_map_has_are_refused() -> None:
    branch = (Conv2d(1, 600_000, 1),)
    with pytest.raises(UsageError, match="an output of 1200000x8x8 has more than 1,000,000 channels; take fewer"):
        by_formula(Network((1, 8, 8), (Parallel((branch, branch)),)), "the network")


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
def test_layers_as_large_as_any_take_no_memory() -> None:
    """Their weights have up to a GB: they are checked against real layers all the same."""
    arguments = [word for pair in REAL for word in pair]
    done = subprocess.run([sys.executable, "-c", PEAK, *arguments], check=True, capture_output=True, text=True)
    assert int(done.stdout) < 350_000


@pytest.mark.parametrize("text", ["100001x8x8", f"3x8x{'9' * 5000}"])
def test_an_input_larger_than_any_is_refused(text: str) -> None:
    with pytest.raises(UsageError, match="is too large an input; each number is at most 100,000"):
        input_shape(text, "--input")


HEAD = 'title = "T"\ninput = "3x8x8"\n'
BLOCK = '[blocks.b]\narguments = ["a"]\nlayers = []'
CHAIN = "".join(f'[blocks.b{n}]\nlayers = ["x: b{n + 1}", "y: b{n + 1}"]\n' for n in range(40))
NESTED = "".join(f'[blocks.b{n}]\nlayers = ["x: b{n + 1}"]\n' for n in range(400)) + "[blocks.b400]\nlayers = []\n"
FROM_WITHIN = ", ".join(f'"l{n}: b{n}"' for n in range(400, 360, -1))
"""Each block is known already when the next one is built of it."""


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ('layers = ["c1..999999999: relu"]', "'1..999999999' is too much; write numbers up to 9999"),
        ('layers = ["c1..9999: relu"]', "the network has more than 5,000 layers; write fewer"),
        (f'layers = ["x: b0"]\n{CHAIN}[blocks.b40]\nlayers = ["r: relu"]', "nested more than 30 deep; write fewer"),
        (f'layers = ["x: b15"]\n{CHAIN}[blocks.b40]\nlayers = []', "the network has more than 5,000 layers"),
        (f'layers = ["x: b0"]\n{NESTED}', "nested more than 30 deep; write fewer"),
        (f"layers = [{FROM_WITHIN}]\n{NESTED}", "nested more than 30 deep; write fewer"),
        (f'layers = ["c: relu{", relu" * 900}"]', "the line has 5,407 characters; write at most 2,000"),
        (f'layers = ["{"c" * 300}: relu"]', "has 300 characters; write at most 200"),
        (f'layers = ["x: b {"a" * 41}"]\n{BLOCK}', "is too long; write at most 40 characters"),
        (f"layers = {'[' * 900}{']' * 900}", "nested more than 40 deep"),
        (f"layers = {'{body = [' * 30}{']}' * 30}", "nested more than 40 deep"),
        (f"[{'a.' * 90_000}a]", "nested more than 40 deep"),
        (f"{'a . ' * 90_000}a = 1", "nested more than 40 deep"),
        (f"layers = {{{'a.' * 90_000}a = 1}}", "nested more than 40 deep"),
    ],
)
def test_a_file_that_would_grow_without_end_is_refused(text: str, says: str) -> None:
    begun = time.process_time()
    with pytest.raises(UsageError) as error:
        parse(HEAD + text, "net.toml")
    assert says in str(error.value)
    assert time.process_time() - begun < 5
