"""A file is called as its format's files are, or nothing is written."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

Run = Callable[..., Result]
EXAM, GENERATE, EXPLAIN = ("exam", "exam.toml"), ("generate", "conv-output-size", "-n", "1"), ("explain", "lenet5")
SLOT = 'title = "T"\n[[slots]]\nfamily = "conv-output-size"\nlevel = "easy"\n'


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "exam.toml").write_text(SLOT, encoding="utf-8")


def refused(run: Run, *arguments: str) -> str:
    """What is said; nothing may be written."""
    result = run(*arguments)
    assert (result.exit_code, result.stdout, result.stderr.count("\n")) == (2, "", 1)
    assert [path.name for path in Path().iterdir()] == ["exam.toml"]
    return result.stderr


@pytest.mark.parametrize("command", [EXAM, GENERATE, EXPLAIN])
@pytest.mark.parametrize("output", ["v.md", "new/v.md", "v.MD"])
def test_an_end_that_contradicts_the_format_is_one_sentence(run: Run, command: tuple[str, ...], output: str) -> None:
    said = refused(run, *command, "--format", "json", "-o", output)
    assert f"'{output}' ends as markdown files do, and the format is json: call it v.json, or " in said


@pytest.mark.parametrize("command", [EXAM, GENERATE, EXPLAIN])
@pytest.mark.parametrize("output", ["v.xyz", "v.odt", "v.7z"])
def test_an_end_that_no_format_has_is_one_sentence(run: Run, command: tuple[str, ...], output: str) -> None:
    said = refused(run, *command, "--format", "json", "-o", output)
    assert f"no format's files end as '{output}' does: call it v.json" in said
    assert (f", or for a folder {output}/" in said) == (command != EXPLAIN)
    assert f"no format's files end as '{output}' does: " in refused(run, *command, "-o", output)


@pytest.mark.parametrize("output", ["week.2", "2026.03", "v.xyz/"])
def test_a_name_that_does_not_end_as_files_do_is_a_folder_for_an_exam(run: Run, output: str) -> None:
    assert run(*EXAM, "--format", "json", "-o", output).exit_code == 0
    assert Path(output, "exam-a.json").is_file()


def test_a_table_is_written_in_the_format_of_its_end_in_capitals_too(run: Run) -> None:
    assert run(*EXPLAIN, "-o", "v.JSON").exit_code == 0
    assert Path("v.JSON").read_text(encoding="utf-8").startswith("{")


def test_of_several_ends_of_a_name_the_longest_says_the_format(run: Run) -> None:
    assert run(*GENERATE, "-o", "v.google-forms.json").exit_code == 0
    assert "updateFormInfo" in Path("v.google-forms.json").read_text(encoding="utf-8")
    assert run(*GENERATE, "-o", "v.w.json").exit_code == 0
    assert '"items"' in Path("v.w.json").read_text(encoding="utf-8")


@pytest.mark.parametrize(("fmt", "output"), [("json", "v.google-forms.json"), ("google-forms", "v.json")])
def test_an_end_of_several_parts_is_not_mixed_up_with_its_last_one(run: Run, fmt: str, output: str) -> None:
    said = refused(run, *GENERATE, "--format", fmt, "-o", output)
    assert f"'{output}' ends as " in said
    assert f"the format is {fmt}: call it v{'.json' if fmt == 'json' else '.google-forms.json'}, or " in said


def test_the_last_part_of_an_end_is_enough_where_no_other_format_has_it(run: Run) -> None:
    assert run(*GENERATE, "--format", "brightspace", "-o", "v.csv").exit_code == 0
    assert [path.name for path in Path().iterdir() if path.suffix == ".csv"] == ["v.csv"]
    assert "NewQuestion" in Path("v.csv").read_text(encoding="utf-8")


def test_what_stands_beside_a_file_is_named_without_its_end(run: Run) -> None:
    asked = ("generate", "which-shortcut", "-n", "1", "--seed", "1", "-o", "v.brightspace.csv")
    assert run(*asked).exit_code == 0
    assert [path.name for path in Path().iterdir() if path.is_dir()] == ["v-pictures"]


@pytest.mark.parametrize("output", ["v.zip", "v.canvas.ZIP"])
def test_an_end_that_is_the_last_part_of_some_is_advised_with_these(run: Run, output: str) -> None:
    said = refused(run, *GENERATE, "-o", output)
    assert said.endswith("give a name that ends in '.qti12.zip', '.qti21.zip' or '.qti30.zip'\n")
