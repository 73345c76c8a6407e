"""H5P's content types as sites have them, and the words that their questions say around what is asked."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any, Literal, TypeAlias, cast

from quizgen import resources
from quizgen.reading.files import text
from quizgen.reading.toml import parsed

Library: TypeAlias = Literal["QuestionSet", "MultiChoice", "TrueFalse", "Blanks", "Image"]
Params: TypeAlias = dict[str, Any]
VERSIONS: Mapping[Library, tuple[int, int]] = {
    "QuestionSet": (1, 20),
    "MultiChoice": (1, 16),
    "TrueFalse": (1, 8),
    "Blanks": (1, 14),
    "Image": (1, 1),
}
"""A site takes a package if it has these very versions: later ones of the content types stand beside earlier ones."""
TITLES: Mapping[Library, str] = {
    "QuestionSet": "Question Set",
    "MultiChoice": "Multiple Choice",
    "TrueFalse": "True/False Question",
    "Blanks": "Fill in the Blanks",
    "Image": "Image",
}
UNDISCLOSED = "U"
"""No licence is named."""


def called(library: Library) -> str:
    """``H5P.MultiChoice 1.16``."""
    major, minor = VERSIONS[library]
    return f"H5P.{library} {major}.{minor}"


def dependency(library: Library) -> Params:
    """How a package names a content type that it needs."""
    major, minor = VERSIONS[library]
    return {"machineName": f"H5P.{library}", "majorVersion": major, "minorVersion": minor}


def metadata(library: Library, title: str) -> Params:
    """What a site shows of a piece of content in its lists."""
    return {"contentType": TITLES[library], "license": UNDISCLOSED, "title": title}


@cache
def words(language: str) -> Mapping[str, Params]:
    """By content type, the fields that hold words of the player, each as that content type names it."""
    path = resources.banks() / "h5p" / f"{language}.toml"
    return cast("Mapping[str, Params]", parsed(text(path), str(path)).values)
