"""What is said of a network that somebody else made, and what stands of it in docs/networks.md."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from benchmarks.networks import judging, zoo
from benchmarks.networks.page import page
from benchmarks.networks.record import Record, recorded
from benchmarks.networks.sweeping import kept, swept
from benchmarks.networks.zoo import Name

WRITTEN = Path(__file__).parent.parent.parent / "docs" / "networks.md"
GOOD = Record(
    "torchvision",
    "good",
    input=(3, 224, 224),
    lines=2,
    parameters=1_000,
    published_parameters=1_000,
    total=1_000,
    rows=1_000,
    macs=1_234_567_890,
    row_macs=1_234_567_890,
    published_billions=1.235,
    outputs=2,
    told=2,
    attention=False,
)
SAMPLE = (
    Name("torchvision", "resnet18"),
    Name("torchvision", "mobilenet_v3_small"),
    Name("torchvision", "shufflenet_v2_x0_5"),
    Name("timm", "test_byobnet"),
    Name("timm", "test_convnext"),
    Name("timm", "test_efficientnet"),
    Name("timm", "test_nfnet"),
    Name("timm", "test_resnet"),
    Name("timm", "test_vit"),
)


def changed(**values: object) -> Record:
    """The good record with other values."""
    from msgspec.structs import replace

    return replace(GOOD, **values)


def test_a_network_of_which_all_holds_has_no_exception() -> None:
    assert judging.reasons(GOOD) == ()


@pytest.mark.parametrize(
    ("record", "reason"),
    [
        (changed(total=999, rows=999), "the table's parameters are not the module's"),
        (changed(published_parameters=1_001), "1,001 parameters are published"),
        (changed(rows=999), "the rows do not hold all parameters"),
        (changed(row_macs=1), "the rows do not hold all MACs"),
        (changed(macs=None, row_macs=None), "MACs are not told"),
        (changed(macs=1_234_400_000, row_macs=1_234_400_000), "1.235 x 10^9 MACs are published"),
        (changed(told=1, notes=("no receptive field can be told of a and 3 more: b",)), "b"),
        (changed(trouble="it does not build: c"), "it does not build: c"),
    ],
)
def test_what_does_not_hold_is_said(record: Record, reason: str) -> None:
    assert judging.reasons(record) == (reason,)


def test_reasons_that_differ_in_numbers_alone_are_one() -> None:
    one = changed(told=1, notes=("no receptive field can be told of a: size 3 met 12",))
    other = changed(told=1, notes=("no receptive field can be told of b and 2 more: size 4 met 16",))
    assert judging.reasons(one) == judging.reasons(other) == ("size …met …",)


def test_the_page_has_shares_reasons_and_a_line_for_each_network() -> None:
    bad = changed(name="bad", rows=999, told=0, notes=("no receptive field can be told of a: it is | lost",))
    lines = list(page([GOOD, bad], 3))
    whole = "\n".join(lines)
    assert "So far 2 of 3 networks have been tried." in whole
    assert "| torchvision | 2 | 2 of 2 (100.0%) | 2 of 2 (100.0%) | 1 of 2 (50.0%) | 2 of 2 (100.0%) " in whole
    assert "| good | 3x224x224 | 2 | 1,000 | 1,234,567,890 | 2/2 |  |  |" in lines
    assert any(re.fullmatch(r"\| bad \| .* \| 0/2 \|  \| \d, \d \|", line) for line in lines)
    assert any(line.endswith("| it is \\| lost | 1 |") for line in lines)


def test_a_sweep_goes_on_where_it_was_stopped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = []

    def alone(one: Name) -> Record:
        asked.append(one.name)
        return changed(library=one.library, name=one.name)

    monkeypatch.setattr("benchmarks.networks.sweeping.alone", alone)
    names, path = [Name("timm", name) for name in ("a", "b", "c")], tmp_path / "out" / "found.jsonl"
    assert [record.name for record in swept(names[:2], path, 1)] == ["a", "b"]
    with path.open("ab") as file:
        file.write(b'{"library":"timm","na')
    assert [record.name for record in swept(names, path, 1)] == ["c"]
    assert asked == ["a", "b", "c"]
    assert list(kept(path)) == names


@pytest.mark.slow
def test_the_sample_is_of_networks_that_there_are() -> None:
    assert set(SAMPLE) <= set(zoo.names())


@pytest.mark.slow
@pytest.mark.parametrize("one", SAMPLE, ids=lambda one: one.name)
def test_what_is_found_is_what_stands_in_the_table(one: Name) -> None:
    record = recorded(one)
    assert judging.same_parameters(record)
    assert judging.adds_up(record)
    assert judging.same_macs(record) is not False
    assert record.attention or judging.told(record)
    line = next(line for line in page([record], 1) if line.startswith(f"| {one.name} |"))
    written = WRITTEN.read_text(encoding="utf-8").splitlines()
    assert _without_exceptions(line) in map(_without_exceptions, written)


def _without_exceptions(line: str) -> str:
    """A line without the numbers of its reasons, which follow from all networks."""
    return line.rpartition("|")[0].rpartition("|")[0]


def test_the_table_shows_what_is_promised() -> None:
    (summary,) = (line for line in WRITTEN.read_text(encoding="utf-8").splitlines() if line.startswith("| together |"))
    shares = [float(share) for share in re.findall(r"\((\d+\.\d)%\)", summary)]
    explained, parameters, rows, macs, without_attention, _ = shares
    assert (parameters, rows, macs) == (100, 100, 100)
    assert explained > 90
    assert without_attention >= 90


def test_all_networks_have_been_tried_and_all_of_torchvision_are_explained() -> None:
    written = WRITTEN.read_text(encoding="utf-8")
    assert "So far" not in written
    (summary,) = (line for line in written.splitlines() if line.startswith("| torchvision | "))
    _, _, networks, explained, *_ = (cell.strip() for cell in summary.split("|"))
    assert explained == f"{networks} of {networks} (100.0%)"
