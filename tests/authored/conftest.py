"""A small file with an item of every kind, and the way to write a changed one."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from quizgen.authored import Concepts

HEAD = '''title = "Batch normalisation"
topic = "normalisation"
description = """What the layer does
in training and in evaluation."""
'''
OWN = """
[[concept]]
id = "own-idea"
name = "takes one layer for another"
meaning = "Dropout and batch normalisation do different things in evaluation."
"""
CHOICE = '''
[[item]]
id = "which-statistics"
kind = "choice"
level = "easy"
covers = ["L714", "L729"]
stem = """Which statistics does `BatchNorm2d` use
after `model.eval()`?"""
key = "The running averages"
explanation = "In evaluation $gamma*x_hat + beta$ uses the running averages."
source = "Ioffe and Szegedy (2015), section 3.1"
tags = ["inference"]
[[item.distractor]]
text = "Those of the batch"
misconception = "uses-the-batch"
concept = "norm-uses"
feedback = "The batch is what training uses."
[[item.distractor]]
text = "None"
misconception = "is-off"
concept = "own-idea"
feedback = "Dropout is off in evaluation, and batch normalisation is not."
[[item.distractor]]
text = "Zero and one"
misconception = "is-standardised"
concept = "norm-uses"
feedback = "The data need not be standardised."
[[item.distractor]]
text = "Those of the last batch"
misconception = "keeps-the-last"
concept = "norm-uses"
feedback = "The buffers hold an average over many batches."
'''
MULTIPLE = """
[[item]]
id = "what-is-learned"
kind = "multiple"
level = "easy"
covers = ["L709"]
stem = "Which of these are learned?"
key = ["The scale $gamma$", "The shift $beta$"]
explanation = "The buffers are updated without gradients."
source = "Ioffe and Szegedy (2015)"
[[item.distractor]]
text = "The running mean"
misconception = "buffers-are-learned"
concept = "norm-uses"
feedback = "Running statistics are buffers."
[[item.distractor]]
text = "The batch size"
misconception = "batch-size-is-learned"
concept = "norm-uses"
feedback = "The batch size is chosen."
"""
TRUE_FALSE = """
[[item]]
id = "layer-norm-and-batch"
kind = "true-false"
level = "easy"
covers = ["L733"]
stem = "True or false: `LayerNorm` depends on the batch size."
key = false
misconception = "needs-a-batch"
concept = "norm-uses"
feedback = "Each sample is normalised by itself."
explanation = "The statistics are those of one sample."
source = "Ba et al. (2016)"
"""
ORDERING = """
[[item]]
id = "steps"
kind = "ordering"
level = "medium"
covers = ["L756"]
stem = "In which order are these done?"
key = ["Take the mean.", "Take the variance.", "Normalise.", "Scale and shift."]
misconception = "scales-first"
concept = "norm-uses"
feedback = "The statistics come first."
explanation = "This is algorithm 1 of the paper."
source = "Ioffe and Szegedy (2015), algorithm 1"
"""
MATCHING = """
[[item]]
id = "axes"
kind = "matching"
level = "hard"
covers = ["L733"]
stem = "Match each layer with the axes of its statistics."
extra = ["Channels only"]
explanation = "Each is named after what its statistics belong to."
source = "Wu and He (2018), figure 2"
[[item.pair]]
prompt = "`BatchNorm2d`"
answer = "Samples, height and width"
misconception = "batch-norm-axes"
concept = "norm-axes"
feedback = "Each channel has its own."
[[item.pair]]
prompt = "`LayerNorm`"
answer = "Channels, height and width"
misconception = "layer-norm-axes"
concept = "norm-axes"
feedback = "Each sample has its own."
[[item.pair]]
prompt = "`InstanceNorm2d`"
answer = "Height and width"
misconception = "instance-norm-axes"
concept = "norm-axes"
feedback = "Each sample and channel has its own."
"""
WHOLE = HEAD + OWN + CHOICE + MULTIPLE + TRUE_FALSE + ORDERING + MATCHING
Write = Callable[..., Path]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Writes a file of authored items: the whole one, or what it is given."""

    def written(text: str = WHOLE, name: str = "normalisation.toml") -> Path:
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        return path

    return written


@pytest.fixture
def small(write: Write) -> Concepts:
    """The whole file as a source."""
    return Concepts(write())
