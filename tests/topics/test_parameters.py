"""What makes the levels of the topic ``parameters`` differ, and what their items show."""

from __future__ import annotations

from itertools import islice

import pytest

from quizgen import catalog
from quizgen.asking.family import Family
from quizgen.asking.source import Source
from quizgen.audit.realism import realism
from quizgen.model import LEVELS, Level, Question
from quizgen.text.terminal import TERMINAL

TOPIC = [source for source in catalog.families() if source.topic == "parameters"]


def _family(name: str) -> Source:
    (found,) = catalog.select([name])
    return found


def _drawn(name: str, level: Level) -> list[Question]:
    family = _family(name)
    return list(islice(family.draw(level, family.usual(level), "levels"), 40))


def _points(name: str, level: Level) -> set[tuple[str, ...]]:
    family = _family(name)
    assert isinstance(family, Family)
    return {part.shape for part in family.levels[level].parts}


@pytest.mark.parametrize("source", TOPIC, ids=lambda source: str(source.id))
def test_enough_layers_are_those_of_published_networks(source: Source) -> None:
    for level in LEVELS:
        found = realism(source, level, source.usual(level))
        assert found is None or not list(found.faults(level))


@pytest.mark.parametrize("name", ["conv-parameters", "which-conv-parameters"])
def test_a_hard_stem_leaves_some_biases_to_the_defaults(name: str) -> None:
    assert any("bias" not in question.stem.template.format(**question.stem.values) for question in _drawn(name, "hard"))


def test_a_hard_reduction_is_a_layer_of_a_dense_block_and_not_another_bias() -> None:
    assert _points("bottleneck-parameters", "hard") == {("dense",)}


def test_a_layer_of_a_dense_block_reads_what_all_layers_before_it_have_added() -> None:
    for question in _drawn("bottleneck-parameters", "hard"):
        layers, given = question.params["layers"], question.stem.values
        before = int(str(given["place"])) - 1
        assert layers[0]["in_channels"] == int(str(given["in_channels"])) + before * layers[1]["out_channels"]


def test_a_hard_grouped_convolution_stands_between_two_without_groups() -> None:
    for question in _drawn("grouped-conv-parameters", "hard"):
        groups = [layer["groups"] for layer in question.params["layers"]]
        assert groups[0] == groups[2] == 1 < groups[1]


@pytest.mark.parametrize("name", ["bottleneck-saving", "depthwise-separable-saving"])
def test_biases_are_saved_too_at_the_hard_level_alone(name: str) -> None:
    for level in LEVELS:
        for question in _drawn(name, level):
            layers = [layer for network in question.params["networks"].values() for layer in network]
            assert {layer["bias"] for layer in layers} == {level == "hard"}


def test_a_hard_stack_changes_the_number_of_channels() -> None:
    for question in _drawn("stacked-vs-large-kernel-parameters", "hard"):
        first = question.params["networks"]["a"][0]
        assert first["in_channels"] < first["out_channels"]


def test_no_feedback_speaks_of_a_shift_where_batch_normalisation_has_none() -> None:
    for level in LEVELS:
        for question in islice(_family("batch-norm-parameters").draw(level, "numerical", "shift"), 60):
            if "affine=False" in TERMINAL.text(question.stem):
                said = [TERMINAL.text(one.slip.feedback) for one in question.options if one.slip]
                assert not any("the shift of" in words for words in said)
