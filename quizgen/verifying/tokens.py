"""The words of a stem in one canonical form: small letters, a space between tokens, numbers and sizes as one token.

``32 × 32 × 3`` becomes ``32x32x3``, a tuple ``(3, 32)`` becomes ``t3,32``, ``stride=2`` three tokens. What holds a
digit in any other way, such as ``0.5``, ``10%`` or ``2nd``, stays a token that no phrase takes.
"""

from __future__ import annotations

import re

_TEX = (
    (re.compile(r"\\\(|\\\)|\\\[|\\\]|\$+"), " "),
    (re.compile(r"\\(?:text|mathrm|texttt|mathtt|operatorname)\{([^{}]*)\}"), r"\1"),
    (re.compile(r"\\(?:times|cdot)(?![A-Za-z])"), " × "),
    (re.compile(r"\{,\}|(?<=\d)\\,(?=\d{3})"), ","),
    (re.compile(r"\\_"), "_"),
    (re.compile(r"\\[, ;]|~"), " "),
)
_PLAIN = str.maketrans(
    {"\u00a0": " ", "\u202f": " ", "\u2009": " ", "−": "-", "–": "-", "‑": "-", "’": "'", "“": '"', "”": '"', "⟨": "?"}
)
_UNIT = r"(?:\s*(?:px|pixels?))?"
_TIMES = re.compile(rf"(?<=\d){_UNIT}\s*(?:[x×X*✕]|-?by-?)\s*(?=\d)")
_THOUSANDS = re.compile(r"(?<![\d,.(\[])(\d{1,3})((?:,\d{3})+)(?![\d]|,\d)")
_SHAPE = re.compile(r"(?:torch\.size\s*\()?\s*[(\[]\s*(\d+(?:\s*,\s*\d+)+)\s*,?\s*[)\]]\s*\)?")
_DIMENSIONS = re.compile(r"(?<![\w.])([123])[- ]?d(?![\w])")
_HYPHEN = re.compile(r"(?<=[a-z0-9])-(?=[a-z0-9])")
_MARKS = re.compile(r"""(?<=\D)\.(?=\s|$)|(?<=\d)\.(?=\s|$)|\.(?=[)\]"])|[,;:?!()\[\]"=|/]""")
_NAMED = re.compile(r"\b(?:torch\.)?nn\.(?=[a-z])")


def canonical(words: str) -> str:
    """The tokens, with a space at both ends."""
    for pattern, plain in _TEX:
        words = pattern.sub(plain, words)
    words = words.translate(_PLAIN).lower()
    for mark, plain in (("what's", "what is"), ("`", ""), ("'", ""), ('"', "")):
        words = words.replace(mark, plain)
    words = _NAMED.sub("", words)
    words = _THOUSANDS.sub(lambda found: found[1] + found[2].replace(",", ""), words)
    words = _TIMES.sub("x", words)
    words = _SHAPE.sub(lambda found: f" t{''.join(found[1].split())} ", words)
    words = _DIMENSIONS.sub(r"\1d", words)
    words = words.replace("×", "x")
    words = _HYPHEN.sub(" ", words)
    words = re.sub(r"t\d+(?:,\d+)+", lambda found: found[0].replace(",", "\0"), words)
    words = _MARKS.sub(lambda found: f" {found[0]} ", words).replace("\0", ",")
    return f" {' '.join(words.split())} "
