"""Response processing of QTI 2 and 3."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

from quizgen.foreign.judged.playing import Played, Response, UnknownError
from quizgen.foreign.qti2.declared import ZERO, outcomes, responses
from quizgen.foreign.qti2.expressions import State, worked
from quizgen.foreign.qti2.values import number, several, true
from quizgen.foreign.xml.tree import Element

FEEDBACK = ("modalFeedback", "feedbackInline", "feedbackBlock")
SCORE = "SCORE"


class _ExitError(Exception):
    """The processing ends here."""


class Player:
    """Plays the processing of one item."""

    def __init__(self, item: Element) -> None:
        self._responses, self._outcomes = responses(item), outcomes(item)
        self._feedback = [(key(one), one) for one in item.within(*FEEDBACK)]
        self._processing = item.first("responseProcessing")
        declared = item.all("outcomeDeclaration")
        self._most = next(
            (number(one.get("normalMaximum")) for one in declared if one.get("identifier") == SCORE), None
        )
        self.conditions = [*self._processing] if self._processing else []

    @property
    def most(self) -> Fraction | None:
        """What the item declares as its greatest score."""
        told = self._outcomes.get("MAXSCORE")
        return (number(told.default) if told else None) or self._most

    def played(self, response: Response) -> Played:
        """What a response gives; raises UnknownError for what is not read."""
        given = {name: one.value(response.get(name, ())) for name, one in self._responses.items()}
        state = State(self._responses, given, {name: one.default for name, one in self._outcomes.items()})
        try:
            self._process(state)
        except _ExitError:
            pass
        except (ValueError, IndexError, OverflowError) as error:
            raise UnknownError("operands of another number or sort") from error
        return Played(number(state.outcomes.get(SCORE)) or ZERO, frozenset(self._shown(state)))

    def _process(self, state: State) -> None:
        template = self._processing.get("template") if self._processing else ""
        if self.conditions:
            self._run(self.conditions, state)
        elif "map_response" in template and "point" not in template:
            state.outcomes[SCORE] = self._mapped(state)
        elif "match_correct" in template or not template:
            state.outcomes[SCORE] = self._matched(state)
        else:
            raise UnknownError(template.rpartition("/")[2])

    def _matched(self, state: State) -> Fraction:
        """All responses are as declared; without a template those that are mapped count as such."""
        if not self._processing and any(one.mapped for one in self._responses.values()):
            return self._mapped(state)
        known = {name: one for name, one in self._responses.items() if one.correct}
        same = [state.given[name] == one.value(one.correct) for name, one in known.items()]
        return Fraction(bool(same) and all(same)) * ((self.most or Fraction(1)) if not self._processing else 1)

    def _mapped(self, state: State) -> Fraction:
        total = ZERO
        for name, one in self._responses.items():
            if one.mapped:
                total += number(worked(Element("mapResponse", 1, {"identifier": name}), state)) or ZERO
        return total

    def _run(self, rules: Iterable[Element], state: State) -> None:
        for rule in rules:
            if rule.name == "setOutcomeValue":
                inside = next(iter(rule), None)
                state.outcomes[rule.get("identifier")] = worked(inside, state) if inside else None
            elif rule.name == "responseCondition":
                self._choose(rule, state)
            elif rule.name == "responseProcessingFragment":
                self._run(rule, state)
            elif rule.name == "exitResponse":
                raise _ExitError
            else:
                raise UnknownError(rule.name)

    def _choose(self, rule: Element, state: State) -> None:
        for branch in rule:
            if branch.name == "responseElse":
                self._run(branch, state)
                return
            test, *then = [*branch] or [Element("null", 1)]
            if true(worked(test, state)):
                self._run(then, state)
                return

    def _shown(self, state: State) -> Iterable[str]:
        for name, one in self._feedback:
            matches = one.get("identifier") in several(state.outcomes.get(one.get("outcomeIdentifier")))
            if matches != (one.get("showHide", "show") == "hide"):
                yield name


def key(feedback: Element) -> str:
    """What names a feedback; several may show for the same."""
    return f"{feedback.get('outcomeIdentifier')} {feedback.get('identifier')} {feedback.line}"
