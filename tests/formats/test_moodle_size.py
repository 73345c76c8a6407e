"""How many questions PHP takes in a file, as the README says."""

from __future__ import annotations

import re
from itertools import islice
from pathlib import Path

import pytest

from quizgen import catalog
from quizgen.blueprint import draw
from quizgen.formats.moodle.format import FORMAT
from quizgen.formats.protocol import Options
from quizgen.model import Form, Kind, Level

README = " ".join((Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8").split())
UPLOAD = 2 * 1024**2
NUMBER = 30


def fitting(family: str, level: Level, kind: Kind) -> float:
    """How many questions fit into what PHP takes unless told otherwise."""
    (source,) = (one for one in catalog.named(family) if one.id == family)
    items = tuple(islice(draw(source, level, kind, "size"), NUMBER))
    form = Form(name="", title="Size", seed="1", items=items)
    written = sum(len(chunk) for file in FORMAT.write([form], Options(stem="size")) for chunk in file.chunks)
    return UPLOAD / (written / len(items))


@pytest.mark.parametrize(
    ("family", "level", "kind", "words"),
    [
        ("conv-relu-pool-map", "hard", "parts", r"(\d+) questions of `conv-relu-pool-map` hard"),
        ("conv-output-size", "easy", "choice", r"(\d+) easy choices of `conv-output-size`"),
    ],
)
def test_the_readme_says_how_many_of_the_heaviest_and_of_the_lightest_fit(
    family: str, level: Level, kind: Kind, words: str
) -> None:
    said = re.search(words, README)
    assert said
    assert int(said[1]) == pytest.approx(fitting(family, level, kind), rel=0.06)


def test_files_split_as_the_readme_says_fit_even_of_the_heaviest() -> None:
    said = re.search(r"`--split (\d+)` writes at most \1 questions a file", README)
    assert said
    assert int(said[1]) <= fitting("conv-relu-pool-map", "hard", "parts")
