"""Pictures from elsewhere: SVG that only draws, PNG and JPEG within SVG."""

from __future__ import annotations

import struct
import zlib

import pytest

from quizgen.errors import FormulaError
from quizgen.figures import box, svg
from quizgen.figures.cleaning import cleaned
from quizgen.figures.picture import original, picture
from quizgen.formats.drawings import as_png
from quizgen.text import Text

HEAD = '<svg xmlns="http://www.w3.org/2000/svg" width="20" height="10" viewBox="0 0 20 10">'
ALT = Text("A cat.")


def png(width: int, height: int) -> bytes:
    """A grey picture."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    rows = b"".join(b"\0" + bytes(width) for _ in range(height))
    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


def test_a_clean_drawing_stays_letter_by_letter() -> None:
    drawing = f'{HEAD}\n<rect width="5" height="5"/>\n</svg>\n'
    figure, dropped = picture(drawing.encode(), ALT)
    assert (svg(figure), dropped) == (drawing, ())


@pytest.mark.parametrize(
    "bad",
    [
        "<script>alert(1)</script>",
        '<rect onload="alert(1)"/>',
        '<image href="https://x.org/a.png"/>',
        '<use href="other.svg#a"/>',
        "<foreignObject><p>x</p></foreignObject>",
        '<rect style="fill:url(https://x.org/a)"/>',
        "<style>@import url(https://x.org/a.css);</style>",
        '<a href="javascript:alert(1)"><rect/></a>',
    ],
)
def test_what_runs_or_loads_is_left_out_and_told(bad: str) -> None:
    shown, dropped = cleaned(f'{HEAD}{bad}<circle r="3"/></svg>')
    assert dropped
    assert "circle" in shown
    assert not any(word in shown for word in ("script", "alert", "x.org", "other.svg", "foreignObject"))
    assert cleaned(shown) == (shown, ())


@pytest.mark.parametrize("bad", ["<svg", "<html/>", f'<!DOCTYPE svg [<!ENTITY a "b">]>{HEAD}</svg>', "GIF89a", ""])
def test_what_is_no_picture_is_refused(bad: str) -> None:
    with pytest.raises(FormulaError):
        picture(bad.encode(), ALT)


def test_a_drawing_without_a_size_gets_that_of_its_view_box() -> None:
    shown, _ = cleaned('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 30 12"/>')
    assert {'width="30"', 'height="12"'} <= {*shown.replace("/", " ").replace(">", " ").split()}


def test_a_picture_of_pixels_stands_in_a_drawing_and_is_told_in_a_terminal() -> None:
    figure, _ = picture(png(60, 30), ALT)
    assert 'width="60" height="30"' in svg(figure)
    assert "data:image/png;base64," in svg(figure)
    assert "A cat." in box(figure)
    assert as_png(figure).startswith(b"\x89PNG")


def test_a_picture_of_three_times_as_many_pixels_as_it_is_wide_stays_as_it_came() -> None:
    content = png(60, 30)
    figure, _ = picture(content, ALT, "stem", 20)
    assert (original(figure, 3), as_png(figure)) == (content, content)
