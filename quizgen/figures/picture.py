"""A picture from elsewhere: a drawing in SVG as it stands, or a PNG or JPEG within one.

Its params are ``{"svg": "<svg ..."}``, or ``{"type": "image/png", "data": "iVBOR...", "width": 300, "height": 200}``
with the sides in pixels of a screen.
"""

from __future__ import annotations

from base64 import b64decode, b64encode
from binascii import Error
from collections.abc import Mapping
from typing import Any

from msgspec import Struct

from quizgen.errors import FormulaError
from quizgen.figures.cleaning import cleaned
from quizgen.figures.raster import raster
from quizgen.model import Figure
from quizgen.text import Text

KIND = "picture"
WIDEST = 600
"""Pixels of a screen that a picture takes, unless somebody wished for more."""


class Pixels(Struct, frozen=True):
    """A picture of pixels: its kind, its bytes as base64, and its sides on a screen."""

    kind: str
    data: str
    width: int
    height: int


def picture(content: bytes, alt: Text, place: Any = "stem", width: int = 0) -> tuple[Figure, tuple[str, ...]]:
    """The figure of a file's bytes, and what was left out of it; raises FormulaError where it is none.

    A picture of pixels may be shown so many pixels wide, and is otherwise as large as it is, if that is not too large.
    """
    if content.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<"):
        try:
            shown, dropped = cleaned(content.decode("utf-8-sig"))
        except UnicodeDecodeError:
            raise FormulaError("it is no UTF-8") from None
        return Figure(KIND, {"svg": shown}, alt, place), dropped
    found = raster(content)
    wide = width or min(WIDEST, found.width)
    tall = max(1, round(found.height * wide / found.width))
    params = {"type": found.kind, "data": b64encode(content).decode(), "width": wide, "height": tall}
    return Figure(KIND, params, alt, place), ()


def read(params: Mapping[str, Any]) -> Pixels | str:
    """The drawing, or the pixels; raises FormulaError for anything else, and for a drawing that is not clean."""
    shown = params.get("svg")
    if set(params) == {"svg"} and isinstance(shown, str):
        return cleaned(shown)[0]
    if set(params) != {"type", "data", "width", "height"} or not isinstance(params["data"], str):
        raise FormulaError("a picture is SVG under 'svg', or has a type, data, width and height")
    kind = raster(_decoded(params["data"])).kind
    sides = [params["width"], params["height"]]
    if kind != params["type"] or not all(type(side) is int and side > 0 for side in sides):
        raise FormulaError("a picture's type, width or height are not those of its data")
    return Pixels(kind, params["data"], *sides)


def _decoded(data: str) -> bytes:
    try:
        return b64decode(data, validate=True)
    except (Error, ValueError):
        raise FormulaError("a picture's data are no base64") from None


def original(figure: Figure, scale: int) -> bytes | None:
    """The bytes of a PNG that has ``scale`` times as many pixels as it takes on a screen; None for other figures."""
    if figure.kind != KIND or figure.params.get("type") != "image/png":
        return None
    content = _decoded(figure.params["data"])
    return content if abs(raster(content).width - scale * figure.params["width"]) < scale else None
