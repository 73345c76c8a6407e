"""What all families about one network have in common, by which they are known before what makes them is imported."""

from __future__ import annotations

from dataclasses import dataclass

from quizgen.asking.of_module import OfModule


@dataclass(frozen=True, eq=False, kw_only=True)
class AboutOne(OfModule):
    """A family about one network.

    ``slug`` is the id, ``about`` the topic, ``digest`` tells networks apart: it is part of every item's id. ``axes``
    are 1 where the network's maps are lines, ``text`` is what is kept of it.
    """

    slug: str
    about: str
    digest: str
    axes: int = 2
    text: str = ""

    @property
    def id(self) -> str:
        """The slug."""
        return self.slug

    @property
    def topic(self) -> str:
        """The topic."""
        return self.about
