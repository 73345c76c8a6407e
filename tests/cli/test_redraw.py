"""``exam redraw`` replaces the items of a slot by a line in the blueprint, and touches nothing else."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

Run = Callable[..., Result]
HEAD = 'title = "T" # mine\n\n'
ONE = "[[slots]] # sizes\nfamily = 'conv-output-size'   # the first\nlevel = \"easy\"\ncount = 2\n\n"
TWO = '  [[slots]]\n  topic = "dilation"\n  level = "medium"\n  kind = "numerical" # last\n'


@pytest.fixture
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path / "x.toml"


def items(run: Run, folder: Path, name: str) -> list[list[str]]:
    made = run("exam", "x.toml", "--forms", "2", "--seed", "1", "--format", "json", "-o", name)
    assert made.exit_code == 0, made.stderr
    every = (json.loads((folder / name / f"x-{form}.json").read_text("utf-8"))["items"] for form in "ab")
    return [sorted(item["id"] for item in form) for form in every]


def test_only_the_items_of_that_slot_change(run: Run, path: Path) -> None:
    path.write_text(HEAD + ONE + TWO, "utf-8")
    before = items(run, path.parent, "before")
    assert run("exam", "redraw", "x.toml", "conv-output-size-easy").exit_code == 0
    after = items(run, path.parent, "after")
    for old, new in zip(before, after, strict=True):
        kept = {*old} & {*new}
        assert len(kept) == 1
        assert not kept.pop().startswith("conv-output-size-")


def test_two_lines_are_added_below_the_head_of_the_slot_and_then_one_is_raised(run: Run, path: Path) -> None:
    path.write_text(HEAD + ONE + TWO, "utf-8")
    done = run("exam", "redraw", "x.toml", "dilation-medium-numerical")
    assert done.stdout.splitlines()[0] == "x.toml: the slot 'dilation-medium-numerical' has redraw = 1."
    head, _, below = TWO.partition("\n")
    added = '\n  id = "dilation-medium-numerical"\n  redraw = {}\n'
    assert path.read_text("utf-8") == HEAD + ONE + head + added.format(1) + below
    run("exam", "redraw", "x.toml", "dilation-medium-numerical")
    assert path.read_text("utf-8") == HEAD + ONE + head + added.format(2) + below


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("redraw = 1_0 # twice\n", "redraw = 11 # twice\n"),
        ('"redraw"=3\n', '"redraw"=4\n'),
        ("redraw = 0", "redraw = 1"),
    ],
)
def test_a_number_that_is_there_is_raised_where_it_stands(run: Run, path: Path, before: str, after: str) -> None:
    path.write_text(f'{HEAD}{TWO}  id = "mine"\n{before}', "utf-8")
    assert run("exam", "redraw", "x.toml", "mine").exit_code == 0
    assert path.read_text("utf-8") == f'{HEAD}{TWO}  id = "mine"\n{after}'


def test_slots_of_sections_are_found_and_ends_of_lines_stay(run: Run, path: Path) -> None:
    section = '[[sections]]\ntitle = """\n[[slots]]"""\n'
    text = HEAD + section + ONE.replace("slots", "sections.slots") + section + TWO.replace("slots", "sections.slots")
    path.write_bytes(b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode())
    assert run("exam", "redraw", "x.toml", "dilation-medium-numerical").exit_code == 0
    found = path.read_bytes()
    added = b'\r\n  id = "dilation-medium-numerical"\r\n  redraw = 1\r\n'
    assert found.count(b"\n") == found.count(b"\r\n")
    assert found.replace(added, b"\r\n") == b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode()


@pytest.mark.parametrize(
    ("text", "slot", "fault"),
    [
        (
            HEAD + ONE,
            "conv-output-size",
            "x.toml has no slot 'conv-output-size'; did you mean 'conv-output-size-easy'?",
        ),
        (HEAD + ONE, "zzz", "'quizgen blueprint check x.toml' lists all"),
        (
            HEAD + 'slots = [{ family = "conv-output-size", level = "easy" }]\n',
            "conv-output-size-easy",
            'write redraw = 1 and id = "conv-output-size-easy" there yourself',
        ),
        (HEAD + ONE + "redraw = 0x1\n", "conv-output-size-easy", "write redraw = 2"),
        (HEAD + ONE + "marks = 1\n", "conv-output-size-easy", "write points = 2"),
        ("title = \n", "one", "this is not TOML"),
    ],
)
def test_what_cannot_be_done_is_said_and_the_file_stays(run: Run, path: Path, text: str, slot: str, fault: str) -> None:
    path.write_text(text, "utf-8")
    found = run("exam", "redraw", "x.toml", slot)
    assert found.exit_code == 2
    assert fault in found.stderr
    assert found.stderr.count("\n") == 1
    assert path.read_text("utf-8") == text


def test_a_shipped_blueprint_is_copied_first(run: Run) -> None:
    found = run("exam", "redraw", "midterm", "output-size-medium")
    assert found.exit_code == 2
    assert "'midterm' comes with quizgen and stays as it is; copy " in found.stderr


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_file_that_cannot_be_written_stays(run: Run, path: Path) -> None:
    path.write_text(HEAD + ONE, "utf-8")
    path.parent.chmod(0o500)
    found = run("exam", "redraw", "x.toml", "conv-output-size-easy")
    path.parent.chmod(0o700)
    assert found.exit_code == 1
    assert path.read_text("utf-8") == HEAD + ONE


def test_what_is_pinned_is_told_to_stay(run: Run, path: Path) -> None:
    path.write_text(HEAD + ONE, "utf-8")
    names = items(run, path.parent, "before")[0]
    path.write_text(f"{HEAD}{ONE.rstrip()}\npin = {names[:1]}\n", "utf-8")
    found = run("exam", "redraw", "x.toml", "conv-output-size-easy")
    assert "What it pins, 1 of its items, stays." in found.stdout


def test_an_exam_says_on_standard_error_what_is_still_there(run: Run, path: Path) -> None:
    slot = '[[slots]]\nid = "p"\nfamily = "pooling-concepts"\nlevel = "medium"\nkind = "choice"\n'
    path.write_text(HEAD + slot, "utf-8")
    names = [name for form in items(run, path.parent, "before") for name in form]
    path.write_text(f"{HEAD}{slot}redraw = 1\npin = {names[:1]}\n", "utf-8")
    made = run("exam", "x.toml", "--forms", "2", "--seed", "1", "--format", "json", "-o", "after")
    told = [line for line in made.stderr.splitlines() if "drawn anew" in line]
    assert len(told) == 1
    assert told[0].startswith(f"Note: the slot 'p' was drawn anew and still has {names[1]}; no others fit: name more ")
