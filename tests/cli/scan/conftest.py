"""An exam with answer sheets, printed; ``run`` is quizgen's command line within this process."""

from __future__ import annotations

import pytest
from click.testing import CliRunner
from filled import Printed, printed

from quizgen.cli import main

BLUEPRINT = """title = "Week 3"
answers = "sheet"
[[slots]]
family = "conv-output-size"
level = "easy"
kind = "choice"
count = 2
[[slots]]
family = "conv-output-size"
level = "easy"
kind = "numerical"
"""


@pytest.fixture(scope="session")
def exam(tmp_path_factory: pytest.TempPathFactory) -> Printed:
    """Two forms with two choices and a number."""
    home = tmp_path_factory.mktemp("exam")
    (home / "week.toml").write_text(BLUEPRINT, encoding="utf-8")
    asked = ["exam", str(home / "week.toml"), "--forms", "2", "--seed", "s", "--format", "pdf", "-o", str(home / "out")]
    result = CliRunner().invoke(main, asked)
    assert result.exit_code == 0, result.output
    return printed(home / "out")
