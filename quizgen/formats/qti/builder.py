"""What of an item grows part by part: its responses, rules and feedback."""

from __future__ import annotations

from collections.abc import Mapping

from quizgen.formats.qti.model import NOTHING, Case, Feedback, Response, Rule, Variable
from quizgen.text import Text

ALONE = "RESPONSE"


class Builder:
    """Takes what parts bring; ``names`` are the variables that hold the numbers which later answers follow from.

    ``title`` stands above what is said.
    """

    def __init__(self, names: Mapping[str, str], title: str, *, alone: bool) -> None:
        self.names = names
        self._title = title
        self.responses: list[Response] = []
        self.variables: list[Variable] = []
        self.rules: list[Rule] = []
        self.feedback: dict[str, Feedback] = {}
        self.letter = ""
        self._alone = alone

    def next_id(self) -> str:
        """The identifier of the next response."""
        return ALONE if self._alone else f"{ALONE}_{len(self.responses) + 1}"

    def respond(self, response: Response) -> str:
        """Takes a response and gives its identifier."""
        self.responses.append(response)
        return response.id

    def pair(self, value: str) -> str:
        """The variable that holds a pair: qti3-item-player knows no constants of that type."""
        self.variables.append(Variable(f"PAIR_{len(self.variables) + 1}", "directedPair", value))
        return self.variables[-1].id

    def say(self, words: Text, about: Text = NOTHING) -> str:
        """The identifier of what is said; the same words about the same thing are said once."""
        title = f"{self._title} ({self.letter})" if self.letter else self._title
        key = f"{title}{about}{words}"
        if key not in self.feedback:
            self.feedback[key] = Feedback(f"FEEDBACK_{len(self.feedback) + 1}", title, about, words)
        return self.feedback[key].id

    def add(self, *cases: Case) -> None:
        """Adds cases, of which the first that holds counts."""
        self.rules.append(Rule(cases))

    def mapped(self, response: str) -> None:
        """Adds a response's own worth."""
        self.rules.append(Rule(mapped=response))
