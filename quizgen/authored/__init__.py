"""Items that were written one by one, in files, as sources of questions beside the families.

``banks/concepts/*.toml`` come with quizgen; an author's own file may stand anywhere.
"""

from quizgen.authored.source import OWN, Concepts, opened, shipped

__all__ = ["OWN", "Concepts", "opened", "shipped"]
