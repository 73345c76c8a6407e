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
    r"\displaystyle": "",
    r"\textstyle": "",
    r"\limits": "",
    r"\,": "",
    r"\;": "",
    r"\:": "",
    r"\!": "",
    "<": r"\lt",
    ">": r"\gt",
    "\N{MINUS SIGN}": "-",
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
_WORD = re.compile(r"\\[A-Za-z]+|\\.|[<>\N{MINUS SIGN}·≤≥≠]")
_TIMES = re.compile(r"\\times(?![A-Za-z])|×")
_STAR = re.compile(r"\\ast(?![A-Za-z])|\*")
_BY_NUMBER = re.compile(
    r"(?<=[\d)])\s*(?:\\times(?![A-Za-z])|\\ast(?![A-Za-z])|[×*])|(?:\\times|\\ast|[×*])(?=\s*[\d(])"
)
"""A sign that multiplies for certain: between letters it may be a convolution, or part of a shape."""
_PIECE = re.compile(r"[{}()]|\\times(?![A-Za-z])|×")
_SUM = re.compile(r"[^()]*[+-]")
_BRACKETS = re.compile(r"(?<!\\left)(?<!\\right)(?:\\left|\\right)?\\(l|r)(floor|ceil|vert)")
_UPRIGHT = re.compile(r"\\(?:mathrm|textrm|mathit|textit|mathsf|operatorname|rm)\s*\{([^{}]*)\}")
_POWER = re.compile(r"\^\s*([A-Za-z0-9])")
_FRACTION = re.compile(r"\\frac\s*(\d)\s*(\d)")
_SHAPE = re.compile(r"\s*[\d,]+(?:\s*(?:\\times|×)\s*[\d,]+)+\s*")
_NUMBER = r"(-?\d{1,3}(?:(?:\\[,; ]|~|\{,\}|,|[ ])\d{3})+(?:\.\d+)?|-?\d+(?:(?:\.|,|\{,\})\d+)?)"
_UNIT = re.compile(rf"\s*{_NUMBER}(?:(?:\\[,; ]|~|\s)*\\(?:text|textrm|mathrm)\{{([^{{}}\\$]+)\}}|\s*\\(%))?\s*")
_NAMED = re.compile(r"\\text\{(max|min)\}")


def shape(tex: str) -> str | None:
    """Whole numbers with crosses between them, a shape in words; None for anything else."""
    bare = tex.replace("{,}", ",").replace(r"\,", " ")
    return " ".join(bare.replace(r"\times", " × ").split()) if _SHAPE.fullmatch(bare) else None


def spelled(tex: str) -> str | None:
    """A number as others write it, with its unit perhaps, in words; None for anything else."""
    found = _UNIT.fullmatch(tex)
    if found is None:
        return None
    number = re.sub(r"\\[,; ]|~", " ", found[1].replace("{,}", ",")).replace("-", "\N{MINUS SIGN}")
    return f"{number}{f' {found[2].strip()}' if found[2] else found[3] or ''}"


def crossed(tex: str) -> list[str] | None:
    """The formulas between which a cross stands, as in a shape of letters; None where it is within one."""
    found = [ours(one) for one in _TIMES.split(tex)]
    known = [one for one in found if one is not None]
    return known if 1 < len(found) == len(known) else None


def ours(tex: str) -> str | None:
    """The TeX as quizgen writes it; None where it is no formula that quizgen reads."""
    bare = " ".join(tex.split())
    if _read(bare):
        return bare
    if (multiplied := _multiplied(bare)) is None:
        return None
    near = _UPRIGHT.sub(r"\\text{\1}", multiplied)
    near = _WORD.sub(_said, near)
    near = _BRACKETS.sub(lambda found: rf"\{'left' if found[1] == 'l' else 'right'}\{found[1]}{found[2]} ", near)
    near = _FRACTION.sub(r"\\frac{\1}{\2}", _POWER.sub(r"^{\1}", near))
    near = " ".join(_NAMED.sub(r"\\\1", near).split())
    return near if _read(near) else None


def _multiplied(tex: str) -> str | None:
    """With the signs of a product where crosses and stars are such; None where one of them may mean something else."""
    near = _BY_NUMBER.sub(r" \\cdot ", tex)
    if _STAR.search(near) or _loose(near):
        return None
    return _TIMES.sub(r" \\cdot ", near)


def _loose(tex: str) -> bool:
    """Whether a cross stands neither in a sum between brackets nor in a fraction or the like: it may be of a shape."""
    within: list[bool] = []
    for found in _PIECE.finditer(tex):
        match found[0]:
            case "{":
                within.append(tex[: found.start()].rstrip()[-1:] not in {"^", "_"})
            case "(":
                within.append(bool(_SUM.match(tex, found.end())))
            case "}" | ")":
                del within[-1:]
            case _ if not within or not all(within):
                return True
    return False


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
