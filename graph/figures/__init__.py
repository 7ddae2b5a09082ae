"""Figures that are counted when something is written, so that questions are answered in milliseconds: kept in SQLite beside the store.

`writing` counts what changed documents bring and take away, `reading` answers. What is counted is what `graph/facts.py` has, and nothing else.
"""

from graph.figures.reading import Figures, FiguresReader, counted_version
from graph.figures.writing import FiguresWriter

__all__ = ["Figures", "FiguresReader", "FiguresWriter", "counted_version"]
