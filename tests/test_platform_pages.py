"""The pages on learning platforms name formats and files that there are."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import pytest

from quizgen import catalog

PAGES = sorted((Path(__file__).parent.parent / "docs" / "lms").glob("*.md"))
PLATFORMS = ("blackboard", "brightspace", "canvas", "ilias", "moodle", "openolat")
_LINK = re.compile(r"\]\(([^)#:]+)\)")


def commands(page: Path) -> Iterator[list[str]]:
    """What is typed to make a file, as words."""
    fenced = page.read_text("utf-8").split("```")[1::2]
    lines = (shlex.split(line, comments=True) for block in fenced for line in block.split("\n") if "quizgen " in line)
    return (words for words in lines if words[:1] == ["quizgen"] and words[1] in {"generate", "exam"})


def test_each_platform_has_a_page_to_which_the_overview_leads() -> None:
    there = {page.stem for page in PAGES}
    assert there >= {"README", *PLATFORMS}
    overview = (PAGES[0].parent / "README.md").read_text("utf-8")
    assert [name for name in sorted(there - {"README"}) if f"]({name}.md)" not in overview] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_links_lead_to_files(page: Path) -> None:
    assert [link for link in _LINK.findall(page.read_text("utf-8")) if not (page.parent / link).exists()] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_commands_name_formats_and_the_ends_of_their_files(page: Path) -> None:
    known = catalog.formats()
    found = list(commands(page))
    assert found
    for words in found:
        output = words[words.index("-o") + 1]
        fmt = words[words.index("--format") + 1] if "--format" in words else ""
        assert fmt in {*known, ""}
        ends = (known[fmt].suffix,) if fmt in known else tuple(one.suffix for one in known.values())
        assert words[1] == "exam" or "." not in output or output.endswith(ends)


@pytest.mark.parametrize("name", PLATFORMS)
def test_what_is_called_a_format_is_one(name: str) -> None:
    page = (PAGES[0].parent / f"{name}.md").read_text("utf-8")
    found = re.findall(r"^Write `([\w-]+)`|^\| `([\w-]+)`|^\| \w+ \| `([\w-]+)`", page, re.MULTILINE)
    assert found
    assert [one for some in found for one in some if one and one not in catalog.formats()] == []
