"""Printed sheets that were filled in and scanned become a table of answers and points, and nothing is guessed."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Sequence
from io import BytesIO
from pathlib import Path

import cv2
import numpy as np
import pypdfium2
import pytest
from click.testing import Result
from filled import Printed, rows
from numpy.typing import NDArray

Run = Callable[..., Result]


@pytest.fixture
def pile(exam: Printed, tmp_path: Path) -> Path:
    """Scans of three students: all right, one double mark, and all blank."""
    first, second = exam.forms
    other = {"A": "C"}.get(exam.right(0)[exam.lettered(0)], "A")
    exam.scan(tmp_path / "pile" / "1.png", first, "1234567", exam.right(0))
    exam.scan(tmp_path / "pile" / "2.jpg", first, "2345678", exam.right(0), also={exam.lettered(0): other})
    exam.scan(tmp_path / "pile" / "3.tif", second, "3456789", {})
    return tmp_path / "pile"


def bound(path: Path, pages: Sequence[NDArray[np.uint8]]) -> None:
    """Writes a PDF of pictures, as scanners do."""
    document = pypdfium2.PdfDocument.new()
    for grey in pages:
        image = pypdfium2.PdfImage.new(document)
        image.load_jpeg(BytesIO(cv2.imencode(".jpg", np.ascontiguousarray(grey))[1].tobytes()))
        width, height = (one * 72 / 152 for one in image.get_px_size())
        image.set_matrix(pypdfium2.PdfMatrix().scale(width, height))
        page = document.new_page(width, height)
        page.insert_obj(image)
        page.gen_content()
    document.save(path)


def test_answers_and_points_of_each_student_are_a_row_and_what_is_doubtful_is_open(
    run: Run, exam: Printed, pile: Path, tmp_path: Path
) -> None:
    done = run("scan", str(pile), "--exam", str(exam.folder), "-o", str(tmp_path / "results"))
    first, second, third = rows(tmp_path / "results")
    key, open_ = exam.right(0), exam.lettered(0)
    assert {column: first[column] for column in key} == key
    assert (first["points"], first["of"], first["state"]) == ("3", "3", "sure")
    assert {column: second[column] for column in key} == {**key, open_: "?"}
    assert (second["points"], second["state"]) == ("", "doubtful")
    assert (third["points"], third["state"], {third[column] for column in key}) == ("0", "sure", {""})
    assert done.exit_code == 1
    assert done.stdout.startswith("3 pages: 2 read, 1 doubtful, 0 refused.\n3 sheets: 2 sure.\nDoubtful: 1 answer: ")
    told = json.loads((tmp_path / "results" / "scan.json").read_text("utf-8"))
    assert told["pages"] == {"in": 3, "read": 2, "doubtful": 1, "refused": 0, "left_out": 0}
    assert [one["question"] for one in told["doubtful"]] == [open_]


@pytest.mark.parametrize("name", ["pile.tiff", os.fsdecode(b"pile-\xff.tiff")])
def test_pages_of_a_pdf_and_of_a_tiff_are_read_in_any_order_and_any_way_up(
    run: Run, exam: Printed, pile: Path, tmp_path: Path, name: str
) -> None:
    grey = [np.asarray(cv2.imread(str(pile / name), cv2.IMREAD_GRAYSCALE)) for name in ("3.tif", "1.png", "2.jpg")]
    empty = np.full_like(grey[0], 250)
    bound(tmp_path / "pile.pdf", [np.rot90(grey[0], 2), empty, grey[1]])
    assert cv2.imwritemulti(str(tmp_path / "pile.tiff"), [empty, np.rot90(grey[2])])
    (tmp_path / "pile.tiff").rename(tmp_path / name)
    scans = [str(tmp_path / name), str(tmp_path / "pile.pdf")]
    done = run("scan", *scans, "--exam", str(exam.folder), "-o", str(tmp_path / "results"))
    assert done.stdout.startswith("5 pages: 2 read, 1 doubtful, 0 refused, 2 left out.\n3 sheets: 2 sure.\n")
    assert f".tiff, page 2, question {exam.lettered(0)}" in done.stdout
    assert [row["number"] for row in rows(tmp_path / "results")] == ["1234567", "2345678", "3456789"]


def test_where_all_is_sure_the_status_is_0(run: Run, exam: Printed, pile: Path, tmp_path: Path) -> None:
    asked = ["--exam", str(exam.folder / "exam.json"), "-o", str(tmp_path / "results")]
    done = run("scan", str(pile / "1.png"), *asked)
    assert done.exit_code == 0
    assert done.stdout.startswith("1 page: 1 read, 0 doubtful, 0 refused.\n1 sheet: 1 sure.\nWritten: ")
    assert "Nothing is left to be settled" in (tmp_path / "results" / "review.html").read_text("utf-8")


def test_a_table_that_was_edited_is_marked_again_without_the_scans(
    run: Run, exam: Printed, pile: Path, tmp_path: Path
) -> None:
    asked = ["--exam", str(exam.folder), "-o", str(tmp_path / "results")]
    run("scan", str(pile), *asked)
    for scan in pile.iterdir():
        scan.unlink()
    table = tmp_path / "results" / "results.csv"
    table.write_text(table.read_text("utf-8").replace("?", exam.right(0)[exam.lettered(0)]), "utf-8")
    refused = run("scan", *asked)
    assert refused.exit_code == 2
    assert "results.csv was changed after quizgen wrote it: give it with --answers" in refused.stderr
    done = run("scan", *asked, "--answers", str(table))
    assert done.exit_code == 0, done.output
    assert [(row["points"], row["state"]) for row in rows(tmp_path / "results")] == [
        ("3", "sure"),
        ("3", "sure"),
        ("0", "sure"),
    ]
    again = run("scan", *asked)
    assert (again.exit_code, rows(tmp_path / "results")[1]["points"]) == (0, "3")


def test_other_bounds_mark_the_same_ink_again(run: Run, exam: Printed, pile: Path, tmp_path: Path) -> None:
    asked = ["--exam", str(exam.folder), "-o", str(tmp_path / "results")]
    run("scan", str(pile / "1.png"), *asked)
    strict = run("scan", *asked, "--threshold", "0.97", "--margin", "0.9")
    assert strict.exit_code == 1
    assert "a faint mark" in strict.stdout
    assert run("scan", *asked).exit_code == 0


def test_names_come_from_the_roster_and_who_is_not_there_is_named(
    run: Run, exam: Printed, pile: Path, tmp_path: Path
) -> None:
    roster = tmp_path / "students.csv"
    roster.write_text("number,name\n1234567,Ada\n3456789,Emmy\n9999999,Sofja\n", "utf-8")
    asked = ["--exam", str(exam.folder), "-o", str(tmp_path / "results"), "--roster", str(roster)]
    done = run("scan", str(pile), *asked)
    assert "Numbers that the roster does not have: 2345678." in done.stdout
    assert "Of the roster, 1 student without a sheet: 9999999." in done.stdout
    assert [row["name"] for row in rows(tmp_path / "results")] == ["Ada", "", "Emmy"]


@pytest.mark.slow
def test_the_same_results_come_of_any_number_of_processes(run: Run, exam: Printed, pile: Path, tmp_path: Path) -> None:
    for number in range(4, 8):
        exam.scan(pile / f"{number}.png", exam.forms[1], f"000000{number}", exam.right(1))
    for jobs in ("1", "2"):
        run("scan", str(pile), "--exam", str(exam.folder), "-o", str(tmp_path / jobs), "--jobs", jobs)
    for name in ("readings.jsonl", "results.csv", "scan.json"):
        assert (tmp_path / "1" / name).read_bytes() == (tmp_path / "2" / name).read_bytes()
    assert len(rows(tmp_path / "1")) == 7
