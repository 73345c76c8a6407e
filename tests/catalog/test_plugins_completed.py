"""A shell completes the names of plug-ins, too, whatever their modules print or raise."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

from quizgen.cli import main

Plug = Callable[..., Path]
NOISY = "import sys\nprint('hello')\nprint('there', file=sys.stderr)\n"


def completed(line: str) -> list[str]:
    env = {"_QUIZGEN_COMPLETE": "bash_complete", "COMP_WORDS": line, "COMP_CWORD": str(line.count(" "))}
    result = CliRunner().invoke(main, env=env)
    assert result.stderr == ""
    return [word.removeprefix("plain,") for word in result.stdout.splitlines() if word.startswith("plain,")]


@pytest.mark.parametrize("text", [NOISY, "1 / 0", "import sys\nsys.exit(3)"])
def test_a_family_is_completed_by_the_name_of_its_module_which_is_not_imported(plug: Plug, text: str) -> None:
    plug(text)
    assert completed("quizgen generate new-s") == ["new-size"]
    assert completed("quizgen generate sizes") == ["sizes"]
    assert "theirs.sizes.new_size" not in sys.modules


def test_files_of_items_are_completed(plug: Plug, tmp_path: Path) -> None:
    (tmp_path / "strides.toml").write_text('title = "T"\ntopic = "steps-of-kernels"\n', encoding="utf-8")
    plug(f"{NOISY}from pathlib import Path\nITEMS = (Path({str(tmp_path / 'strides.toml')!r}),)\n", group="items")
    assert completed("quizgen generate stri") == ["strides-items"]
    assert completed("quizgen generate steps") == ["steps-of-kernels"]


def test_a_format_is_completed(plug: Plug) -> None:
    plug(f"{NOISY}class Cards:\n    name = 'index-cards'\nFORMAT = Cards()\n", group="formats")
    assert completed("quizgen generate all --format ind") == ["index-cards"]


@pytest.mark.parametrize("group", ["items", "formats"])
@pytest.mark.parametrize("text", ["1 / 0", "import sys\nsys.exit(3)", "ITEMS = 3\nFORMAT = 3", ""])
def test_one_that_cannot_be_used_is_passed_over(plug: Plug, group: str, text: str) -> None:
    plug(NOISY + text, group=group)
    assert completed("quizgen generate conv-output-s") == ["conv-output-size"]
    assert completed("quizgen generate all --format js") == ["json", "jsonl"]
