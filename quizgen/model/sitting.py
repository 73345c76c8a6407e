"""How an exam is sat."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction


@dataclass(frozen=True, slots=True)
class Sitting:
    """What students are told beside the questions, and the paper on which these stand.

    ``language`` names the file of the frame's words. ``wrong`` is the share of the points that a wrong option costs
    where one is right, None where nothing is said of it. ``fonts`` are paths of files, tried in their order for
    characters that quizgen's own fonts lack.
    """

    language: str = "en"
    wrong: Fraction | None = None
    fonts: tuple[str, ...] = ()
