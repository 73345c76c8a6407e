"""The pages on learning platforms name formats and files that there are."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import pytest

from quizgen import catalog

PAGES = sorted((Path(__file__).parent.parent / "docs" / "lms").glob("*.md"))
PLATFORMS = {"blackboard", "brightspace", "canvas", "ilias", "moodle", "openolat"}
_LINK = re.compile(r"\]\(([^)#:]+)\)")


def commands(page: Path) -> Iterator[list[str]]:
    """What is typed, as words."""
    fenced = page.read_text("utf-8").split("```")[1::2]
    return (shlex.split(line, comments=True) for block in fenced for line in block.split("\n") if line.strip())


def test_each_platform_has_a_page_to_which_the_overview_leads() -> None:
    assert {page.stem for page in PAGES} == {"README", *PLATFORMS}
    overview = (PAGES[0].parent / "README.md").read_text("utf-8")
    assert all(f"]({name}.md)" in overview for name in PLATFORMS)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_links_lead_to_files(page: Path) -> None:
    assert [link for link in _LINK.findall(page.read_text("utf-8")) if not (page.parent / link).exists()] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_commands_name_formats_and_the_ends_of_their_files(page: Path) -> None:
    known = catalog.formats()
    found = list(commands(page))
    assert found
    for words in found:
        assert words[0] == "quizgen"
        assert words[1] in {"generate", "exam"}
        fmt, output = words[words.index("--format") + 1], words[words.index("-o") + 1]
        assert fmt in known
        assert "--seed" in words or page.stem == "README"
        assert words[1] == "exam" or output.endswith(known[fmt].suffix)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_what_is_called_a_format_is_one(page: Path) -> None:
    first = re.findall(r"^Write `([\w-]+)`|^\| `([\w-]+)`", page.read_text("utf-8"), re.MULTILINE)
    assert all(one or other in {*catalog.formats(), "pdf"} for one, other in first)
