"""What ``quizgen new`` writes passes the check as it is, and nothing is written over."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

Install = Callable[..., Path]
Run = Callable[..., subprocess.CompletedProcess[str]]
ROOT = Path(__file__).parents[2]
SKELETONS = ROOT / "templates" / "new"
EXAMPLE = ROOT / "docs" / "example-plugin" / "quizgen_example"


def _files(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


@pytest.mark.slow
def test_a_new_family_says_how_to_install_it_and_then_passes_the_check(
    quizgen: Run, install: Install, tmp_path: Path
) -> None:
    made = quizgen("new", "family", "count-windows", "--topic", "my-topics", cwd=tmp_path)
    assert made.returncode == 0, made.stderr
    assert made.stdout.splitlines()[-2:] == ["  pip install -e count-windows", "  quizgen check count-windows"]
    for arguments in (["check"], ["check", "count-windows"], ["show", "count-windows"], ["generate", "count-windows"]):
        found = quizgen(*arguments, cwd=tmp_path)
        assert (found.returncode, found.stdout) == (2, "")
        assert found.stderr == (
            "Error: count-windows/pyproject.toml declares the entry point 'count-windows' (quizgen.families), which is "
            "not installed here; run: pip install -e count-windows\n"
        )
    assert quizgen("check", cwd=tmp_path / "count-windows").stderr.endswith("; run: pip install -e .\n")
    site = install(tmp_path / "count-windows", tmp_path / "installed")
    for arguments, folder in ((["check"], "."), (["check"], "count-windows"), (["check", "count-windows"], ".")):
        found = quizgen(*arguments, "-n", 30, cwd=tmp_path / folder, site=site)
        assert found.returncode == 0, found.stdout + found.stderr
        assert [line.split()[:2] for line in found.stdout.splitlines()[1:]] == [
            ["count-windows", level] for level in ("easy", "medium", "hard")
        ]
    assert "my-topics" in quizgen("show", "count-windows", "--seed", 1, cwd=tmp_path, site=site).stdout


@pytest.mark.slow
def test_a_new_format_holds_items_of_every_kind(quizgen: Run, install: Install, tmp_path: Path) -> None:
    made = quizgen("new", "format", "index-cards", cwd=tmp_path)
    assert made.stdout.splitlines()[-2:] == ["  pip install -e index-cards", "  quizgen check index-cards"]
    asked = ("generate", "conv-output-size", "-n", 2, "--seed", 1, "--format", "index-cards")
    missing = quizgen(*asked, cwd=tmp_path)
    assert missing.returncode == 2
    assert missing.stderr.endswith("which is not installed here; run: pip install -e index-cards\n")
    site = install(tmp_path / "index-cards", tmp_path / "installed")
    for arguments in (["check"], ["check", "index-cards"]):
        found = quizgen(*arguments, cwd=tmp_path, site=site)
        assert found.returncode == 0, found.stderr
        assert found.stdout.startswith("format index-cards: writes choice, grid, matching, multiple, ")
    assert quizgen(*asked, cwd=tmp_path, site=site).stdout.count("\t") == 4


@pytest.mark.slow
def test_a_new_file_has_an_item_of_each_kind_and_passes_the_check(quizgen: Run, tmp_path: Path) -> None:
    made = quizgen("new", "concepts", "strides", cwd=tmp_path)
    assert made.stdout == "strides.toml\nNext:\n  quizgen check strides.toml\n  quizgen quiz strides.toml\n"
    found = quizgen("check", "strides.toml", cwd=tmp_path)
    assert found.returncode == 0, found.stdout + found.stderr
    text = (tmp_path / "strides.toml").read_text(encoding="utf-8")
    kinds = ("choice", "true-false", "multiple", "matching", "ordering")
    assert [kind for kind in kinds if f'kind = "{kind}"' not in text] == []


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("family", "Bad_Name"), "'Bad_Name' cannot be the name of a family: write small letters"),
        (("family", "3d"), "'3d' cannot be the name of a family"),
        (("family", "ours", "--topic", "../up"), "'../up' cannot be the name of a topic"),
        (("family", "all"), "'all' stands for every family"),
        (("family", "ours", "--topic", "all"), "'all' stands for every family"),
        (("family", "pooling"), "there is a topic 'pooling' already"),
        (("family", "conv-output-size"), "there is a family 'conv-output-size' already"),
        (("family", "ours", "--topic", "ours"), "there is a family 'ours' already"),
        (("family", "class"), "'class' is a word of Python's own and cannot be the name of a family; give another"),
        (
            ("family", "ours", "--topic", "import"),
            "'import' is a word of Python's own and cannot be the name of a topic",
        ),
        (("format", "lambda"), "'lambda' is a word of Python's own and cannot be the name of a format"),
        (("format", "dialect"), "'dialect' is what another file of the skeleton is called; give another name"),
        (("format", "pdf"), "there is a format 'pdf' already"),
        (("concepts", "a b"), "'a b' cannot be the name of a file"),
    ],
)
def test_a_name_that_cannot_be_is_one_sentence(quizgen: Run, tmp_path: Path, words: tuple[str, ...], said: str) -> None:
    found = quizgen("new", *words, cwd=tmp_path)
    assert (found.returncode, found.stdout) == (2, "")
    assert found.stderr.startswith(f"Error: {said}")
    assert found.stderr.count("\n") == 1
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(("what", "there"), [("family", "ours"), ("format", "ours"), ("concepts", "ours.toml")])
def test_what_is_there_is_never_written_over(quizgen: Run, tmp_path: Path, what: str, there: str) -> None:
    (tmp_path / there).write_text("mine", encoding="utf-8")
    found = quizgen("new", what, "ours", cwd=tmp_path)
    assert found.returncode == 2
    assert found.stderr.startswith(f"Error: {there} is there already, and nothing was written;")
    assert _files(tmp_path) == {there: b"mine"}


@pytest.mark.parametrize(
    ("new", "example"),
    [
        ("my_format.py", "cards.py"),
        ("dialect.py", "dialect.py"),
        ("templates/my-format.txt.j2", "templates/cards.txt.j2"),
    ],
)
def test_the_new_format_is_the_one_that_the_page_on_plugins_explains(new: str, example: str) -> None:
    text = (SKELETONS / "format" / "quizgen_my_format" / new).read_text(encoding="utf-8")
    for name, other in (("quizgen_my_format", "quizgen_example"), ("my-format", "cards")):
        text = text.replace(name, other)
    assert text == (EXAMPLE / example).read_text(encoding="utf-8")


def test_the_help_lists_it(quizgen: Run, tmp_path: Path) -> None:
    assert "  new " in quizgen("--help", cwd=tmp_path).stdout
    assert {"family", "concepts", "format"} <= set(quizgen("new", "--help", cwd=tmp_path).stdout.split())
