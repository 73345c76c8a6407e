"""What an exam is made of: frozen values, from a drawing to a form."""

from quizgen.answers import KINDS, Kind, Number, Option, Value, Values
from quizgen.model.figure import Figure, Place
from quizgen.model.form import Form
from quizgen.model.item import Evidence, Item
from quizgen.model.kin import Kin
from quizgen.model.question import IN_WORDS, LEVELS, NO_PROMPT, Choose, Level, Part, Question, Witness, opinion
from quizgen.model.section import Section
from quizgen.model.sitting import Sitting
from quizgen.model.student import Student

__all__ = [
    "IN_WORDS",
    "KINDS",
    "LEVELS",
    "NO_PROMPT",
    "Choose",
    "Evidence",
    "Figure",
    "Form",
    "Item",
    "Kin",
    "Kind",
    "Level",
    "Number",
    "Option",
    "Part",
    "Place",
    "Question",
    "Section",
    "Sitting",
    "Student",
    "Value",
    "Values",
    "Witness",
    "opinion",
]
