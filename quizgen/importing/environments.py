r"""Mathematics between ``\begin`` and ``\end`` without other marks, which MathJax and pandoc typeset, too."""

from __future__ import annotations

import re

ENVIRONMENT = (
    r"\\begin\{(?P<environment>(?:(?P<single>equation|displaymath|math)"
    r"|align|alignat|flalign|gather|multline|eqnarray|array|cases|[pbBvV]?matrix)\*?)\}"
    r"(?P<inner>.+?)\\end\{(?P=environment)\}"
)
"""A pattern, for texts whose lines ``re.DOTALL`` joins."""
_DISPLAYED = re.compile(rf"\\\[.+?\\\]|{ENVIRONMENT}", re.DOTALL)
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)


def environed(found: re.Match[str]) -> str:
    """The TeX that was found: what an equation holds, and the others whole; empty where none was."""
    return "" if not found["environment"] else found["inner"] if found["single"] else found[0]


def unbroken(html: str) -> str:
    """HTML without breaks within formulas on lines of their own, where MathJax passes over them."""
    return _DISPLAYED.sub(lambda found: _BREAK.sub("\n", found[0]), html) if _BREAK.search(html) else html
