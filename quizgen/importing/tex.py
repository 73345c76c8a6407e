"""TeX as others write it, brought near to what quizgen writes, so that it is read as a formula where it is one."""

from __future__ import annotations

import re

from quizgen.errors import FormulaError
from quizgen.sets.tex import formula

_SAME = {
    r"\dfrac": r"\frac",
    r"\tfrac": r"\frac",
    r"\leq": r"\le",
    r"\leqslant": r"\le",
    r"\geq": r"\ge",
    r"\geqslant": r"\ge",
    r"\neq": r"\ne",
    r"\times": r"\cdot",
    r"\ast": r"\cdot",
    r"\displaystyle": "",
    r"\textstyle": "",
    r"\quad": "",
    r"\limits": "",
    r"\,": "",
    r"\;": "",
    r"\:": "",
    r"\!": "",
    r"\ ": "",
    "<": r"\lt",
    ">": r"\gt",
    "*": r"\cdot",
    "\N{MINUS SIGN}": "-",
    "×": r"\cdot",
    "·": r"\cdot",
    "≤": r"\le",
    "≥": r"\ge",
    "≠": r"\ne",
    r"\bigl": "",
    r"\bigr": "",
    r"\Big": "",
    r"\big": "",
}
_GREEK = dict(
    zip(
        [
            "alpha",
            "beta",
            "gamma",
            "delta",
            "epsilon",
            "zeta",
            "eta",
            "theta",
            "iota",
            "kappa",
            "lambda",
            "mu",
            "nu",
            "xi",
            "pi",
            "rho",
            "sigma",
            "tau",
            "upsilon",
            "phi",
            "chi",
            "psi",
            "omega",
            "Gamma",
            "Delta",
            "Theta",
            "Lambda",
            "Xi",
            "Pi",
            "Sigma",
            "Phi",
            "Psi",
            "Omega",
            "varepsilon",
            "varphi",
        ],
        "αβγδεζηθικλμνξπρστυφχψωΓΔΘΛΞΠΣΦΨΩεφ",
        strict=True,
    )
)
_WORD = re.compile(r"\\[A-Za-z]+|\\.|[<>*\N{MINUS SIGN}×·≤≥≠]")
_BRACKETS = re.compile(r"(?<!\\left)(?<!\\right)(?:\\left|\\right)?\\(l|r)(floor|ceil|vert)")
_UPRIGHT = re.compile(r"\\(?:mathrm|textrm|mathit|textit|mathsf|operatorname|rm)\s*\{([^{}]*)\}")
_POWER = re.compile(r"\^\s*([A-Za-z0-9])")
_FRACTION = re.compile(r"\\frac\s*(\d)\s*(\d)")
_SHAPE = re.compile(r"\s*[\d,]+(?:\s*(?:\\times|×)\s*[\d,]+)+\s*")
_NAMED = re.compile(r"\\text\{(max|min)\}")


def shape(tex: str) -> str | None:
    """Whole numbers with crosses between them, a shape in words; None for anything else."""
    bare = tex.replace("{,}", ",").replace(r"\,", " ")
    return " ".join(bare.replace(r"\times", " × ").split()) if _SHAPE.fullmatch(bare) else None


def ours(tex: str) -> str | None:
    """The TeX as quizgen writes it; None where it is no formula that quizgen reads."""
    bare = " ".join(tex.split())
    if _read(bare):
        return bare
    near = _UPRIGHT.sub(r"\\text{\1}", bare)
    near = _WORD.sub(_said, near)
    near = _BRACKETS.sub(lambda found: rf"\{'left' if found[1] == 'l' else 'right'}\{found[1]}{found[2]} ", near)
    near = _FRACTION.sub(r"\\frac{\1}{\2}", _POWER.sub(r"^{\1}", near))
    near = " ".join(_NAMED.sub(r"\\\1", near).split())
    return near if _read(near) else None


def _said(found: re.Match[str]) -> str:
    """A word of TeX as quizgen has it; a letter that follows is parted from it."""
    word = found[0]
    if word in _SAME:
        return f"{_SAME[word]} "
    return _GREEK.get(word[1:], word) if word.startswith("\\") else word


def _read(tex: str) -> bool:
    if "$" in tex or not tex:
        return False
    try:
        return formula(tex, "t") is not None
    except FormulaError:
        return False
