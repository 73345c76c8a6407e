"""Items that were written one by one, in files, as sources of questions beside the families.

``banks/concepts/*.toml`` come with quizgen; an author's own file may stand anywhere.
"""

from quizgen.authored.source import Concepts, opened, shipped

__all__ = ["Concepts", "opened", "shipped"]
