"""Commands that pages, templates and messages name are there, with the options that they give."""

from __future__ import annotations

import re
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import click
import pytest

from quizgen.cli import main
from quizgen.cli.exam import WAYS

ROOT = Path(__file__).parent.parent.parent
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").rglob("*.md"))]
WRITTEN = sorted(path for path in (ROOT / "templates").rglob("*") if path.suffix in (".md", ".toml", ".py", ".yml"))
CODE = sorted((ROOT / "quizgen" / "cli").rglob("*.py"))
INLINE = re.compile(r"`quizgen ([a-z][^`]*)`")
LINE = re.compile(r"^ *(?:\$ )?quizgen ([a-z][^\n#|>;`]*)", re.MULTILINE)
QUOTED = re.compile(r"""["'`]quizgen ([a-z][^`"'#|>;)]*)["'`]|^# +quizgen ([a-z][^#|>;\n]*)""", re.MULTILINE)
IN_CODE = re.compile(r"""'quizgen ([a-z][^'"]*)'|(?:\\n  |Example: )quizgen ([a-z][^"#|>;\\]*)""")
FENCED = re.compile(r"^```\w*\n(.*?)^```", re.DOTALL | re.MULTILINE)
OPTION = re.compile(r"(?<![\w-])(--?[a-z][a-z-]*)(?![\w])")


def told(path: Path) -> Iterator[str]:
    """What stands behind ``quizgen`` in code or in quotes."""
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".md":
        yield from INLINE.findall(FENCED.sub("", text))
        yield from LINE.findall("".join(FENCED.findall(text)))
    else:
        yield from (first or second for first, second in (IN_CODE if path in CODE else QUOTED).findall(text))


def fault(said: str) -> str:
    """What of it there is not."""
    found: click.Command = main
    words = said.split()
    while isinstance(found, click.Group) and words:
        inner = found.get_command(click.Context(found), words[0])
        if inner is None:
            return words[0]
        found, words = inner, words[1:]
    if words and words[0] in getattr(found, "_ways", ()):
        found = import_module(f"quizgen.cli.{found.name}_{words[0]}").command
    known = {name for one in found.get_params(click.Context(found)) for name in (*one.opts, *one.secondary_opts)}
    return next((one for one in OPTION.findall(" ".join(words)) if one not in known), "")


@pytest.mark.parametrize("path", [*PAGES, *WRITTEN, *CODE], ids=lambda path: str(path.relative_to(ROOT)))
def test_each_command_has_its_options(path: Path) -> None:
    assert [said for said in told(path) if fault(said)] == []


def test_commands_are_found_and_faults_in_them() -> None:
    assert sum(1 for path in PAGES for _ in told(path)) > 150
    assert sum(1 for path in WRITTEN for _ in told(path)) > 3
    assert sum(1 for path in CODE for _ in told(path)) > 50
    assert fault("show conv-macs --format json") == "--format"
    assert fault("shew conv-macs") == "shew"
    assert all(fault(f"exam {way} --roster") for way in WAYS)
    assert not fault("exam midterm --roster students.csv -o out")
