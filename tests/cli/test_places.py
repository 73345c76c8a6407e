from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from quizgen import catalog
from quizgen.cli.places import Place, place
from quizgen.errors import UsageError

Run = Callable[..., Result]
FORMATS = catalog.formats()
ONE, TWO = [FORMATS["pdf"]], [FORMATS["pdf"], FORMATS["moodle"]]
EXAM = 'title = "T"\n[[slots]]\nfamily = "conv-output-size"\nlevel = "easy"\n'


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "there.pdf").mkdir()
    (tmp_path / "exam.toml").write_text(EXAM, encoding="utf-8")


@pytest.mark.parametrize("otherwise", ["file", "folder"])
@pytest.mark.parametrize(
    ("output", "named"),
    [
        ("-", "standard output"),
        ("x.pdf", "file"),
        ("new/x.pdf", "file"),
        ("x.PDF", "file"),
        ("there.pdf", "folder"),
        ("x.pdf/", "folder"),
        (".", "folder"),
    ],
)
def test_one_file_goes_where_the_name_says(output: str, named: Place, otherwise: Place) -> None:
    assert place(output, ONE, forms=1, otherwise=otherwise) == named


@pytest.mark.parametrize("output", ["x", "week.2", "2026.03", "new/x"])
def test_a_plain_new_name_is_what_the_command_says(output: str) -> None:
    assert place(output, ONE, forms=1, otherwise="file") == "file"
    assert place(output, ONE, forms=1, otherwise="folder") == "folder"
    assert place(output, TWO, forms=1, otherwise="file") == "folder"


@pytest.mark.parametrize("output", ["-", "x.pdf", "new/x.json", "x.txt"])
def test_several_files_go_into_no_file(output: str) -> None:
    for chosen, forms, what in ((ONE, 3, "3 forms"), (TWO, 1, "2 formats"), (TWO, 3, "3 forms")):
        with pytest.raises(
            UsageError, match=f"^{what} need a folder, and '{output}' is .*: give one with -o, such as "
        ):
            place(output, chosen, forms, otherwise="folder")


@pytest.mark.parametrize(
    "arguments",
    [
        ("exam", "exam.toml", "--forms", "2", "-o", "x.pdf"),
        ("exam", "exam.toml", "--format", "json,markdown", "-o", "x.json"),
        ("exam", "exam.toml", "--forms", "2", "-o", "-"),
        ("generate", "conv-output-size", "--format", "json,markdown", "-o", "x.json"),
        ("generate", "conv-output-size", "--format", "json,markdown"),
    ],
)
def test_a_file_for_several_is_one_sentence_and_nothing_is_written(
    run: Run, tmp_path: Path, arguments: tuple[str, ...]
) -> None:
    result = run(*arguments)
    assert (result.exit_code, result.stdout, result.stderr.count("\n")) == (2, "", 1)
    assert "need a folder" in result.stderr
    assert {path.name for path in tmp_path.iterdir()} == {"there.pdf", "exam.toml"}


def test_an_exam_of_one_form_in_one_format_may_be_a_file_whose_end_tells_the_format(run: Run, tmp_path: Path) -> None:
    result = run("exam", "exam.toml", "--seed", "7", "-o", "week-3.json")
    assert (result.exit_code, result.stdout) == (0, f"{tmp_path}/week-3.json\n")
    (item,) = json.loads((tmp_path / "week-3.json").read_text(encoding="utf-8"))["items"]
    assert item["family"] == "conv-output-size"


def test_the_end_of_a_files_name_may_have_capitals(run: Run, tmp_path: Path) -> None:
    assert run("exam", "exam.toml", "-o", "x.JSON").exit_code == 0
    assert json.loads((tmp_path / "x.JSON").read_bytes())["items"]


def test_what_stands_beside_the_file_of_an_exam_has_its_name(run: Run, tmp_path: Path) -> None:
    assert run("exam", "exam.toml", "--seed", "7", "-o", "week-3.pdf").exit_code == 0
    assert {path.name for path in tmp_path.glob("week-3*")} == {"week-3.pdf", "week-3-key.pdf"}


def test_an_exam_may_go_to_standard_output(run: Run) -> None:
    result = run("exam", "exam.toml", "--seed", "7", "--format", "jsonl", "-o", "-")
    assert result.exit_code == 0
    assert json.loads(result.stdout)["family"] == "conv-output-size"


def test_a_name_with_a_slash_at_its_end_is_a_folder(run: Run, tmp_path: Path) -> None:
    assert (
        run("generate", "conv-output-size", "-n", "1", "--seed", "7", "--format", "json", "-o", "new/").exit_code == 0
    )
    assert (tmp_path / "new" / "items.json").is_file()


@pytest.mark.parametrize("asked", [("generate", "dilation"), ("exam", "quiz"), ("explain", "vgg16")])
@pytest.mark.parametrize("output", ["", " "])
def test_a_name_that_is_empty_is_none(run: Run, tmp_path: Path, asked: tuple[str, ...], output: str) -> None:
    before = {*tmp_path.iterdir()}
    result = run(*asked, "-o", output)
    assert (result.exit_code, {*tmp_path.iterdir()}) == (2, before)
    assert f"'{output}' names nothing; give a name, or - for standard output" in result.stderr
