"""The example of docs/plugins.md is built, installed and used through the command line; the page quotes its files."""

from __future__ import annotations

import json
import re
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from quizgen.audit.samples import HOSTILE, items
from quizgen.model import KINDS

Install = Callable[..., Path]
Run = Callable[..., subprocess.CompletedProcess[str]]
ROOT = Path(__file__).parents[2]
EXAMPLE = ROOT / "docs" / "example-plugin"
PAGE = (ROOT / "docs" / "plugins.md").read_text(encoding="utf-8")
QUOTES = re.findall(r"^`([^`\n]+)`:\n\n```\w+\n(.*?)^```$", PAGE, re.DOTALL | re.MULTILINE)
WRITE = """
import sys
from pathlib import Path
from quizgen import catalog
from quizgen.audit.samples import HOSTILE, items
from quizgen.formats.protocol import Options
from quizgen.model import Form
form = Form(HOSTILE, "1", items())
(file,) = catalog.formats()["cards"].write([form], Options("sample"))
Path(sys.argv[1]).write_bytes(b"".join(file.chunks))
"""


@pytest.fixture(scope="module")
def site(install: Install, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return install(EXAMPLE, tmp_path_factory.mktemp("example"))


@pytest.mark.parametrize(("file", "block"), QUOTES, ids=[f"{n} {file}" for n, (file, _) in enumerate(QUOTES)])
def test_a_block_of_the_page_stands_in_the_example(file: str, block: str) -> None:
    assert block in (EXAMPLE / file).read_text(encoding="utf-8")


def test_every_block_of_the_page_says_which_file_it_is_from_or_is_commands() -> None:
    assert len(QUOTES) >= 12
    assert PAGE.count("```") == 2 * len(QUOTES) + 2 * len(re.findall(r"^```\n(?:quizgen|pip) ", PAGE, re.MULTILINE))


@pytest.mark.slow
def test_the_family_and_the_items_are_listed_by_their_topic(quizgen: Run, site: Path, tmp_path: Path) -> None:
    found = quizgen("families", "--json", cwd=tmp_path, site=site)
    assert found.returncode == 0, found.stderr
    assert found.stderr == ""
    entries = {entry["family"]: entry for entry in json.loads(found.stdout)}
    assert [entries[name]["topic"] for name in ("patch-rows", "patches-items")] == ["vision-transformers"] * 2
    assert min(entries["patch-rows"]["levels"].values()) >= 60


@pytest.mark.slow
@pytest.mark.parametrize("names", [("patch-rows", "patches-items", "cards"), ()])
def test_the_check_passes_by_name_and_in_the_plugins_folder(
    quizgen: Run, site: Path, tmp_path: Path, names: tuple[str, ...]
) -> None:
    found = quizgen("check", *names, "-n", 30, "--jobs", 1, cwd=tmp_path if names else EXAMPLE, site=site)
    assert found.returncode == 0, found.stdout + found.stderr
    for name in ("patch-rows", "patches-items", "format cards"):
        assert name in found.stdout
    assert "conv-output-size" not in found.stdout


@pytest.mark.slow
def test_items_are_written_in_its_format_and_name_its_concepts(quizgen: Run, site: Path, tmp_path: Path) -> None:
    sources = ("patch-rows", "patches-items", "pooling-concepts", "conv-output-size")
    wanted = ("generate", *sources, "-n", 60, "--seed", 1, "--format", "cards,json", "-o", "out")
    found = quizgen(*wanted, cwd=tmp_path, site=site)
    assert found.returncode == 0, found.stderr
    head, cards = _cards((tmp_path / "out" / "items.txt").read_text(encoding="utf-8"))
    assert head == ["#separator:tab", "#html:true", "#tags column:3"]
    asked = json.loads((tmp_path / "out" / "items.json").read_text(encoding="utf-8"))["items"]
    assert len(cards) == len(asked) == 60
    assert {item["kind"] for item in asked} >= {"choice", "multiple", "numerical", "matching", "ordering"}
    assert {"patches-and-attention", "patches-and-pixels"} <= set(_concepts(asked))


@pytest.mark.slow
def test_a_card_of_every_kind_stands_on_one_line_and_its_words_mark_nothing(
    python: Run, site: Path, tmp_path: Path
) -> None:
    written = python("-c", WRITE, tmp_path / "cards.txt", cwd=tmp_path, site=site)
    assert written.returncode == 0, written.stderr
    text = (tmp_path / "cards.txt").read_text(encoding="utf-8")
    _, cards = _cards(text)
    assert len(cards) == len(items()) == len(KINDS)
    for front, back, tags in cards:
        assert "&lt;b&gt;&amp;amp; " in front
        assert "<b>&amp;" not in front + back
        assert tags == "samples sample easy a-tag"
    assert HOSTILE not in text


def _cards(text: str) -> tuple[list[str], list[list[str]]]:
    lines = text.removesuffix("\n").split("\n")
    cards = [line.split("\t") for line in lines[3:]]
    assert {len(card) for card in cards} == {3}
    return lines[:3], cards


def _concepts(found: object) -> list[str]:
    """Every concept in a JSON document."""
    if isinstance(found, dict):
        own = [found["concept"]] if isinstance(found.get("concept"), str) else []
        return own + [name for value in found.values() for name in _concepts(value)]
    return [name for value in found for name in _concepts(value)] if isinstance(found, list) else []
