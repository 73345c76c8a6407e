"""The marks in the corners are those that OpenCV knows."""

from __future__ import annotations

import cv2
import pytest

from quizgen.sheets.marks import MODULES, squares


@pytest.mark.parametrize("mark", range(4))
def test_a_mark_is_that_of_the_dictionary(mark: int) -> None:
    known = cv2.aruco.getPredefinedDictionary(cv2.aruco.DICT_4X4_50)
    image = cv2.aruco.generateImageMarker(known, mark, MODULES, borderBits=1)
    assert squares(mark) == tuple("".join("0" if white else "1" for white in row) for row in image)
