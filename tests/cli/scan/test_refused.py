"""What is no scan of this exam is one sentence each, and nothing is half-written."""

from __future__ import annotations

import json
import os
import shutil
import sys
from collections.abc import Callable
from importlib import util
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import pytest
from click.testing import Result
from filled import Printed

Run = Callable[..., Result]
TORN = b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog"


def picture(path: Path, grey: Any) -> Path:
    assert cv2.imwrite(str(path), np.asarray(grey, np.uint8))
    return path


@pytest.fixture
def cat(tmp_path: Path) -> Path:
    return picture(tmp_path / "cat.png", np.random.default_rng(1).integers(0, 255, (400, 300)))


def sentence(result: Result, status: int = 2) -> str:
    """The one sentence of an error."""
    assert (result.exit_code, result.stdout, result.stderr.count("\n")) == (status, "", 1)
    assert len(result.stderr) <= 300
    return result.stderr


def refusal(result: Result) -> str:
    """The one sentence about a page, which is accounted for."""
    assert (result.exit_code, result.stderr) == (1, "")
    (line,) = (line for line in result.stdout.splitlines() if line.startswith("Refused: "))
    assert result.stdout.startswith("1 page: 0 read, 0 doubtful, 1 refused.\n")
    return line


def changed(exam: Printed, folder: Path, change: Callable[[Any], None]) -> str:
    """A folder with that exam.json, changed."""
    folder.mkdir()
    found = json.loads((exam.folder / "exam.json").read_text("utf-8"))
    change(found)
    (folder / "exam.json").write_text(json.dumps(found), "utf-8")
    return str(folder)


def test_a_picture_of_something_else_is_refused(run: Run, exam: Printed, cat: Path, tmp_path: Path) -> None:
    done = run("scan", str(cat), "--exam", str(exam.folder), "-o", str(tmp_path / "r"))
    assert refusal(done) == f"Refused: {cat}, page 1: no code of an answer sheet was found in the picture."
    assert 'src="data:image/jpeg;base64,' in (tmp_path / "r" / "review.html").read_text("utf-8")


@pytest.mark.parametrize("content", [TORN, b"", b"not a PDF at all"])
def test_a_torn_pdf_is_refused(run: Run, exam: Printed, tmp_path: Path, content: bytes) -> None:
    (tmp_path / "torn.pdf").write_bytes(content)
    done = run("scan", str(tmp_path / "torn.pdf"), "--exam", str(exam.folder), "-o", str(tmp_path / "r"))
    assert "torn.pdf, page 1: this is no PDF that can be opened" in refusal(done)


def test_sheets_of_a_changed_form_are_refused(run: Run, exam: Printed, tmp_path: Path) -> None:
    def reseal(found: Any) -> None:
        for form in found["forms"]:
            form["seal"] = form["seal"][::-1]

    scan = exam.scan(tmp_path / "1.png", exam.forms[0], "1234567", {})
    other = changed(exam, tmp_path / "changed", reseal)
    seal = exam.forms[0].seal
    done = refusal(run("scan", str(scan), "--exam", other, "-o", str(tmp_path / "r")))
    assert f"form {seal} is of another exam, or was printed before the exam was changed" in done


def test_an_empty_back_is_left_out_and_settles_nothing_else(run: Run, exam: Printed, tmp_path: Path) -> None:
    scan = exam.scan(tmp_path / "pile" / "1.png", exam.forms[0], "1234567", {})
    picture(scan.parent / "2.png", np.full((1700, 1200), 247))
    done = run("scan", str(scan.parent), "--exam", str(exam.folder), "-o", str(tmp_path / "r"))
    assert done.exit_code == 0
    assert "Left out: 1 page: nothing is printed on the page." in done.stdout


def test_a_folder_without_scans_is_one_sentence(run: Run, exam: Printed, tmp_path: Path) -> None:
    (tmp_path / "pile").mkdir()
    (tmp_path / "pile" / "notes.txt").write_text("x", "utf-8")
    asked = ["--exam", str(exam.folder), "-o", str(tmp_path / "r")]
    assert "there is no scan in" in sentence(run("scan", str(tmp_path / "pile"), *asked))
    assert "is no scan that can be read" in sentence(run("scan", str(tmp_path / "pile" / "notes.txt"), *asked))
    assert "there is no file" in sentence(run("scan", str(tmp_path / "gone.pdf"), *asked))
    assert "there is no scan in" in sentence(run("scan", str(exam.folder), *asked))
    assert not (tmp_path / "r").exists()


def test_an_exam_that_is_none_or_has_no_sheets_is_one_sentence(
    run: Run, exam: Printed, cat: Path, tmp_path: Path
) -> None:
    plain = changed(exam, tmp_path / "plain", lambda found: found.pop("sheet"))
    newer = changed(exam, tmp_path / "newer", lambda found: found["sheet"].update(geometry=99))
    said = {
        str(tmp_path / "gone"): (2, "there is no exam.json"),
        plain: (2, 'has no answer sheets: write answers = "sheet" into its blueprint'),
        newer: (1, "have boxes in other places (version 99"),
    }
    for folder, (status, words) in said.items():
        assert words in sentence(run("scan", str(cat), "--exam", folder, "-o", str(tmp_path / "r")), status)
    assert "the exam is missing" in sentence(run("scan", str(cat)))
    assert not (tmp_path / "r").exists()


def test_a_link_to_a_scan_that_is_not_there_is_not_passed_over(
    run: Run, exam: Printed, cat: Path, tmp_path: Path
) -> None:
    pile = tmp_path / "pile"
    pile.mkdir()
    (pile / "a.png").write_bytes(cat.read_bytes())
    (pile / "b.png").symlink_to(tmp_path / "nowhere.png")
    told = sentence(run("scan", str(pile), "--exam", str(exam.folder), "-o", str(tmp_path / "r")))
    assert told == f"Error: {pile / 'b.png'} is a link to nothing: mend it, or take it out of {pile}\n"


@pytest.mark.parametrize(
    "change",
    [
        lambda found: found.update(sheet="x"),
        lambda found: found["sheet"].update(paper="a0"),
        lambda found: found["sheet"].update(digits=10**9),
        lambda found: found["sheet"].pop("digits"),
        lambda found: found["blueprint"].update(text="=="),
        lambda found: found.pop("blueprint"),
    ],
)
def test_an_exam_file_that_quizgen_did_not_write_so_is_one_sentence(
    run: Run, exam: Printed, cat: Path, tmp_path: Path, change: Callable[[Any], None]
) -> None:
    folder = changed(exam, tmp_path / "changed", change)
    said = sentence(run("scan", str(cat), "--exam", folder, "-o", str(tmp_path / "r")), 1)
    assert "is not as quizgen wrote it" in said
    assert not (tmp_path / "r").exists()


@pytest.mark.skipif(sys.platform != "linux", reason="names of files are letters there")
def test_names_of_files_are_no_letters_that_a_terminal_obeys(run: Run, exam: Printed, tmp_path: Path) -> None:
    for name in (b"a\xff.png", b"b\x1b[31m\n.png", b"c\xfe.pdf", b"d\xff.tif"):
        path = tmp_path / "pile" / os.fsdecode(name)
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(name)
    done = run("scan", str(tmp_path / "pile"), "--exam", str(exam.folder), "-o", str(tmp_path / "r"))
    assert done.stdout.startswith("4 pages: 0 read, 0 doubtful, 4 refused.\n")
    assert "\x1b" not in done.output
    assert "a\ufffd.png, page 1: this is no image that can be decoded." in done.stdout


def test_names_of_files_that_are_not_read_are_no_letters_that_a_terminal_obeys(
    run: Run, exam: Printed, cat: Path, tmp_path: Path
) -> None:
    pile = tmp_path / "pile\x1b"
    pile.mkdir()
    for name in ("a\n.png", "b\x1b[31m.png", "c\x1b[31m\n.doc"):
        (pile / name).write_bytes(cat.read_bytes())
    done = run("scan", str(pile), "--exam", str(exam.folder), "-o", str(tmp_path / "r"))
    assert "\x1b" not in done.output
    assert [line.split(": ")[0] for line in done.stderr.splitlines()] == [
        f"No scans in {tmp_path}/pile\ufffd",
        "The same file more than once, read once",
    ]


def test_results_that_cannot_be_written_are_one_sentence(run: Run, exam: Printed, cat: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x", "utf-8")
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "results.csv").write_text("mine", "utf-8")
    said = {
        tmp_path / "file": (2, "is a file, and results need a folder"),
        tmp_path / "file" / "r": (1, "readings.jsonl cannot be written"),
        tmp_path / "mine": (2, "results.csv was not written by quizgen"),
        exam.folder: (2, "holds files of 'exam week"),
    }
    for folder, (status, words) in said.items():
        done = run("scan", str(cat), "--exam", str(exam.folder), "-o", str(folder))
        assert words in sentence(done, status)
    assert [path.name for path in (tmp_path / "mine").iterdir()] == ["results.csv"]


def test_results_of_another_exam_are_not_mixed_with_these(run: Run, exam: Printed, cat: Path, tmp_path: Path) -> None:
    run("scan", str(cat), "--exam", str(exam.folder), "-o", str(tmp_path / "r"))
    other = changed(exam, tmp_path / "other", lambda found: found.update(seal="OTHERSEAL0"))
    done = run("scan", str(cat), "--exam", other, "-o", str(tmp_path / "r"))
    assert "holds readings of the exam" in sentence(done)


def test_without_scans_and_without_readings_there_is_nothing_to_do(run: Run, exam: Printed, tmp_path: Path) -> None:
    assert "no scans are given" in sentence(run("scan", "--exam", str(exam.folder), "-o", str(tmp_path / "r")))
    assert not (tmp_path / "r").exists()


def test_what_is_not_installed_is_named_with_how_to_get_it(
    run: Run, exam: Printed, cat: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    there = util.find_spec
    monkeypatch.setattr("quizgen.cli.scanned.find_spec", lambda name: None if name == "cv2" else there(name))
    said = sentence(run("scan", str(cat), "--exam", str(exam.folder), "-o", str(tmp_path / "r")), 1)
    assert said == 'Error: scans are read with OpenCV, which is not installed: pip install "quizgen[scan]"\n'


@pytest.mark.parametrize(
    ("option", "words"),
    [
        ("--corrections", "--corrections takes the file that review.html downloads"),
        ("--answers", "--answers takes results.csv"),
        ("--roster", "--roster takes a CSV file"),
    ],
)
def test_files_that_are_not_there_are_one_sentence(
    run: Run, exam: Printed, tmp_path: Path, option: str, words: str
) -> None:
    asked = ["scan", "--exam", str(exam.folder), "-o", str(tmp_path / "r")]
    run(*asked, str(exam.scan(tmp_path / "1.png", exam.forms[0], "1234567", {})))
    shutil.copytree(tmp_path / "r", tmp_path / "before")
    assert words in sentence(run(*asked, option, str(tmp_path / "gone")))
    for path in (tmp_path / "r").iterdir():
        assert path.read_bytes() == (tmp_path / "before" / path.name).read_bytes()


def test_a_hyphen_is_no_folder(run: Run, exam: Printed, cat: Path) -> None:
    assert "results need a folder" in sentence(run("scan", str(cat), "--exam", str(exam.folder), "-o", "-"))
