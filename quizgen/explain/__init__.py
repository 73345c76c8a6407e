"""The table of a network: what each layer gives, learns, costs and sees. Formats print it."""

from quizgen.explain.making import by_formula, by_running
from quizgen.explain.printing import FORMATS, for_terminal
from quizgen.explain.table import Explanation, Line

__all__ = ["FORMATS", "Explanation", "Line", "by_formula", "by_running", "for_terminal"]
