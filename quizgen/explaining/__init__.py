"""The table of a network: what each layer gives, learns, costs and sees. Formats print it."""

from quizgen.explaining.making import by_formula, by_running
from quizgen.explaining.printing import FORMATS, Wishes, as_html, rows
from quizgen.explaining.table import Explanation, Line

__all__ = ["FORMATS", "Explanation", "Line", "Wishes", "as_html", "by_formula", "by_running", "rows"]
