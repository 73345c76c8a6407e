"""Presentation MathML as the TeX that ``quizgen.math.latex`` writes, as far as it is simple."""

from __future__ import annotations

import re

from quizgen.importing.html import Element

_SIGNS = {
    "\N{MINUS SIGN}": "-",
    "≠": r"\ne",
    "<": r"\lt",
    "≤": r"\le",
    ">": r"\gt",
    "≥": r"\ge",
    "\N{DOT OPERATOR}": r"\cdot",
    "·": r"\cdot",
    "×": r"\times",
    "\u2062": "",
    "\u2061": "",
    "⌊": r"\left\lfloor",
    "⌋": r"\right\rfloor",
    "⌈": r"\left\lceil",
    "⌉": r"\right\rceil",
}
_NAMES = {"max": r"\max", "min": r"\min", "log": r"\log"}
_THOUSANDS = re.compile(r",(?=\d{3})")
_PRODUCT = re.compile(r"(?<=[\d})]) ?\\times|\\times(?= ?[\d(-])")
"""A cross beside a number multiplies; beside letters it may be part of a shape."""
_SIZE = 2


class Unread(Exception):  # noqa: N818 - it says what was found
    """Mathematics that is not read."""


def tex(math: Element) -> str:
    """The TeX; raises Unread for elements that it has no words for."""
    found = " ".join(_row(list(math.elements())).split()).replace("( ", "(").replace(" )", ")")
    return _PRODUCT.sub(r"\\cdot", found)


def _row(children: list[Element]) -> str:
    found: list[str] = []
    bar = True
    for one in children:
        if one.tag == "mspace":
            # The gap between words that are multiplied.
            found.append(r"\thinspace")
        elif one.tag == "mo" and one.text.strip() == "|":
            found.append(r"\left\lvert" if bar else r"\right\rvert")
            bar = not bar
        else:
            found.append(_one(one))
    return " ".join(filter(None, found))


def _one(one: Element) -> str:  # noqa: C901, PLR0911 - one for each element
    inner = list(one.elements())
    match one.tag:
        case "mrow" | "mstyle" | "math" | "semantics" | "mpadded":
            return _row([child for child in inner if not child.tag.startswith("annotation")])
        case "mn":
            return _THOUSANDS.sub("{,}", one.text.strip().replace("\N{MINUS SIGN}", "-"))
        case "mi":
            return _identifier(one.text.strip())
        case "mtext":
            return rf"\text{{{one.text}}}" if one.text.strip() else ""
        case "mo":
            return _SIGNS.get(one.text.strip(), one.text.strip())
        case "mfrac" if len(inner) == _SIZE:
            return rf"\frac{{{_one(inner[0])}}}{{{_one(inner[1])}}}"
        case "msqrt":
            return rf"\sqrt{{{_row(inner)}}}"
        case "msup" if len(inner) == _SIZE:
            return f"{_one(inner[0])}^{{{_one(inner[1])}}}"
        case "msub" if len(inner) == _SIZE:
            return f"{_one(inner[0])}_{_below(inner[1])}"
        case "mfenced":
            return f"({', '.join(map(_one, inner))})"
        case _:
            raise Unread(one.tag)


def _below(one: Element) -> str:
    """A subscript, whose parts stand beside each other without a space."""
    inner = _one(one).replace(" , ", ",").strip()
    return inner if len(inner) == 1 else f"{{{inner}}}"


def _identifier(name: str) -> str:
    if name in _NAMES:
        return _NAMES[name]
    return name if len(name) == 1 else rf"\text{{{name}}}"
