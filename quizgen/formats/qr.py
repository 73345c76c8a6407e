"""QR codes as squares."""

from __future__ import annotations

from quizgen.errors import QuizgenError

MISSING = 'an answer sheet has a QR code, which needs segno, and that is not installed: pip install "quizgen[scan]"'
VERSION, ERROR = 2, "q"
"""25 modules a side whatever is told, up to 29 capitals and digits; a quarter of them may be lost."""


def modules(words: str) -> tuple[str, ...]:
    """Rows from the top, ``1`` for a black square, without the white around; raises QuizgenError without segno."""
    try:
        import segno
    except ImportError:
        raise QuizgenError(MISSING) from None
    made = segno.make_qr(words, version=VERSION, error=ERROR, boost_error=False)
    return tuple("".join("1" if black else "0" for black in row) for row in made.matrix)
