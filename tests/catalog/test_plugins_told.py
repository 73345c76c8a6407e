"""What a plug-in does wrong when it is used is told in one sentence by every command."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from plugged import run

from quizgen import catalog

Plug = Callable[..., Path]
BREAKS = """
from dataclasses import replace
from quizgen.topics.output_size.conv_output_size import FAMILY as SHIPPED
from quizgen.misconceptions import Mistake
from quizgen.space import Combinations, concat
def fails(*_):
    return 1 / 0
FAMILY = replace(SHIPPED, module=__name__, numerical_only="for once", {change})
"""


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (
            "levels={**SHIPPED.levels, 'easy': concat(Combinations({'n': range(9, 99)}, fails))}",
            r"new-size \(easy\) fails: {path}, line 7: ZeroDivisionError: division by zero; mend it or uninstall .*",
        ),
        (
            "misconceptions=(Mistake('a-b', 'x/77', 'x', 'It is so.', concept='axis-or-area'),)",
            r"new-size \(easy\): the pattern 'x/77' occurs nowhere in the formula.*; for the place, .* check new-size",
        ),
    ],
)
def test_a_family_that_cannot_be_asked_is_named_and_the_others_are_listed(
    plug: Plug, change: str, sentence: str
) -> None:
    path = plug(BREAKS.format(change=change))
    result = run("families", "--json")
    assert result.exit_code == 0
    assert len(json.loads(result.stdout)) == len(catalog.sources()) - 1
    assert re.fullmatch(f"Left out: {sentence.format(path=re.escape(str(path)))}.\n", result.stderr)


def test_what_a_plugin_raises_when_it_is_asked_is_told_with_its_place(plug: Plug) -> None:
    path = plug(BREAKS.format(change="measure=fails"))
    result = run("generate", "new-size", "-n", "1", "--seed", "1")
    assert result.exit_code == 1
    assert isinstance(result.exception, SystemExit)
    assert f"Error: the plug-in theirs fails: {path}, line 7: ZeroDivisionError: division by zero;" in result.stderr


def test_other_families_can_be_asked_and_what_is_missing_is_told(plug: Plug) -> None:
    plug("1 / 0")
    result = run("generate", "conv-output-size", "-n", "1", "--seed", "1")
    assert result.exit_code == 0
    assert result.stderr.startswith("Left out: the entry point 'ours' ")


@pytest.mark.parametrize(
    ("group", "arguments"),
    [
        ("families", ("generate", "new-size")),
        ("families", ("check", "new-size")),
        ("families", ("check", "conv-output-size", "-n", "1")),
        ("formats", ("generate", "conv-output-size", "--format", "other")),
        ("formats", ("generate", "conv-output-size", "-o", "items.other")),
    ],
)
def test_what_may_be_the_broken_plugins_fails_with_its_sentence(
    plug: Plug, group: str, arguments: tuple[str, ...]
) -> None:
    plug("1 / 0", group=group)
    result = run(*arguments)
    assert result.exit_code == 1
    assert isinstance(result.exception, SystemExit)
    assert "ZeroDivisionError: division by zero; mend it or uninstall theirs" in result.stderr


CHECKED = '''"""Sizes of another package, with words enough for the text that the gallery shows of it."""
from dataclasses import replace
from quizgen.topics.output_size.conv_output_size import FAMILY as SHIPPED
def measure(params):
    return params["missing"],
def rows(params):
    return {length}
ALONE = {{"rows": rows}}
FAMILY = replace(SHIPPED, module=__name__, numerical_only="for once", {changes})
'''


@pytest.mark.parametrize(
    ("changes", "length", "sentence"),
    [
        ("measure=measure", "0", r"torch fails \({path}, line 5: KeyError: 'missing'\)"),
        ("asks='rows'", "0", r"from the JSON alone 'rows' is 0, the key is \d+"),
        (
            "asks='rows'",
            "params['n']",
            r"the function for 'rows' fails on the item's JSON: {path}, line 7: KeyError: 'n'",
        ),
        ("asks='columns'", "0", r"write ALONE = {{'columns': function}} beside FAMILY \({path}, line 9\)"),
    ],
)
def test_a_plugins_family_is_held_against_the_contract(plug: Plug, changes: str, length: str, sentence: str) -> None:
    path = plug(CHECKED.format(changes=changes, length=length))
    result = run("check", "new-size", "-n", "2", "--jobs", "1")
    assert result.exit_code == 1
    assert isinstance(result.exception, SystemExit)
    assert result.stdout.count("FAILED") == 3
    lines = result.stderr.splitlines()
    for level, line in zip(("easy", "medium", "hard"), lines, strict=True):
        assert line.startswith(f"new-size ({level})")
        assert re.search(sentence.format(path=re.escape(str(path))), line), line


@pytest.mark.parametrize("arguments", [("check",), ("check", "theirs")])
def test_a_broken_plugin_is_told_in_its_own_folder(
    plug: Plug, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, arguments: tuple[str, ...]
) -> None:
    plug("1 / 0")
    declared = '[project]\nname = "theirs"\n[project.entry-points."quizgen.families"]\nours = "theirs.sizes.new_size"\n'
    (tmp_path / "pyproject.toml").write_text(declared, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    result = run(*arguments)
    assert result.exit_code == 1
    assert result.stderr.startswith("Error: the entry point 'ours' (quizgen.families) of theirs cannot be imported: ")
