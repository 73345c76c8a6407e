"""Questions of Moodle's report that are none of the exam's: they were changed in Moodle, or come from elsewhere."""

from __future__ import annotations

from collections import Counter

from quizgen.text.clipped import clipped

NOTHING = frozenset({"", "-"})
"""What Moodle writes where nothing was answered."""
TOLD = 3
"""So many questions are told by their numbers."""
LONGEST = 40
"""Letters of a question that are shown."""


class Strange:
    """What was met of them, attempt by attempt."""

    def __init__(self) -> None:
        self.answers = 0
        self._times: Counter[str] = Counter()
        self._texts: dict[str, str] = {}

    def met(self, number: str, asked: str, given: str, right: str) -> None:
        """A column in which nothing is the exam's; without any text the question was not asked of this student."""
        if asked or right or given not in NOTHING:
            self.answers += given not in NOTHING
            self._times[number] += 1
            self._texts.setdefault(number, asked)

    def told(self, exam: str, attempts: int) -> str:
        """In a sentence what they are, and what can be done; nothing where there are none."""
        if not self._times:
            return ""
        numbers = sorted(self._times, key=int)
        named = [f"question {one}{self._text(one)} in {_of(self._times[one], attempts)}" for one in numbers[:TOLD]]
        more = f" and {len(numbers) - TOLD} more" if len(numbers) > TOLD else ""
        one, verb = numbers[0], "is" if len(numbers) == 1 else "are"
        return (
            f"{', '.join(named)}{more} {verb} none of '{exam}' and left out, not counted as wrong; if only its words "
            f"were changed in Moodle, put the exam's under 'Question {one}' and 'Right answer {one}'"
        )

    def _text(self, number: str) -> str:
        text = " ".join(self._texts[number].split())
        return f" ('{clipped(text, LONGEST)}')" if text else ""


def _of(times: int, attempts: int) -> str:
    if times == attempts:
        return "the only attempt" if attempts == 1 else f"all {attempts} attempts"
    return f"{times} of {attempts} attempts"
