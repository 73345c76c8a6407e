"""Notebooks are run: the programs find the keys with real layers, and the quizzes are answered in Chromium."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import handmade
import handmade_parts
import pytest
from chromium import needed
from everything import ALL
from msgspec.structs import replace
from notebooks import written
from programs_run import computed, confirms, ran

from quizgen import catalog
from quizgen.formats.ipynb.programs import known, program
from quizgen.model import IN_WORDS, Form, Item
from quizgen.oracle import from_json

RUN = """
import sys
import nbformat
from nbclient import NotebookClient
notebook = nbformat.read(sys.argv[1], as_version=4)
NotebookClient(notebook, timeout=600, kernel_name="python3").execute()
nbformat.write(notebook, sys.argv[1])
"""

UNLIKE_A_TEACHER = re.compile(r", \)|\*\[|'")
"""A comma before a bracket, a list that is unpacked where it is written, other quotation marks than elsewhere."""


def executed(content: bytes, folder: Path) -> Any:
    """The notebook after Jupyter's own client has run all of its cells in a kernel."""
    path = folder / "run.ipynb"
    path.write_bytes(content)
    environment = {**os.environ, "IPYTHONDIR": str(folder), "JUPYTER_RUNTIME_DIR": str(folder), "OMP_NUM_THREADS": "1"}
    subprocess.run([sys.executable, "-W", "ignore", "-c", RUN, str(path)], check=True, env=environment)
    return json.loads(path.read_text(encoding="utf-8"))


def streamed(cell: Any) -> str:
    outputs = [output for output in cell["outputs"] if output["output_type"] == "stream"]
    assert {output["name"] for output in outputs} <= {"stdout"}, outputs
    return "".join("".join(output["text"]) for output in outputs)


def test_there_is_a_program_for_every_word_that_torch_answers_from_the_json() -> None:
    names = {name.removeprefix("which_") for name in known()}
    assert set(from_json.known()) <= names


def test_an_item_in_words_and_one_of_other_params_have_no_program() -> None:
    item = handmade.choice()
    assert program(replace(item.question, asks=IN_WORDS)) is None
    assert program(replace(item.question, asks="receptive_field", params={"net": 3})) is None


def test_code_is_what_a_teacher_would_write() -> None:
    family = next(source for source in catalog.sources() if source.id == "conv-output-size")
    question = next(iter(family.draw("hard", "numerical", "1")))
    lines = (program(question) or "").splitlines()
    assert lines[:4] == ["import torch", "from torch import nn", "", "net = nn.Sequential("]
    assert all("dilation=1" not in line and "groups" not in line and "bias=True" not in line for line in lines)
    assert lines[-1] == 'print("answer:", x.shape[-1])'


@pytest.mark.slow
def test_programs_of_every_family_find_the_key() -> None:
    for item in computed(number=3 if ALL else 1, seed="17"):
        code = program(item.question)
        assert code, item.id
        assert not UNLIKE_A_TEACHER.search(code), item.id
        confirms(item.question, ran(code))


@pytest.mark.slow
def test_jupyter_runs_a_notebook_of_every_family_and_finds_every_key(tmp_path: Path) -> None:
    items = {item.family: item for item in computed()}
    form = Form("All families", "1", tuple(items.values()))
    cells = executed(written(form), tmp_path)["cells"]
    programs = [cell for cell in cells if "hide-cell" in cell["metadata"].get("tags", ())]
    assert len(programs) == len(items) >= 60
    for item, cell in zip(items.values(), programs, strict=True):
        confirms(item.question, streamed(cell))


@pytest.fixture(scope="module")
def page(browser: Any) -> Any:
    return browser.new_context(offline=True).new_page()


def played(page: Any, item: Item, folder: Path) -> None:
    """Shows the quiz as jupyterquiz puts it into a page."""
    form = Form("Quiz", "1", (item,))
    notebook = json.loads(written(form))
    notebook["cells"] = [cell for cell in notebook["cells"] if "display_quiz" in "".join(cell["source"])]
    shown = [
        output["data"]
        for cell in executed(json.dumps(notebook).encode(), folder)["cells"]
        for output in cell["outputs"]
    ]
    body = "".join("".join(data.get("text/html", "")) for data in shown)
    script = "".join("".join(data.get("application/javascript", "")) for data in shown)
    page.set_content(f"<body>{body}</body>")
    page.add_script_tag(content=script)
    page.wait_for_selector(".Quiz")


def feedback(page: Any) -> str:
    return str(page.locator(".Feedback:visible").last.inner_text())


@pytest.mark.slow
@needed("answered in a notebook")
def test_jupyterquiz_asks_a_choice_and_says_what_a_mistake_was(page: Any, tmp_path: Path) -> None:
    played(page, handmade.choice(), tmp_path)
    page.locator("label", has_text="20,480").click()
    assert feedback(page) == "stride is larger than 1."
    page.locator("label", has_text="1,024").click()
    assert feedback(page) == "Correct."


@pytest.mark.slow
@needed("answered in a notebook")
def test_jupyterquiz_reads_numbers_and_shapes(page: Any, tmp_path: Path) -> None:
    played(page, handmade_parts.grid(), tmp_path)
    shape, number, *_ = page.locator("input.Input-text").all()
    for field, typed, said in (
        (shape, "16 x 14 x 14", "Correct."),
        (shape, "(16, 14, 14)", "Correct."),
        (shape, "3, 14, 14", "The layer has 16 filters; each gives a channel."),
        (shape, "16 x 14", "Not right. Try again."),
        (number, "448", "Correct."),
        (number, "432", "Each filter has a bias."),
        (number, "1", "Not right. Try again."),
    ):
        field.click()
        field.type(typed)
        field.press("Enter")
        told = field.locator("xpath=ancestor::div[contains(@class, 'Quiz')][1]//div[contains(@class, 'Feedback')]")
        assert told.inner_text() == said, typed


@pytest.mark.slow
@needed("answered in a notebook")
def test_jupyterquiz_takes_what_lies_within_the_tolerance(page: Any, tmp_path: Path) -> None:
    played(page, handmade_parts.several(), tmp_path)
    fields = page.locator("input.Input-text")
    for typed, right in (("9.5", True), ("11.5", True), ("21/2", True), ("9.49", False), ("11.51", False)):
        field = fields.last
        field.click()
        field.type(typed)
        field.press("Enter")
        assert feedback(page) == ("Correct." if right else "Not right. Try again."), typed
