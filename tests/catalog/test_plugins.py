"""What other packages plug in is found; what cannot be used is named in one sentence, and the rest goes on."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from quizgen import catalog
from quizgen.catalog import finding, known_formats
from quizgen.cli import main

Plug = Callable[..., Path]
CACHES = (
    *(finding.sources, finding.families, finding.authored, finding._plugged, finding._plugged_files),
    *(known_formats.formats, known_formats._plugged),
)
FAMILY = """
from dataclasses import replace
from quizgen.families.output_size.conv_output_size import FAMILY as SHIPPED
'''A family of another package, with words enough for a description.'''
FAMILY = replace(SHIPPED, module=__name__)
"""
FORMAT = """
from dataclasses import replace
from quizgen.formats.markdown import FORMAT as SHIPPED
FORMAT = type("Other", (type(SHIPPED),), {})(name="other", suffix=".other")
"""
BROKEN = {
    "": "holds no {name}: 'theirs.sizes.{file}' has to be a module that names one",
    "{name} = 3": "holds as {name} something of the type int, which is not a {what}",
    "import no_such_package": "cannot be imported: {path}, line 1: ModuleNotFoundError: No module",
    "x = 1\n1 / 0": "cannot be imported: {path}, line 2: ZeroDivisionError: division by zero",
    "x = 1\ny =": "cannot be imported: {path}, line 2: SyntaxError: invalid syntax",
    "import sys\nsys.exit(3)": "cannot be imported: {path}, line 2: SystemExit: 3",
    "from quizgen.math.reader import read\nread('x =')": "cannot be imported: {path}, line 2: FormulaError: ",
    "raise ValueError('two\\nlines')": "cannot be imported: {path}, line 1: ValueError: two lines",
}


@pytest.fixture
def plug(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Plug]:
    """Installs a package ``theirs`` with one module behind an entry point; the path of the module's file."""

    def installed(
        text: str, *, group: str = "families", value: str = "theirs.sizes.{file}", file: str = "new_size"
    ) -> Path:
        folder = tmp_path / "theirs" / "sizes"
        folder.mkdir(parents=True, exist_ok=True)
        (folder / f"{file}.py").write_text(text, encoding="utf-8")
        info = tmp_path / "theirs-1.0.dist-info"
        info.mkdir(exist_ok=True)
        (info / "METADATA").write_text("Metadata-Version: 2.1\nName: theirs\nVersion: 1.0\n", encoding="utf-8")
        entry = f"[quizgen.{group}]\nours = {value.format(file=file)}\n"
        (info / "entry_points.txt").write_text(entry, encoding="utf-8")
        monkeypatch.syspath_prepend(tmp_path)
        forget()
        return folder / f"{file}.py"

    yield installed
    monkeypatch.undo()
    forget()


def forget() -> None:
    """Clears all that was found, and the modules of the package."""
    for found in CACHES:
        found.cache_clear()
    for name in [name for name in sys.modules if name.partition(".")[0] == "theirs"]:
        del sys.modules[name]


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, arguments)


def test_a_family_of_another_package_is_one_of_all(plug: Plug) -> None:
    plug(FAMILY)
    assert catalog.broken_sources() == ()
    (family,) = catalog.select(["new-size"])
    assert (family.topic, family.authored) == ("sizes", False)
    assert "sizes" in catalog.topics()
    assert run("show", "new-size", "--seed", "1", "--as", "numerical").exit_code == 0


def test_a_format_of_another_package_is_one_of_all(plug: Plug) -> None:
    plug(FORMAT, group="formats")
    assert catalog.broken_formats() == ()
    assert catalog.formats()["other"].suffix == ".other"
    result = run("generate", "conv-output-size", "-n", "1", "--format", "other")
    assert result.exit_code == 0, result.output


@pytest.mark.parametrize("group", ["families", "formats"])
@pytest.mark.parametrize(("text", "reason"), BROKEN.items())
def test_what_cannot_be_used_is_one_sentence_with_entry_point_package_reason_and_place(
    plug: Plug, group: str, text: str, reason: str
) -> None:
    name, what = ("FAMILY", "family") if group == "families" else ("FORMAT", "format")
    path = plug(text.replace("{name}", name), group=group)
    (sentence,) = catalog.broken_sources() if group == "families" else catalog.broken_formats()
    start = f"the entry point 'ours' (quizgen.{group}) of theirs "
    assert sentence.startswith(start + reason.format(name=name, what=what, path=path, file="new_size"))
    assert sentence.endswith("; mend it or uninstall theirs")
    assert "\n" not in sentence
    assert len(catalog.families()) > 80
    assert "markdown" in catalog.formats()


ITEMS = """
from pathlib import Path
ITEMS = tuple(Path(__file__).parent / name for name in {names!r})
"""
FILE = """
title = "Sizes"
topic = "their-topic"
description = "About sizes."
[[item]]
id = "{item}"
kind = "true-false"
level = "easy"
stem = "True or false: is 3 odd?"
key = true
explanation = "It is."
source = "Euclid, Elements, book VII"
tags = []
misconception = "takes-odd-for-even"
concept = "{concept}"
feedback = "Half of 3 is not whole."
"""


def plug_items(plug: Plug, *names: str, concept: str = "axis-or-area") -> Path:
    """Installs a package with files of those names, one item in each."""
    path = plug(ITEMS.format(names=names), group="items", file="items")
    for name in names:
        (path.parent / name).write_text(FILE.format(item=f"in-{name[:-5]}", concept=concept), encoding="utf-8")
    forget()
    return path


def test_files_of_another_package_are_asked_with_the_ids_that_anybodys_files_have(plug: Plug) -> None:
    path = plug_items(plug, "odd.toml", "even.toml")
    assert catalog.broken_sources() == ()
    assert {source.id for source in catalog.authored()} >= {"odd-items", "even-items"}
    assert "their-topic" in catalog.topics()
    assert catalog.select([str(path.parent / "odd.toml")]) == catalog.select(["odd-items"])
    shown = run("show", "odd-items", "--seed", "1")
    assert shown.exit_code == 0, shown.output
    assert "odd-items-in-odd" in shown.stdout


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("ITEMS = 'items.toml'", "holds as ITEMS something of the type str, which is not a tuple of paths"),
        ("ITEMS = ('items.toml',)", "holds as ITEMS something of the type tuple, which is not a tuple of paths"),
        ("", "holds no ITEMS"),
        (ITEMS.format(names=("no.toml",)), "holds ITEMS that cannot be read: there is no file "),
    ],
)
def test_items_that_are_none_are_one_sentence(plug: Plug, text: str, reason: str) -> None:
    plug(text, group="items")
    (sentence,) = catalog.broken_sources()
    assert sentence.startswith(f"the entry point 'ours' (quizgen.items) of theirs {reason}")
    assert len(catalog.families()) > 80


def test_a_file_with_a_mistake_is_named_with_its_place_and_the_rest_goes_on(plug: Plug) -> None:
    path = plug_items(plug, "odd.toml", concept="no-such-concept")
    (sentence,) = catalog.broken_sources()
    assert (
        f"holds ITEMS that cannot be read: {path.parent / 'odd.toml'}: item 'in-odd'.concept: there is no" in sentence
    )
    result = run("show", "odd-items")
    assert result.exit_code == 1
    assert "no-such-concept" in result.stderr


def test_two_files_of_one_name_are_refused(plug: Plug) -> None:
    plug_items(plug, "odd.toml", "odd.toml")
    assert "holds another ITEMS called 'odd-items'" in catalog.broken_sources()[0]


@pytest.mark.parametrize(
    ("value", "reason"),
    [
        ("no_such_package.sizes", "cannot be imported: ModuleNotFoundError: No module named 'no_such_package'"),
        ("theirs.sizes.new_size:missing", "cannot be imported: AttributeError: "),
        ("theirs.sizes.new_size:FAMILY", "holds no FAMILY: 'theirs.sizes.new_size:FAMILY' has to be a module"),
    ],
)
def test_an_entry_point_that_names_no_module_is_refused(plug: Plug, value: str, reason: str) -> None:
    plug(FAMILY, value=value)
    (sentence,) = catalog.broken_sources()
    assert f" of theirs {reason}" in sentence


def test_a_family_or_format_cannot_take_a_name_that_is_taken(plug: Plug) -> None:
    plug(FAMILY, file="conv_output_size")
    assert "holds another FAMILY called 'conv-output-size'" in catalog.broken_sources()[0]
    plug(FORMAT.replace('"other", ', '"markdown", '), group="formats", file="more")
    assert "holds another FORMAT called 'markdown'" in catalog.broken_formats()[0]
    assert catalog.formats()["markdown"].suffix == ".md"


def test_a_family_whose_module_stands_in_no_folder_has_no_topic(plug: Plug) -> None:
    path = plug(FAMILY)
    path.rename(path.parent.parent.parent / "lonely.py")
    plug("", value="lonely")
    assert "the module 'lonely' stands in no package" in catalog.broken_sources()[0]


def test_families_lists_the_others_and_names_what_is_broken(plug: Plug) -> None:
    plug("1 / 0")
    result = run("families", "--json")
    assert result.exit_code == 0
    assert len(json.loads(result.stdout)) == len(catalog.sources())
    assert re.fullmatch(r"Left out: the entry point 'ours' .* ZeroDivisionError: .*\n", result.stderr)


BREAKS = """
from dataclasses import replace
from quizgen.families.output_size.conv_output_size import FAMILY as SHIPPED
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
            r"new-size cannot be counted: {path}, line 7: ZeroDivisionError: division by zero",
        ),
        (
            "misconceptions=(Mistake('a-b', 'x/77', 'x', 'It is so.', concept='axis-or-area'),)",
            r"new-size: the pattern 'x/77' occurs nowhere in the formula.*; for the place, run: quizgen check new-size",
        ),
    ],
)
def test_a_family_that_cannot_be_counted_is_named_and_the_others_are_listed(
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
from quizgen.families.output_size.conv_output_size import FAMILY as SHIPPED
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
