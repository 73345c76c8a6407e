"""``python -m quizgen.audit.learned``: trees try every level; ``banks/LEARNED.md`` is written and the README quotes it.

All processors work. The exit status is 1 if a limit is exceeded, which is said, too.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence

from quizgen import resources
from quizgen.audit.learned.levels import found
from quizgen.audit.learned.page import PAGE, page, quoting
from quizgen.audit.learned.verdict import Finding, faults


def write(findings: Sequence[Finding]) -> None:
    """Writes the page into the bank and its sentences into the README of the same checkout."""
    readme = resources.banks().parent / "README.md"
    words = quoting(readme.read_text(encoding="utf-8"), findings)
    (resources.banks() / PAGE).write_text(page(findings), encoding="utf-8", newline="\n")
    readme.write_text(words, encoding="utf-8", newline="\n")


def main() -> int:
    """Tries everything and writes what was found."""
    findings = found()
    write(findings)
    sentences = list(faults(findings))
    for sentence in sentences:
        print(sentence, file=sys.stderr)  # noqa: T201 - a maker's tool
    return int(bool(sentences))


if __name__ == "__main__":
    sys.exit(main())
