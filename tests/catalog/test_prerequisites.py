"""What should be met before what, and what is said of a file that is not as it should be."""

from __future__ import annotations

import pytest

from quizgen.asking.source import TOPICS
from quizgen.catalog import shipped_sources
from quizgen.catalog.prerequisites import prerequisites, read
from quizgen.errors import UsageError
from quizgen.reading.toml import parsed

ROOTS = {
    *("conv-value", "max-pool-value", "conv-output-size", "conv-parameters", "residual-value", "effective-kernel-size"),
    *(
        "dropout-scale",
        "l2-penalty",
        "augmentation-count",
        "early-stopping-epoch",
        "activation-slope",
        "batch-norm-value",
    ),
    *("convolution-basics-concepts", "activations-concepts", "regularisation-concepts", "dilation-basics-concepts"),
    *("batch-normalisation-basics-concepts", "exam-technique-concepts"),
}
"""With these anybody may begin."""


def behind(name: str) -> set[str]:
    """All that should be met before a kind, however far behind it."""
    found: set[str] = set()
    waiting = [name]
    known = {source.id: source for source in shipped_sources()}
    while waiting:
        new = {*prerequisites().of(known[waiting.pop()])} - found
        found |= new
        waiting += new & known.keys()
    return found


def test_every_kind_has_its_place() -> None:
    assert {source.id for source in shipped_sources() if not prerequisites().of(source)} == ROOTS


@pytest.mark.parametrize(
    ("first", "then"),
    [
        ("effective-kernel-size", "exponential-dilation-receptive-field"),
        ("conv-output-size", "chain-output-size"),
        ("conv-parameters", "conv-macs"),
        ("stack-receptive-field", "stack-jump"),
        ("conv-output-size", "network-table"),
        ("grouped-conv-parameters", "depthwise-separable-macs"),
        ("conv-output-size", "code-default-arguments"),
    ],
)
def test_simple_kinds_stand_behind_those_that_build_on_them(first: str, then: str) -> None:
    assert first in behind(then)
    assert then not in behind(first)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "after: this key is missing"),
        ("[after]\n\n[before]\n", "before: there is no such key"),
        (
            '[after]\nconv-macs = ["conv-output-sise"]',
            "no family, file of items or topic 'conv-output-sise'; did you mean ",
        ),
        ('[after]\n\nconv-mac = ["cost"]', "no family, file of items or topic 'conv-mac'; did you mean "),
        (
            "[after]\nconv-macs = 3",
            "after.conv-macs: a whole number stands where a text or a list of texts is expected",
        ),
        ('[after]\nconv-macs = ["cost", "cost"]', "after.conv-macs: 'cost' stands here twice; write it once"),
        ('[after]\nconv-macs = "conv-macs"', "after.conv-macs: 'conv-macs' stands here twice; write it once"),
        (
            '[after]\nconv-macs = "conv-flops"\nconv-flops = "conv-macs"',
            "conv-flops after conv-macs, conv-macs after conv-flops;",
        ),
        ('[after]\ncost = "activations"\nactivations = "conv-macs"', "these wait for each other: "),
        ('[after]\ncost = "dilation"\ndilation = "cost"', "these wait for each other: "),
    ],
)
def test_an_error_says_what_to_do_and_where(text: str, words: str) -> None:
    with pytest.raises(UsageError) as error:
        read(parsed(text, "prerequisites.toml"), shipped_sources())
    said = str(error.value)
    assert words in said
    assert said.startswith("prerequisites.toml: ")
    assert len(said) <= 300
    assert "(line " in said or not text


def test_the_line_of_a_circle_is_that_of_one_of_its_names() -> None:
    text = '[after]\nconv-flops = "conv-macs"\nconv-value = "im2col-size"\nim2col-size = "conv-value"\n'
    with pytest.raises(UsageError, match=r"\(line [34]\)"):
        read(parsed(text, "prerequisites.toml"), shipped_sources())


def test_topics_of_the_tutorial_are_known() -> None:
    text = "[after]\n" + "".join(f"{topic} = []\n" for topic in TOPICS)
    assert {*read(parsed(text, "prerequisites.toml"), shipped_sources()).after} == {*TOPICS}


def test_all_other_kinds_of_a_topic_can_come_after_one_of_them() -> None:
    found = read(parsed('[after]\ncost = "conv-macs"', "prerequisites.toml"), shipped_sources())
    behind = {source.id: found.of(source) for source in shipped_sources() if source.topic == "cost"}
    assert {name for name, names in behind.items() if not names} == {"conv-macs"}
