"""An exam's folder is proven, and whatever was changed is one sentence."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from quizgen import resources
from quizgen.blueprint.sealing import Sealer
from quizgen.cli import listing, main

Run = Callable[..., Result]
Change = Callable[[Any], None]
BLUEPRINT = """title = "T"
fonts = ["font.ttf"]
[[slots]]
family = "conv-output-size"
level = "easy"
kind = "choice"
count = 2
[[slots]]
family = "own.toml"
level = "easy"
kind = "ordering"
"""
OWN = resources.banks() / "concepts" / "batch-normalisation.toml"
FONT = next((Path(__file__).parents[1] / "formats" / "fonts").glob("*.[to]tf"))


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder whose blueprint, font and file of items are gone."""
    home = tmp_path_factory.mktemp("home")
    (home / "mine.toml").write_text(BLUEPRINT.replace("font.ttf", FONT.name), encoding="utf-8")
    (home / "own.toml").write_bytes(OWN.read_bytes())
    shutil.copy(FONT, home)
    asked = ["exam", str(home / "mine.toml"), "--forms", "2", "--repeat", "--seed", "s", "-o", str(home / "out")]
    result = CliRunner().invoke(main, asked)
    assert result.exit_code == 0, result.output
    for name in ("mine.toml", "own.toml", FONT.name):
        (home / name).unlink()
    return home / "out"


@pytest.fixture
def out(made: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(made, tmp_path / "elsewhere"))


def relisted(folder: Path) -> None:
    """Makes the list fit what is there, as a forger would."""
    path = folder / listing.NAME
    found = json.loads(path.read_text(encoding="utf-8"))
    found["files"] = {name: listing.digest_of(folder / name) for name in found["files"]}
    path.write_text(json.dumps(found), encoding="utf-8")


def forged(folder: Path, change: Change, *, sealed: bool = False) -> None:
    """Changes exam.json, and its seals too if they are to be ``sealed`` anew."""
    path = folder / "exam.json"
    found = json.loads(path.read_text(encoding="utf-8"))
    change(found)
    if sealed:
        sealer = Sealer(found["blueprint"]["text"], found["seed"], found["quizgen"])
        for form in found["forms"]:
            form["seal"] = sealer.form({key: form[key] for key in ("form", "questions")})
        about = {key: value for key, value in found.items() if key not in {"schema", "seal", "forms"}}
        found["seal"] = sealer.exam(about, [form["seal"] for form in found["forms"]])
    path.write_text(json.dumps(found), encoding="utf-8")
    relisted(folder)


def refused(result: Result) -> str:
    assert (result.exit_code, result.stderr.count("\n")) == (1, 1)
    assert len(result.stderr) <= 300
    return result.stderr


def test_a_copy_elsewhere_is_proven_without_blueprint_items_and_fonts(run: Run, out: Path) -> None:
    result = run("exam", "verify", str(out))
    assert (result.exit_code, result.stderr) == (0, "")
    files, seals, drawn, keys = result.stdout.splitlines()
    assert files == f"{out}: all 11 files are as quizgen wrote them."
    assert seals.endswith("the seals of 2 forms fit blueprint, seed, version and items.")
    assert drawn.endswith("drawn again, 2 forms with 6 questions; every key confirmed.")
    assert keys.endswith("its rows are the keys of exam.json.")
    assert run("exam", "verify", str(out), "--jobs", "1").stdout == result.stdout
    assert run("exam", "verify", str(out / "exam.json")).stdout == result.stdout


@pytest.mark.parametrize("name", ["exam.json", "key.csv", "mine-a.pdf", "mine-b-solutions.pdf", "key-sheet.pdf"])
def test_one_other_byte_in_a_file_is_seen(run: Run, out: Path, name: str) -> None:
    content = bytearray((out / name).read_bytes())
    content[len(content) // 2] ^= 1
    (out / name).write_bytes(content)
    result = run("exam", "verify", str(out))
    assert f"{name} was changed after quizgen wrote it" in refused(result)
    assert result.stdout == ""


@pytest.mark.parametrize("name", ["exam.json", "mine-a-key.pdf", "key.csv"])
def test_a_missing_file_is_named(run: Run, out: Path, name: str) -> None:
    (out / name).unlink()
    assert f"{name} is missing: it was written with the others" in refused(run("exam", "verify", str(out)))


def test_a_folder_without_its_list_is_not_believed(run: Run, out: Path) -> None:
    (out / listing.NAME).unlink()
    assert "copy the folder with its hidden files" in refused(run("exam", "verify", str(out)))


def _letter(found: Any) -> None:
    part = found["forms"][0]["questions"][0]["parts"][0]
    part["letters"] = "B" if part["letters"] == "A" else "A"


def _text(found: Any) -> None:
    found["blueprint"]["text"] += "# mended\n"


def _text_and_digest(found: Any) -> None:
    _text(found)
    found["blueprint"]["digest"] = listing.hashed(found["blueprint"]["text"].encode()).hexdigest()


def _items(found: Any) -> None:
    found["files"][0]["text"] += "\n"


def _version(found: Any) -> None:
    found["quizgen"] = "0.1.9"


def _seed(found: Any) -> None:
    found["seed"] = "t"


def _marking(found: Any) -> None:
    found["wrong"] = "1/4"


def _fewer(found: Any) -> None:
    del found["forms"][1]


def _schema(found: Any) -> None:
    found["schema"] = 7


def _lacking(found: Any) -> None:
    del found["asked"]


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (_letter, "one of them was changed"),
        (_text, "the text of 'mine' was changed"),
        (_text_and_digest, "form A has the seal"),
        (_items, "the text of 'own.toml' was changed"),
        (_version, "was written by quizgen 0.1.9"),
        (_seed, "form A has the seal"),
        (_marking, "how it was asked for was changed"),
        (_fewer, "which forms it has"),
        (_schema, "has version 7 of its schema"),
        (_lacking, "is not as quizgen wrote it"),
    ],
)
def test_a_change_is_seen_though_the_list_was_made_to_fit(run: Run, out: Path, change: Change, said: str) -> None:
    forged(out, change)
    assert said in refused(run("exam", "verify", str(out)))


def _swapped(found: Any) -> None:
    first, second = (
        [one for one in form["questions"] if one["family"] == "conv-output-size"] for form in found["forms"]
    )
    first[0]["item"] = second[0]["item"]


def _missing_slot(found: Any) -> None:
    found["blueprint"]["text"] = found["blueprint"]["text"].replace("conv-output-size", "conv-output-sise")
    found["blueprint"]["digest"] = listing.hashed(found["blueprint"]["text"].encode()).hexdigest()


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (_letter, "is drawn with other parts of question 1: it was changed"),
        (_swapped, "form A has '"),
        (_seed, "form A "),
        (_fewer, "form B "),
        (_missing_slot, "the exam cannot be drawn again: "),
    ],
)
def test_a_change_is_seen_though_it_was_sealed_anew(run: Run, out: Path, change: Change, said: str) -> None:
    forged(out, change, sealed=True)
    assert said in refused(run("exam", "verify", str(out)))


def test_another_row_of_the_keys_is_seen_though_the_list_was_made_to_fit(run: Run, out: Path) -> None:
    path = out / "key.csv"
    head, first, *others = path.read_bytes().split(b"\r\n")
    path.write_bytes(b"\r\n".join([head, first[:-1] + b"9", *others]))
    relisted(out)
    result = run("exam", "verify", str(out))
    assert "key.csv: row 2 is 'A,1,conv-output-size-" in refused(result)
    assert len(result.stdout.splitlines()) == 3


@pytest.mark.parametrize("content", [b"", b"[]", b"{", b'{"schema": 1}', b"\xff", b"[" * 100_000])
def test_what_is_no_exam_is_one_sentence(run: Run, out: Path, content: bytes) -> None:
    (out / "exam.json").write_bytes(content)
    relisted(out)
    assert "exam.json is not as quizgen wrote it" in refused(run("exam", "verify", str(out)))


def test_a_folder_of_no_exam_is_told_what_to_give(run: Run, tmp_path: Path) -> None:
    (tmp_path / "key.csv").touch()
    for path in (tmp_path, tmp_path / "lost", tmp_path / "exam.json", tmp_path / "key.csv"):
        result = run("exam", "verify", str(path))
        assert (result.exit_code, result.stderr.count("\n")) == (2, 1)
        assert "give a folder that 'quizgen exam' wrote" in result.stderr
