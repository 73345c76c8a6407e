"""What there is: families, files of authored items and formats, those of plug-ins too."""

from quizgen.catalog.finding import families, formats, select, sources, topics

__all__ = ["families", "formats", "select", "sources", "topics"]
