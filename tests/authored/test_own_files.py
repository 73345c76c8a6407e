"""An author's own file can be named wherever a family or a topic can, and what is wrong with it is one sentence."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from quizgen import catalog
from quizgen.audit.check import check_level
from quizgen.audit.written import unprintable
from quizgen.authored import Concepts
from quizgen.blueprint.reader import parse
from quizgen.cli import main
from quizgen.errors import FormulaError, UsageError
from quizgen.model import LEVELS
from quizgen.text.html import HTML

Write = Callable[..., Path]
SHIPPED = catalog.authored()[0]


def run(*arguments: object, answers: str = "") -> Result:
    return CliRunner().invoke(main, [str(argument) for argument in arguments], input=answers)


def test_items_are_generated_shown_asked_and_set_in_an_exam(write: Write, tmp_path: Path) -> None:
    path = write()
    generated = run("generate", path, "-n", 5, "--seed", 1, "--format", "json")
    assert generated.exit_code == 0, generated.output
    items = json.loads(generated.stdout)["items"]
    assert {item["family"] for item in items} == {"normalisation-items"}
    assert {item["id"] for item in items} == {
        f"normalisation-items-{name}"
        for name in ("which-statistics", "what-is-learned", "layer-norm-and-batch", "steps", "axes")
    }
    assert "── Batch normalisation ──" in run("show", path, "--seed", 1).stdout
    assert "0 of 5 right" in run("quiz", path, "-n", 5, "--seed", 1, answers="?\n" * 5).stdout
    blueprint = tmp_path / "exam.toml"
    blueprint.write_text(
        'title = "T"\n[[slots]]\nfamily = "normalisation.toml"\nlevel = "easy"\ncount = 2\n', encoding="utf-8"
    )
    made = run("exam", blueprint, "--seed", 1, "--format", "json", "-o", tmp_path / "out")
    assert made.exit_code == 0, made.output
    assert (tmp_path / "out" / "exam-a.json").read_text(encoding="utf-8").count('"normalisation-items"') >= 2


def test_a_file_is_asked_beside_families_and_shipped_files(write: Write) -> None:
    ids = [source.id for source in catalog.select(["conv-output-size", str(write()), SHIPPED.id])]
    assert ids == ["conv-output-size", "normalisation-items", SHIPPED.id]


def test_a_file_called_like_a_shipped_one_shares_no_id_with_it(tmp_path: Path) -> None:
    copy = shutil.copy(SHIPPED.path, tmp_path)
    own, shipped = catalog.select([str(copy), SHIPPED.id])
    ids = [{q.id for lv in LEVELS for kind in one.kinds for q in one.draw(lv, kind, "1")} for one in (own, shipped)]
    assert len(ids[0]) == len(ids[1]) > 0
    assert not ids[0] & ids[1]


def test_one_file_by_several_paths_is_one_source_and_a_shipped_file_is_the_shipped_source(write: Write) -> None:
    path = write()
    roundabout = path.parent / ".." / path.parent.name / path.name
    assert len(catalog.select([str(path), str(roundabout)])) == 1
    assert catalog.select([str(SHIPPED.path)]) == catalog.select([SHIPPED.id])


def test_two_files_of_one_name_cannot_be_asked_together(write: Write, tmp_path: Path) -> None:
    path = write()
    (tmp_path / "other").mkdir()
    for name in ("normalisation.toml", "normalisation-items.toml"):
        other = Path(shutil.copy(path, tmp_path / "other" / name))
        with pytest.raises(UsageError) as caught:
            catalog.select([str(path), str(other)])
        assert str(caught.value).startswith(f"{other}: ids of its items would begin with 'normalisation-items', as in ")
        assert str(path) in str(caught.value)
    slots = [f'[[slots]]\nfamily = "{one}"\nlevel = "easy"\n' for one in (path.name, f"other/{path.name}")]
    with pytest.raises(UsageError, match=r"^exam.toml: slots\[2\].family: .*rename the file"):
        parse('title = "T"\n' + "".join(slots), "exam.toml", tmp_path)


@pytest.mark.parametrize("command", ["generate", "quiz", "show", "check"])
def test_a_file_that_is_not_as_it_should_be_is_one_sentence(
    write: Write, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: str
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "folder").mkdir()
    write("title = \n", "broken.toml")
    write("title = 3\n", "number.toml")
    write(write().read_text("utf-8").replace('key = "The running averages"', 'key = "- a"'), "item.toml")
    for name, says in {
        "missing.toml": "there is no file missing.toml",
        "folder": "folder is a folder",
        "folder/": "folder is a folder",
        "broken.toml": "broken.toml: this is not TOML",
        "number.toml": "number.toml: title: a whole number stands where a text in quotes is expected",
        "item.toml": "item.toml: item 'which-statistics'.key: one paragraph without bullets is expected",
    }.items():
        result = run(command, name)
        assert (result.exit_code, result.stdout, result.stderr.count("\n")) == (2, "", 1), result.output
        assert result.stderr.startswith(f"Error: {says}")


@pytest.mark.parametrize(
    ("slot", "says"),
    [
        ('family = "missing.toml"', "x.toml: slots[1].family: there is no file {folder}/missing.toml"),
        ('topic = "normalisation.toml"', "x.toml: slots[1].topic: 'normalisation.toml' is a file; write family = "),
        ('family = "bad.toml"', "x.toml: slots[1].family: {folder}/bad.toml: title: a whole number stands"),
    ],
)
def test_a_slot_names_a_file_as_a_family(write: Write, tmp_path: Path, slot: str, says: str) -> None:
    write()
    write("title = 3\n", "bad.toml")
    with pytest.raises(UsageError) as caught:
        parse(f'title = "T"\n[[slots]]\n{slot}\nlevel = "easy"\n', "x.toml", tmp_path)
    assert str(caught.value).startswith(says.format(folder=tmp_path))


def test_a_slot_takes_an_absolute_path(write: Write, tmp_path: Path) -> None:
    text = f'title = "T"\n[[slots]]\nfamily = "{write()}"\nlevel = "easy"\n'
    (slot,) = parse(text, "x.toml", tmp_path / "elsewhere").slots
    assert [source.id for source in slot.sources] == ["normalisation-items"]


@pytest.mark.parametrize("jobs", [1, 2])
def test_files_are_checked_in_one_process_and_in_several(write: Write, jobs: int) -> None:
    text, names = write().read_text(encoding="utf-8"), ("other", "third")
    other, third = (
        write(text.replace('[[item]]\nid = "', f'[[item]]\nid = "{name}-'), f"{name}.toml") for name in names
    )
    result = run("check", write(), other, third, "--jobs", jobs)
    levels = [line.split()[:2] for line in result.stdout.splitlines()[1:10]]
    assert levels == [[f"{name}-items", level] for name in ("normalisation", "other", "third") for level in LEVELS]
    assert "stands in" not in result.stderr


def test_an_id_that_stands_in_another_file_is_a_fault_of_both(write: Write) -> None:
    one, other = Concepts(write()), Concepts(write(name="other.toml"))
    report = check_level(one, "hard", None, others=[one, other])
    assert not report.passed
    assert report.smallest.endswith("(hard) at axes: this id stands in other-concepts too; write another")
    assert check_level(one, "hard", None, others=[one]).passed


def test_a_text_that_cannot_be_printed_is_a_fault_though_no_question_shows_it(
    small: Concepts, monkeypatch: pytest.MonkeyPatch
) -> None:
    testimony = small.testify("easy", 0)
    assert list(unprintable(testimony)) == []
    assert len(testimony.texts) == 2 + 2 * 5

    def refuse(_: object) -> str:
        raise FormulaError("no such sign")

    monkeypatch.setattr(type(HTML), "text", lambda _, text: refuse(text))
    assert set(unprintable(testimony)) == {"a text cannot be printed: no such sign"}
    assert "no such sign" in check_level(small, "easy", None).smallest


def test_the_files_that_come_with_quizgen_are_checked_by_their_paths() -> None:
    result = run("check", SHIPPED.path, "-n", 3)
    assert result.exit_code == 0, result.output
    assert SHIPPED.id in result.stdout
