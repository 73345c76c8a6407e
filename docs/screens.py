"""Pictures of a terminal, set by Typst: its letters, their colours and weights."""

from __future__ import annotations

import json
import re
import tempfile
from collections.abc import Mapping
from itertools import groupby
from pathlib import Path
from typing import TypeAlias

import pyte
import typst

COLOURS = {
    "default": "#e6e6e6",
    "brightblack": "#98a2ae",
    "red": "#ff8f87",
    "green": "#8fd694",
    "brown": "#e5c07b",
    "blue": "#82aaff",
    "magenta": "#d7a6f5",
    "cyan": "#7fd4e0",
}
PAGE = """
#set page(width: 172mm, height: auto, margin: 5mm, fill: rgb("#15191e"))
#set text(font: "DejaVu Sans Mono", size: 9pt)
#set par(leading: 0.42em)
#for line in json("screen.json") [
  #for run in line {
    let said = run.text.replace(" ", "\\u{a0}")
    set text(fill: rgb(run.fill), weight: run.weight)
    if run.plain { said } else { for letter in said.clusters() { box(width: 0.602em, align(center, letter)) } }
  }#linebreak()
]
"""
"""A letter of a fallback font takes one column, too."""
Run: TypeAlias = dict[str, str | bool]
_DIM = re.compile(rb"\x1b\[(0;)?2m")


def drawn(said: bytes, rows: int, columns: int) -> pyte.Screen:
    """The screen after all that a program wrote; what is dim there is grey here."""
    screen = pyte.Screen(columns, rows)
    pyte.ByteStream(screen).feed(_DIM.sub(lambda found: b"\x1b[" + (found[1] or b"") + b"90m", said))
    return screen


def picture(screen: pyte.Screen, target: Path, *, before: str = "", without: str = "") -> None:
    """Writes it as PNG, with a line ``before`` it, and as far as a line that begins with what it is ``without``."""
    lines = [_runs(screen.buffer[row], screen.columns) for row in range(screen.lines)]
    texts = ["".join(str(run["text"]) for run in line).rstrip() for line in lines]
    end = next((at for at, text in enumerate(texts) if without and text.startswith(without)), len(lines))
    while end and not texts[end - 1]:
        end -= 1
    first = [[_run(before, "default", bold=False)]] if before else []
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "screen.json").write_text(json.dumps([*first, *lines[:end]]), encoding="utf-8")
        (folder / "screen.typ").write_text(PAGE, encoding="utf-8")
        page = typst.compile(folder / "screen.typ", format="png", ppi=90, ignore_system_fonts=True)
    target.write_bytes(page if isinstance(page, bytes) else page[0])


def _runs(row: Mapping[int, pyte.screens.Char], columns: int) -> list[Run]:
    """What of a row is of one colour and weight, and in letters that the font has or in others."""
    chars = [row[column] for column in range(columns)]
    groups = groupby(chars, lambda one: (one.fg, one.bold, one.data.isascii()))
    return [_run("".join(char.data for char in run), fill, bold=bold) for (fill, bold, _), run in groups]


def _run(text: str, fill: str, *, bold: bool) -> Run:
    return {
        "text": text,
        "fill": COLOURS.get(fill, COLOURS["default"]),
        "weight": "bold" if bold else "regular",
        "plain": text.isascii(),
    }
