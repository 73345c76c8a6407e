"""Items that were written one by one, ``banks/concepts/*.toml``, as sources of questions beside the families.

``python -m quizgen.authored FILE ...`` says whether files are as they should be.
"""

from quizgen.authored.reader import ConceptFile, read
from quizgen.authored.source import Concepts, sources

__all__ = ["ConceptFile", "Concepts", "read", "sources"]
