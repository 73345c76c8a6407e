"""Templates in the dialects of markup, escaped by the environment and not by the template's care."""

from quizgen.templating.dialects import (
    AMC,
    CANVAS,
    GIFT,
    H5P_GAPS,
    LATEX,
    LINES,
    MARKDOWN,
    PLAIN,
    QTI,
    TYPST,
    UNICODE_HTML,
    WORD,
    XML,
    Dialect,
)
from quizgen.templating.environments import Templates, encoded, encoded_whole

__all__ = [
    "AMC",
    "CANVAS",
    "GIFT",
    "H5P_GAPS",
    "LATEX",
    "LINES",
    "MARKDOWN",
    "PLAIN",
    "QTI",
    "TYPST",
    "UNICODE_HTML",
    "WORD",
    "XML",
    "Dialect",
    "Templates",
    "encoded",
    "encoded_whole",
]
