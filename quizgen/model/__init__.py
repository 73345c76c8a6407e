"""What an exam is made of: frozen values without behaviour."""

from quizgen.model.values import (
    KINDS,
    LEVELS,
    Evidence,
    Figure,
    Form,
    Item,
    Key,
    Kind,
    Level,
    Number,
    Option,
    Question,
    Value,
    Values,
    Witness,
)

__all__ = [
    "KINDS",
    "LEVELS",
    "Evidence",
    "Figure",
    "Form",
    "Item",
    "Key",
    "Kind",
    "Level",
    "Number",
    "Option",
    "Question",
    "Value",
    "Values",
    "Witness",
]
