"""What can be written as it is made is not kept: memory does not grow with the number of items."""

from __future__ import annotations

import gc
import json
import subprocess
import sys
from collections.abc import Iterator
from io import BytesIO
from itertools import islice
from pathlib import Path

import pytest

from quizgen import catalog
from quizgen.blueprint import draw
from quizgen.cli import rendering
from quizgen.formats.protocol import Options, Streaming
from quizgen.jobs.recipe import Made, Recipe
from quizgen.model import Form, Item

MEASURE = """
import resource, sys
from quizgen.cli import main
try:
    main(sys.argv[1:])
finally:
    print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, file=sys.stderr)
"""


def living() -> int:
    return sum(type(one) is Item for one in gc.get_objects())


@pytest.mark.parametrize("name", ["json", "jsonl"])
def test_an_item_is_written_before_many_more_are_drawn_and_then_forgotten(name: str) -> None:
    (source,) = catalog.select(["conv-output-size"])
    drawn, most = 0, 0
    before = living()

    recipe = Recipe((name,), Options("x"))

    def items() -> Iterator[Made]:
        nonlocal drawn, most
        for question in islice(source.draw("easy", "choice", "1"), 300):
            drawn += 1
            if drawn % 100 == 0:
                most = max(most, living() - before)
            yield recipe.made(question)

    (file,) = rendering.files(Form("T", "1", ()), items(), recipe, BytesIO)
    assert drawn == 0
    chunks = iter(file.chunks)
    first = next(chunks)
    assert 0 < drawn < 50
    content = first + b"".join(chunks)
    assert drawn == 300
    assert most < 5
    lines = content.splitlines()
    assert len(lines) == 300 if name == "jsonl" else len(json.loads(content)["points"]) == 300


def test_a_form_has_the_same_bytes_whether_its_items_come_one_by_one_or_together() -> None:
    (source,) = catalog.select(["conv-output-size"])
    items = tuple(islice(draw(source, "easy", "choice", "1"), 5))
    streaming = [fmt for fmt in catalog.formats().values() if isinstance(fmt, Streaming)]
    assert {fmt.name for fmt in streaming} >= {"json", "jsonl", "moodle", "blackboard", "brightspace", "stack"}
    for fmt in streaming:
        pieces = (fmt.piece(item, Options("x")) for item in items)
        (one,) = fmt.joined(Form("T", "1", ()), pieces, Options("x"))
        (whole,) = fmt.write([Form("T", "1", items)], Options("x"))
        assert (one.name, b"".join(one.chunks)) == (whole.name, b"".join(whole.chunks))


def test_a_reader_of_standard_output_gets_lines_while_others_are_made() -> None:
    command = [sys.executable, "-m", "quizgen", "generate", "conv-output-size", "-n", "1000", "--format", "jsonl"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as process:
        assert process.stdout is not None
        assert json.loads(process.stdout.readline())["family"] == "conv-output-size"
        assert process.poll() is None
        process.kill()


def peak(tmp_path: Path, *arguments: str) -> float:
    """The most memory that a command had, in megabytes."""
    command = [sys.executable, "-c", MEASURE, *arguments, "-o", str(tmp_path / "x.jsonl")]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    return int(done.stderr.split()[-1]) / (1 << 20 if sys.platform == "darwin" else 1 << 10)


@pytest.mark.slow
def test_twenty_thousand_items_need_hardly_more_memory_than_two_thousand(tmp_path: Path) -> None:
    asked = ("generate", "all", "--seed", "1", "--jobs", "1", "-n")
    few, many = (peak(tmp_path, *asked, number) for number in ("2000", "20000"))
    assert many - few <= 60
