from __future__ import annotations

from pathlib import Path

import cv2
import numpy as np
import pypdfium2
import pytest

from quizgen.scanning.pictures import Picture, count, picture


def written(folder: Path, pages: int) -> Path:
    """A PDF with empty A4 pages."""
    document = pypdfium2.PdfDocument.new()
    for _ in range(pages):
        document.new_page(595, 842)
    document.save(folder / "scan.pdf")
    document.close()
    return folder / "scan.pdf"


def pages(file: Path) -> list[Picture]:
    return [picture(file, page) for page in range(1, count(file) + 1)]


def test_a_pdf_gives_its_pages_one_after_the_other(tmp_path: Path) -> None:
    file = written(tmp_path, 3)
    every = pages(file)
    assert [(one.page, one.refused) for one in every] == [(1, ""), (2, ""), (3, "")]
    assert every[0].grey is not None
    assert every[0].grey.shape == pytest.approx((2339, 1653), abs=1)


def test_a_tiff_gives_its_pages(tmp_path: Path) -> None:
    file = tmp_path / "scan.tif"
    cv2.imwritemulti(str(file), [np.full((140, 130), grey, np.uint8) for grey in (10, 200)])
    assert count(file) == 2
    assert [int(one.grey.mean()) for one in pages(file) if one.grey is not None] == [10, 200]


@pytest.mark.parametrize(("name", "words"), [("torn.pdf", "no PDF that can be opened"), ("torn.png", "no image")])
def test_what_cannot_be_opened_says_so_once(tmp_path: Path, name: str, words: str) -> None:
    file = tmp_path / name
    whole = written(tmp_path, 1).read_bytes() if name.endswith("pdf") else b"\x89PNG\r\n\x1a\n" + b"0" * 90
    file.write_bytes(whole[: len(whole) // 3])
    (one,) = pages(file)
    assert one.grey is None
    assert words in one.refused


def test_an_empty_file_and_none_are_refused(tmp_path: Path) -> None:
    (tmp_path / "empty.jpg").touch()
    assert picture(tmp_path / "empty.jpg", 1).refused
    assert "No such file" in picture(tmp_path / "none.jpg", 1).refused


def test_a_huge_picture_is_read_smaller(tmp_path: Path) -> None:
    file = tmp_path / "huge.png"
    cv2.imwrite(str(file), np.zeros((9000, 6000), np.uint8))
    grey = picture(file, 1).grey
    assert grey is not None
    assert grey.shape == (4500, 3000)


@pytest.mark.parametrize("shape", [(1, 1), (1, 20000), (3000, 40)])
def test_a_picture_too_small_for_a_sheet_is_refused_with_its_size(tmp_path: Path, shape: tuple[int, int]) -> None:
    file = tmp_path / "line.png"
    cv2.imwrite(str(file), np.zeros(shape, np.uint8))
    one = picture(file, 1)
    assert (one.grey, one.refused) == (None, f"a picture of {shape[1]} × {shape[0]} pixels shows no sheet")


def test_what_a_library_cannot_cope_with_is_told_in_our_words(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def too_large(*_: object) -> None:
        raise cv2.error("OpenCV(5.0.0) /io/opencv/loadsave.cpp:79: error: (-215:Assertion failed)")

    file = tmp_path / "huge.png"
    cv2.imwrite(str(file), np.zeros((200, 200), np.uint8))
    monkeypatch.setattr(cv2, "imdecode", too_large)
    assert picture(file, 1).refused == "the picture is too large, or damaged: save it anew, at 300 dpi at most"
