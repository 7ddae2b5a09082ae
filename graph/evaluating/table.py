"""The scorecard as a table for the terminal."""

from collections.abc import Iterator, Mapping
from typing import Any

from graph.evaluating.figures import main_figure

Part = Mapping[str, Mapping[str, Any]]

_HEAD = f"{'field':24}{'P':>7}{'R':>7}{'F1':>7}{'gold':>7}{'found':>7}"


def table(part: Part, *, baselines: bool = False) -> str:
    """Return one line for each field, with the interval of its main figure where there is one; for acts a line each besides."""
    sure = any("interval" in plain for plain in part.values())
    left = any("left_out" in plain for plain in part.values())
    head = f"{_HEAD}{'   95 % of F1' if sure else ''}{'  left out' if left else ''}{'   baseline' if baselines else ''}"
    return "\n".join(
        [head.rstrip(), *(line for field, plain in part.items() for line in _lines(field, plain, baselines))]
    )


def _lines(field: str, plain: Mapping[str, Any], baselines: bool) -> Iterator[str]:  # noqa: FBT001 - passed on
    extra = _interval(plain) + _left_out(plain) + (_baseline(plain) if baselines else "")
    if "each" not in plain:
        yield f"{_row(field, plain)}{extra}".rstrip()
        return
    figures = f"{'acc':>5}{plain['accuracy']:6.3f}{'mF1':>6}{plain['macro_f1']:6.3f}{plain['gold']:5}{'':7}"
    yield f"{field:22}{figures}{extra}".rstrip()
    yield from (_row(f"  {act}", each) for act, each in plain["each"].items())


def _row(field: str, plain: Mapping[str, Any]) -> str:
    counts = f"{plain['gold']:7}{plain['predicted']:7}"
    return f"{field:24}{plain['p']:7.3f}{plain['r']:7.3f}{plain['f1']:7.3f}{counts}"


def _interval(plain: Mapping[str, Any]) -> str:
    if "interval" not in plain:
        return ""
    low, high = plain["interval"].get("macro_f1") or plain["interval"]["f1"]
    return f"   {low:.2f}–{high:.2f}"


def _left_out(plain: Mapping[str, Any]) -> str:
    return f"{plain['left_out']:10.3f}" if "left_out" in plain else ""


def _baseline(plain: Mapping[str, Any]) -> str:
    if "baseline" not in plain:
        return ""
    better = main_figure(plain) > plain["baseline"]["f1"]
    return f"   {plain['baseline']['f1']:.3f} {plain['baseline']['rule']}{'' if better else ' (no worse)'}"
