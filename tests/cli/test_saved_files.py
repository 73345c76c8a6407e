"""Files of somebody's own, as editors on other systems save them."""

from __future__ import annotations

import codecs
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from quizgen import resources

Run = Callable[..., Result]
BLUEPRINT = 'title = "T"\n[[slots]]\nfamily = "conv-output-size"\nlevel = "easy"\n'
PROJECT = '[project]\nname = "mine"\n[project.entry-points."quizgen.families"]\nmine = "mine.mine"\n'
USES = {
    "blueprint": ("exam", "{file}", "--seed", "7", "--format", "json", "-o", "-"),
    "items": ("generate", "{file}", "-n", "2", "--seed", "7"),
    "network": ("explain", "{file}"),
}


@pytest.fixture
def texts() -> dict[str, str]:
    def shipped(name: str) -> str:
        return (resources.banks() / name).read_text(encoding="utf-8")

    return {
        "blueprint": BLUEPRINT,
        "items": shipped("concepts/pooling.toml"),
        "network": shipped("architectures/lenet5.toml"),
    }


@pytest.mark.parametrize("what", USES)
def test_a_byte_order_mark_and_other_ends_of_lines_change_nothing(
    run: Run, tmp_path: Path, texts: dict[str, str], what: str
) -> None:
    path = tmp_path / "mine.toml"
    arguments = [word.format(file=path) for word in USES[what]]
    path.write_bytes(texts[what].encode())
    plain = run(*arguments)
    assert plain.exit_code == 0, plain.stderr
    path.write_bytes(codecs.BOM_UTF8 + texts[what].replace("\n", "\r\n").encode())
    marked = run(*arguments)
    assert (marked.exit_code, marked.stdout) == (0, plain.stdout)


@pytest.mark.parametrize("what", USES)
def test_a_file_in_utf_16_is_one_sentence(run: Run, tmp_path: Path, texts: dict[str, str], what: str) -> None:
    path = tmp_path / "mine.toml"
    path.write_bytes(texts[what].encode("utf-16"))
    result = run(*(word.format(file=path) for word in USES[what]))
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == f"Error: {path}: this is UTF-16; save the file as UTF-8\n"


def test_answers_from_a_file_with_a_byte_order_mark_are_read(run: Run) -> None:
    asked = ("quiz", "conv-output-size", "-n", "2", "--kind", "choice", "--seed", "7")
    plain, marked = (run(*asked, input=f"{mark}a\nb\n").stdout for mark in ("", "\ufeff"))
    assert plain == marked
    assert " of 2 right" in plain


def test_a_plug_ins_own_file_may_have_a_byte_order_mark(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "pyproject.toml").write_text(PROJECT, encoding="utf-8-sig")
    result = run("check")
    assert result.exit_code == 2
    assert "declares the entry point 'mine' (quizgen.families), which is not installed here" in result.stderr
