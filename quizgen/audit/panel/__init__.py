"""Strategies that know nothing about convolutions: most see only the options, some the numbers of the stem too."""

from quizgen.audit.panel.named import STRATEGIES
from quizgen.audit.panel.seen import Look, Seen
from quizgen.audit.panel.verdict import Verdict, judge

__all__ = ["STRATEGIES", "Look", "Seen", "Verdict", "judge"]
