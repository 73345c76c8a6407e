"""Templates in the dialects of markup, escaped by the environment and not by the template's care."""

from quizgen.templating.dialects import AMC, CASTEXT, LATEX, MARKDOWN, PLAIN, TYPST, WORD, XML, Dialect
from quizgen.templating.environments import Templates, encoded, encoded_whole

__all__ = [
    "AMC",
    "CASTEXT",
    "LATEX",
    "MARKDOWN",
    "PLAIN",
    "TYPST",
    "WORD",
    "XML",
    "Dialect",
    "Templates",
    "encoded",
    "encoded_whole",
]
