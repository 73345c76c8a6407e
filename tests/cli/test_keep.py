"""``exam --keep``: slots are as they were in an earlier run, and a run is told where they cannot be."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from jsonschema import validate

from quizgen import resources
from quizgen.cli import main

SCHEMA = json.loads((resources.banks() / "schema" / "exam.schema.json").read_text(encoding="utf-8"))
ALONE = '[[slots]]\ntopic = "dilation"\nlevel = "easy"\nkind = "numerical"\n'
"""A slot that has to give way where another one names its family."""
OTHER = '[[slots]]\nfamily = "conv-output-size"\nlevel = "medium"\nkind = "choice"\ncount = 2\n'
Exam = Callable[..., Result]


@pytest.fixture
def exam(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Exam:
    """Makes an exam of these slots in Markdown."""
    monkeypatch.chdir(tmp_path)

    def made(slots: str, *options: str, title: str = "T") -> Result:
        Path("exam.toml").write_text(f'title = "{title}"\n{slots}', encoding="utf-8")
        return CliRunner().invoke(main, ["exam", "exam.toml", "--format", "markdown", "--forms", "2", *options])

    return made


def items(folder: str) -> dict[str, list[str]]:
    """The items of each slot of all forms."""
    found: dict[str, list[str]] = {}
    for form in json.loads(Path(folder, "exam.json").read_text(encoding="utf-8"))["forms"]:
        for one in form["questions"]:
            found.setdefault(one["slot"], []).append(f"{form['form']} {one['item']} {one['parts'][0]['letters']}")
    return {slot: sorted(every) for slot, every in found.items()}


@pytest.mark.slow
def test_a_run_takes_the_seed_of_the_earlier_one_and_is_proven_without_it(exam: Exam) -> None:
    assert exam(ALONE + OTHER, "--seed", "1", "-o", "old").exit_code == 0
    result = exam(ALONE, "-o", "new", "--keep", "old")
    assert (result.exit_code, result.stderr) == (0, "")
    assert items("new").items() <= items("old").items()
    validate(json.loads(Path("new", "exam.json").read_text(encoding="utf-8")), SCHEMA)
    Path("old", "exam.json").unlink()
    assert CliRunner().invoke(main, ["exam", "verify", "new"]).exit_code == 0


def test_a_slot_that_has_to_give_way_is_named(exam: Exam) -> None:
    assert exam(ALONE, "--seed", "1", "-o", "old").exit_code == 0
    family = next(iter(json.loads(Path("old", "exam.json").read_text("utf-8"))["forms"][0]["questions"]))["family"]
    named = f'[[slots]]\nfamily = "{family}"\nlevel = "easy"\nkind = "numerical"\n'
    result = exam(ALONE + named, "-o", "new", "--keep", "old")
    assert result.exit_code == 0
    assert result.stderr == (
        "Note: not as in old, though nothing was changed there: dilation-easy-numerical. They gave up families, "
        "letters or questions that another slot needed.\n"
    )


def test_whoever_is_refused_for_an_earlier_run_learns_of_it(exam: Exam) -> None:
    assert exam(ALONE + OTHER, "--seed", "1", "-o", "old").exit_code == 0
    result = exam(ALONE, "--seed", "1", "-o", "old")
    assert result.exit_code == 2
    assert result.stderr.endswith("remove them with --replace; --keep leaves other slots as they were\n")
    assert exam(ALONE, "-o", "old", "--keep", "old", "--replace").exit_code == 0


@pytest.mark.parametrize(
    ("options", "says"),
    [
        (("--keep", "old", "--seed", "2"), "old was made with another seed; leave --seed out, and its own is taken"),
        (("--keep", "nowhere"), "there is no exam.json in nowhere: give a folder that 'quizgen exam' wrote"),
        (("--keep", "exam.toml"), "exam.toml is not as quizgen wrote it"),
    ],
)
def test_a_run_that_cannot_be_kept_is_one_sentence_and_nothing_is_written(
    exam: Exam, options: tuple[str, ...], says: str
) -> None:
    assert exam(ALONE, "--seed", "1", "-o", "old").exit_code == 0
    result = exam(ALONE, "-o", "new", *options)
    assert result.exit_code in (1, 2)
    assert result.stderr.count("\n") == 1
    assert says in result.stderr
    assert not Path("new").exists()


def test_an_exam_of_another_id_is_not_kept(exam: Exam) -> None:
    assert exam(ALONE, "--seed", "1", "-o", "old").exit_code == 0
    result = exam(ALONE, "-o", "new", "--keep", "old", title="Other")
    assert result.exit_code == 2
    assert "old is the exam 't', and this is 'other': write id = \"t\" into the blueprint" in result.stderr
