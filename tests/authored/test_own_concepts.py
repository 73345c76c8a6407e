"""An author's own concepts, and a misconception of its own for each pair of a matching item."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from quizgen.audit.check import check_level
from quizgen.authored import Concepts
from quizgen.authored.reader import read
from quizgen.errors import UsageError
from quizgen.misconceptions.concepts import concepts
from quizgen.model import LEVELS

FILE = """
title = "Axes"
topic = "normalisation"
description = "Which axes of an output share a mean and a variance."

[[concept]]
id = "axes-of-norms"
name = "mixes up the axes of norms"
meaning = "Each normalisation averages over axes of its own."

[[item]]
id = "axes"
kind = "matching"
level = "easy"
covers = ["L714"]
stem = "Match each layer with what shares a mean."
explanation = "Batch normalisation shares over samples, layer normalisation over channels."
source = "Wu and He (2018), figure 2"
tags = []
"""
PAIR = """
[[item.pair]]
prompt = "`{layer}`"
answer = "{answer}"
misconception = "takes-{layer}-for-another"
concept = "axes-of-norms"
feedback = "{answer} belong to another layer."
"""
UNUSED = """[[concept]]
id = "idle"
name = "is never wrong"
meaning = "Nobody gets this wrong."

"""
PAIRS = (("batchnorm", "Samples"), ("layernorm", "Channels"), ("instancenorm", "Positions"))


def written(folder: Path, old: str = "", new: str = "") -> Path:
    text = FILE + "".join(PAIR.format(layer=layer, answer=answer) for layer, answer in PAIRS)
    path = folder / "axes.toml"
    path.write_text(text.replace(old, new) if old else text, encoding="utf-8")
    return path


def test_an_item_names_a_concept_of_its_file_in_each_pair(tmp_path: Path) -> None:
    (item,) = read(written(tmp_path)).items
    assert [slip.id for slip in item.slips] == [f"takes-{layer}-for-another" for layer, _ in PAIRS]
    assert {slip.concept.name for slip in item.slips} == {"mixes up the axes of norms"}


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("of its own.", "of its own. They differ.", r"concept\[1\]\.meaning: exactly one sentence is expected"),
        ("over axes", "over $a + * b$", r"concept\[1\]\.meaning: .* mend the text or the formula"),
        (
            "takes-layernorm",
            "takes-batchnorm",
            r"pair: two of them name the misconception 'takes-batchnorm-for-another'",
        ),
        (
            'id = "axes-of-norms"',
            'id = "axis-or-area"',
            r"concept\[1\]\.id: 'axis-or-area' is a concept that comes with",
        ),
        ('id = "axes-of-norms"', 'id = "axes-of"', "there is no concept 'axes-of-norms'"),
    ],
)
def test_what_is_not_right_is_named_with_its_place(tmp_path: Path, old: str, new: str, said: str) -> None:
    with pytest.raises(UsageError, match=said):
        read(written(tmp_path, old, new))


def test_a_file_that_names_claims_and_uses_its_concepts_passes(tmp_path: Path) -> None:
    assert all(check_level(Concepts(written(tmp_path)), level, None, panel=False).passed for level in LEVELS)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (
            'covers = ["L714"]',
            'covers = ["L714", "L99999"]',
            r"axes: the tutorial makes no claim L99999 \(covers\): name",
        ),
        (
            "[[item]]",
            UNUSED + "[[item]]",
            "no misconception is about the concept 'idle'; name it in one, or take it out",
        ),
        (
            "[[item]]",
            UNUSED.replace("idle", "axes-of", 1) + "[[item]]",
            "no misconception is about the concept 'axes-of'",
        ),
        ('name = "mixes', 'claim = "L99999"\nname = "mixes', "names the claim L99999, which is not the tutorial's"),
        ('name = "mixes up', 'name = "Mixes up', "is a few plain words in small letters"),
        (
            "share a mean and a variance.",
            "share.",
            "the description has 6 words of at least 8: write the file's description",
        ),
        (
            "Each normalisation averages over axes of its own.",
            "{taken}",
            "the concepts '.*' and 'axes-of-norms' have one meaning; make them one, or write another",
        ),
    ],
)
def test_what_a_file_says_beside_its_items_is_checked_too(tmp_path: Path, old: str, new: str, said: str) -> None:
    taken = next(iter(concepts().values())).meaning.template
    source = Concepts(written(tmp_path, old, new.replace("{taken}", taken)))
    report = check_level(source, "easy", None, panel=False)
    assert re.search(said, report.smallest)
