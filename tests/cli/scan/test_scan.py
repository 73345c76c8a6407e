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


def test_points_that_were_edited_are_told_and_follow_from_the_answers(
    run: Run, exam: Printed, pile: Path, tmp_path: Path
) -> None:
    asked = ["--exam", str(exam.folder), "-o", str(tmp_path / "results")]
    run("scan", str(pile), *asked)
    own = tmp_path / "own.csv"
    text = (tmp_path / "results" / "results.csv").read_text("utf-8-sig")
    own.write_text(text.replace("1234567,,A,3,3,sure", "1234567,,A,1,3,sure").replace("?", ""), "utf-8")
    done = run("scan", *asked, "--answers", str(own))
    said = f"Note: the points of 1234567 in {own} are not taken: points follow from the answers; edit these.\n"
    assert (done.exit_code, done.stderr) == (0, said)
    assert [row["points"] for row in rows(tmp_path / "results")] == ["3", "2", "0"]
    own.write_text(text.replace("?", ""), "utf-8")  # without points where an answer was open: these say nothing
    for _ in range(2):
        done = run("scan", *asked, "--answers", str(own))
        assert (done.exit_code, done.stderr) == (0, "")


def test_two_rows_of_a_student_are_refused(run: Run, exam: Printed, pile: Path, tmp_path: Path) -> None:
    asked = ["--exam", str(exam.folder), "-o", str(tmp_path / "results")]
    run("scan", str(pile / "1.png"), *asked)
    own, table = tmp_path / "own.csv", tmp_path / "results" / "results.csv"
    head, row = table.read_text("utf-8-sig").splitlines()
    own.write_text("\n".join((head, row, row.replace(exam.right(0)[exam.lettered(0)], "", 1))), "utf-8")
    before = table.read_bytes()
    done = run("scan", *asked, "--answers", str(own))
    said = f"Error: {own}, line 3: the number 1234567 has a row in line 2 already; leave one\n"
    assert (done.exit_code, done.stderr, done.stdout) == (2, said, "")
    assert table.read_bytes() == before


@pytest.mark.parametrize(
    ("bounds", "said"),
    [
        (("--threshold", "0.05", "--margin", "0.2"), "--threshold 0.05 and --margin 0.2: no box would be empty; "),
        (("--threshold", "0.2", "--margin", "0.2"), "--threshold 0.2 and --margin 0.2: no box would be empty; "),
        (("--threshold", "0.08"), "--threshold 0.08 and --margin 0.08: no box would be empty; "),
        (("--margin", "0.14"), "--threshold 0.14 and --margin 0.14: no box would be empty; "),
        (("--threshold", "0.95"), "would be taken for empty; give a margin of at least 0.75"),
        (("--threshold", "0.5", "--margin", "0.29"), "would be taken for empty; give a margin of at least 0.3"),
    ],
)
def test_bounds_that_leave_no_box_or_no_cross_are_refused_before_a_page_is_read(
    run: Run, exam: Printed, tmp_path: Path, bounds: tuple[str, ...], said: str
) -> None:
    exam.scan(tmp_path / "1.png", exam.forms[0], "1234567", {})
    asked = "--exam", str(exam.folder / "exam.json"), "-o", str(tmp_path / "results")
    done = run("scan", str(tmp_path / "1.png"), *asked, *bounds)
    assert (done.exit_code, done.stdout) == (2, "")
    assert done.stderr.startswith("Error: --threshold ")
    assert said in done.stderr
    assert done.stderr.count("\n") == 1
    assert not (tmp_path / "results").exists()


def test_a_copy_of_an_exams_file_stands_for_its_folder(run: Run, exam: Printed, pile: Path, tmp_path: Path) -> None:
    copy = tmp_path / "other.json"
    copy.write_bytes((exam.folder / "exam.json").read_bytes())
    asked = "--exam", str(copy), "-o", str(tmp_path / "results"), "--threshold", "0.5", "--margin", "0.3"
    assert run("scan", str(pile / "1.png"), *asked).exit_code == 0
    done = run("scan", str(pile / "1.png"), "--exam", str(pile / "1.png"), "-o", str(tmp_path / "results"))
    assert (done.exit_code, done.stderr.count("\n")) == (2, 1)
    assert "there is no exam.json in" in done.stderr


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
