"""Style, program and font of the page, and the digests by which its policy knows them."""

from __future__ import annotations

from base64 import b64encode
from functools import cache
from hashlib import sha256

from markupsafe import Markup
from msgspec import Struct

from quizgen import resources
from quizgen.formats.programs import program

PROGRAM = (
    "answers/numbers.js",
    "html/formulas.js",
    "html/inflate.js",
    "html/marks.js",
    "html/fields.js",
    "html/words.js",
    "html/store.js",
    "html/log.js",
    "html/verdicts.js",
    "html/cards.js",
    "html/tries.js",
    "html/summary.js",
    "html/exam.js",
    "html/page.js",
)
"""In this order: a file uses at once only what stands in those before it."""
STYLE = ("html/page.css", "html/cards.css", "html/print.css")


class Asset(Struct, frozen=True):
    """A text that stands in the page as it is, and its digest as a policy names it."""

    text: Markup
    digest: str


@cache
def script() -> Asset:
    """The program."""
    return _asset(program(PROGRAM))


@cache
def style() -> Asset:
    """The style, with the font in it."""
    font = b64encode((resources.templates() / "html" / "math.woff2").read_bytes()).decode()
    face = f'@font-face {{ font-family: "quizgen math"; src: url(data:font/woff2;base64,{font}) format("woff2"); }}'
    files = ((resources.templates() / name).read_text(encoding="utf-8") for name in STYLE)
    return _asset("\n".join((face, *files)))


def _asset(text: str) -> Asset:
    digest = b64encode(sha256(text.encode()).digest()).decode()
    return Asset(Markup(text), f"sha256-{digest}")  # noqa: S704 - it ships with quizgen
