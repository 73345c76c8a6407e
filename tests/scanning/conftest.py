from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import cv2
import numpy as np
import pytest

from quizgen.scanning.pictures import Grey, Picture
from quizgen.scanning.trial.printing import Printed, printed


@pytest.fixture(scope="session")
def form() -> Printed:
    return printed("tests", "A")


@pytest.fixture(scope="session")
def shown() -> Callable[[Grey], Picture]:
    """A page as a scanner at 200 dpi gives it, straight and clean."""

    def made(paper: Grey) -> Picture:
        small = cv2.resize(paper, None, fx=2 / 3, fy=2 / 3, interpolation=cv2.INTER_AREA)
        return Picture(Path("page.png"), 1, np.asarray(small, np.uint8))

    return made
