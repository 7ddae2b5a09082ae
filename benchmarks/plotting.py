"""Draws how answers grow with the store, from what `benchmarks.answers --json` wrote, as SVG.

    .venv-peers/bin/python -m benchmarks.plotting RESULTS.json docs/benchmarks-growth.svg

Runs in the environment of the peers (`make peers`), which has matplotlib.
"""

import argparse
import json
from pathlib import Path

SHOWN = ("label look-up", "related concepts", "points at issue", "search with facets", "timeline", "network")


def main() -> None:
    """Draw the figures that the command line names."""
    import matplotlib as mpl  # noqa: PLC0415 only the peers' environment has it

    mpl.use("svg")
    from matplotlib import pyplot as plt  # noqa: PLC0415

    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("results", type=Path)
    parser.add_argument("picture", type=Path)
    asked = parser.parse_args()
    sizes = json.loads(asked.results.read_text(encoding="utf-8"))
    plt.rcParams["svg.hashsalt"] = "ronten"
    figure, axes = plt.subplots(figsize=(7.5, 4.2))
    for name, marker in zip(SHOWN, "osD^vP", strict=True):
        axes.plot([size["opinions"] for size in sizes], [size["answers"][name] for size in sizes], marker=marker, label=name)
    axes.set(xscale="log", yscale="log", xlabel="opinions in the store", ylabel="95th percentile, ms (server time)")
    axes.grid(visible=True, which="both", linewidth=0.3)
    axes.legend(fontsize=8, ncols=2)
    figure.tight_layout()
    figure.savefig(asked.picture, metadata={"Date": None})


if __name__ == "__main__":
    main()
