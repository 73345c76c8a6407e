"""What other packages plug in is found; what cannot be used is named in one sentence, and the rest goes on."""

from __future__ import annotations

import json
import os
import re
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from plugged import forget, run

from quizgen import catalog

Plug = Callable[..., Path]
FAMILY = """
from dataclasses import replace
from quizgen.topics.output_size.conv_output_size import FAMILY as SHIPPED
'''A family of another package, with words enough for a description.'''
FAMILY = replace(SHIPPED, module=__name__)
"""
FORMAT = """
from dataclasses import replace
from quizgen.formats.markdown.format import FORMAT as SHIPPED
FORMAT = type("Other", (type(SHIPPED),), {})(name="other", suffix=".other")
"""
BROKEN = {
    "": "holds no {name}: 'theirs.sizes.{file}' has to be a module that names one",
    "{name} = 3": "holds as {name} something of the type int, which is not a {what}",
    "import no_such_package": "cannot be imported: {path}, line 1: ModuleNotFoundError: No module",
    "x = 1\n1 / 0": "cannot be imported: {path}, line 2: ZeroDivisionError: division by zero",
    "x = 1\ny =": "cannot be imported: {path}, line 2: SyntaxError: invalid syntax",
    "import sys\nsys.exit(3)": "cannot be imported: {path}, line 2: SystemExit: 3",
    "import os\nos._exit(3)": "cannot be imported: {path}, line 2: SystemExit: os._exit ends Python itself",
    "import os\nos.abort()": "cannot be imported: {path}, line 2: SystemExit: os.abort ends Python itself",
    "import os\nos.kill(os.getpid(), 9)": "cannot be imported: {path}, line 2: SystemExit: os.kill ends Python itself",
    "import os\nos.execvp('true', ['true'])": "cannot be imported: {path}, line 2: SystemExit: os.execv ends",
    "from quizgen.math.reader import read\nread('x =')": "cannot be imported: {path}, line 2: 'x =' is not a Python",
    "raise ValueError('two\\nlines')": "cannot be imported: {path}, line 1: ValueError: two lines",
}


def test_a_family_of_another_package_is_one_of_all(plug: Plug) -> None:
    plug(FAMILY)
    assert catalog.broken_sources() == ()
    (family,) = catalog.select(["new-size"])
    assert (family.topic, family.authored) == ("sizes", False)
    assert "sizes" in catalog.topics()
    assert run("show", "new-size", "--seed", "1", "--kind", "numerical").exit_code == 0


def test_what_another_package_prints_when_it_is_imported_goes_to_standard_error(
    plug: Plug, capfd: pytest.CaptureFixture[str]
) -> None:
    plug(FAMILY + "import os\nprint('python', flush=True)\nos.write(1, b'system\\n')\n")
    assert catalog.select(["new-size"])
    out, _ = capfd.readouterr()
    assert out == ""


def test_a_process_that_a_plugin_forks_when_it_is_imported_may_end_as_forked_ones_do(plug: Plug) -> None:
    plug(FAMILY + "import os\nchild = os.fork()\nif not child:\n    os._exit(7)\nSTATUS = os.waitpid(child, 0)[1]\n")
    assert catalog.select(["new-size"])
    assert os.waitstatus_to_exitcode(sys.modules["theirs.sizes.new_size"].STATUS) == 7


def test_functions_that_end_python_are_themselves_again_behind_an_import(plug: Plug) -> None:
    before = os._exit, os.kill, os.abort
    plug("import os\nos._exit(3)")
    assert len(catalog.broken_sources()) == 1
    assert (os._exit, os.kill, os.abort) == before


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
stem = "True or false: 3 is odd."
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
