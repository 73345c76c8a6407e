"""Items that were written one by one, ``banks/concepts/*.toml``, as sources of questions beside the families.

``python -m quizgen.concepts FILE ...`` says whether files are as they should be.
"""

from quizgen.concepts.reader import ConceptFile, read
from quizgen.concepts.source import Concepts, sources

__all__ = ["ConceptFile", "Concepts", "read", "sources"]
