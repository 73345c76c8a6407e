"""What was found as JSON, for programs that know nothing of SARIF."""

from __future__ import annotations

import json
from collections.abc import Sequence

from quizgen.foreign.model import Remark
from quizgen.linting.reports.report import SEVERITIES, Judged, counted, verified

VERSION = 1
"""Raised where a reader of the older records would misread newer ones."""


def written(every: Sequence[Judged]) -> str:
    """Files with their remarks, and how many there are of each severity.

    Where keys were worked out again, each file and the summary say how many as ``verified``.
    """
    counts = counted(every)
    record = {
        "version": VERSION,
        "files": [
            {
                "file": one.file.where,
                "sort": one.file.sort,
                "title": one.file.title,
                "questions": len(one.file.questions),
                **_verified(one.verified),
                "remarks": [_remark(remark) for remark in one.remarks],
            }
            for one in every
        ],
        "summary": {f"{severity}s": counts[severity] for severity in SEVERITIES} | _verified(verified(every)),
    }
    return json.dumps(record, ensure_ascii=False, indent=1) + "\n"


def _verified(keys: int | None) -> dict[str, int]:
    return {} if keys is None else {"verified": keys}


def _remark(remark: Remark) -> dict[str, str | int]:
    return {
        "rule": remark.rule,
        "severity": remark.severity,
        "line": remark.line,
        "member": remark.within,
        "question": remark.question,
        "words": remark.words,
    }
