"""What a wrong answer shows, beyond whether a mistake was foreseen: how it was found, and where it would be right."""

from quizgen.diagnosis.diagnosing import diagnosed
from quizgen.diagnosis.found import Certainty, Diagnosis
from quizgen.diagnosis.saying import not_yet

__all__ = ["Certainty", "Diagnosis", "diagnosed", "not_yet"]
