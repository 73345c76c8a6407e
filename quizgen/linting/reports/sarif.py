"""What was found as SARIF 2.1.0 (OASIS), which forges and editors show beside the lines of files."""

from __future__ import annotations

import json
from collections.abc import Sequence
from hashlib import sha256
from pathlib import PurePath
from typing import Any, TypeAlias
from urllib.parse import quote

from quizgen.foreign.model import Remark
from quizgen.linting.registry import rules
from quizgen.linting.reports.report import Judged, verified
from quizgen.linting.rule import About

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
Record: TypeAlias = dict[str, Any]


def written(every: Sequence[Judged], version: str) -> str:
    """One run of one tool; ``version`` is quizgen's own."""
    artifacts = [uri(one.file.where) for one in every]
    used = _used(every)
    places = {name: place for place, name in enumerate(used)}
    run: Record = {
        "tool": {
            "driver": {"name": "quizgen lint", "version": version, "rules": [_rule(one) for one in used.values()]}
        },
        "columnKind": "unicodeCodePoints",
        "artifacts": [{"location": {"uri": one}, "roles": ["analysisTarget"]} for one in artifacts],
        "results": [
            _result(remark, places[remark.rule], {"uri": artifacts[number], "index": number})
            for number, one in enumerate(every)
            for remark in one.remarks
        ],
    }
    if (keys := verified(every)) is not None:
        run["properties"] = {"keysVerified": keys}
    return json.dumps({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=1) + "\n"


def _used(every: Sequence[Judged]) -> dict[str, About]:
    """The rules that found something, by id."""
    known = {rule.about.id: rule.about for rule in rules()}
    found = sorted({remark.rule for one in every for remark in one.remarks})
    return {name: known.get(name) or About(name, "error", f"{name}.", "") for name in found}


def _rule(about: About) -> Record:
    # A validator wants no name that is the id again.
    name = {"name": "".join(word.capitalize() for word in about.id.split("-"))} if "-" in about.id else {}
    return {
        "id": about.id,
        **name,
        "shortDescription": {"text": about.meaning},
        "fullDescription": {"text": f"{about.meaning} {about.advice}".strip()},
        "help": {
            "text": f"{about.meaning} {about.advice}".strip(),
            "markdown": f"{about.meaning}\n\n{about.advice}".strip(),
        },
        "defaultConfiguration": {"level": about.severity},
    }


def _result(remark: Remark, rule: int, artifact: Record) -> Record:
    """What is found in a member of an archive is shown at the archive: forges know no files within files."""
    line, words = (1, f"{remark.within}, line {remark.line}: {remark.words}") if remark.within else (0, remark.words)
    place: Record = {"physicalLocation": {"artifactLocation": artifact, "region": {"startLine": line or remark.line}}}
    names = [{"name": name, "kind": kind} for name, kind in ((remark.question, "question"), (remark.within, "member"))]
    if named := [one for one in names if one["name"]]:
        place["logicalLocations"] = named
    same = f"{remark.rule}\0{remark.within}\0{remark.question}\0{remark.words}"
    return {
        "ruleId": remark.rule,
        "ruleIndex": rule,
        "level": remark.severity,
        "message": {"text": f"{words}."},
        "locations": [place],
        "partialFingerprints": {"ruleQuestionWords/v1": sha256(same.encode()).hexdigest()[:32]},
    }


def uri(where: str) -> str:
    """A file's name as an address, relative where the name is."""
    path = PurePath(where)
    return path.as_uri() if path.is_absolute() else quote(path.as_posix())
