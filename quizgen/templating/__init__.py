"""The one Jinja environment for each markup."""

from quizgen.templating.environments import MarkupName, encoded, environment, stream

__all__ = ["MarkupName", "encoded", "environment", "stream"]
