"""What there is: families, files of authored items and formats, those of plug-ins too, and what names stand for."""

from quizgen.catalog.finding import authored, broken_families, families, sources, topics
from quizgen.catalog.known_formats import broken_formats, formats
from quizgen.catalog.naming import Names, select

__all__ = [
    "Names",
    "authored",
    "broken_families",
    "broken_formats",
    "families",
    "formats",
    "select",
    "sources",
    "topics",
]
