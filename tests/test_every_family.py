"""What holds for every family: the check finds nothing. Here it sees one level of each, in make check all of them."""

from __future__ import annotations

import subprocess
import sys

from quizgen import catalog
from quizgen.asking.source import Audited
from quizgen.audit.check import check_level
from quizgen.model import LEVELS

FEW = 4


def test_contract_witnesses_and_rules_find_nothing(source: Audited) -> None:
    level = LEVELS[catalog.families().index(source) % len(LEVELS)]
    report = check_level(source, level, FEW, panel=False)
    assert report.passed, f"{report.smallest}\nsee it again with: quizgen check {source.id} -n {FEW}"


def test_importing_the_families_imports_neither_torch_nor_sympy() -> None:
    program = """
import sys
from quizgen import catalog
catalog.sources()
print([name for name in ("torch", "sympy") if name in sys.modules])
"""
    result = subprocess.run([sys.executable, "-c", program], check=True, capture_output=True, text=True)
    assert result.stdout.strip() == "[]"
