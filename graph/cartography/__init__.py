"""The map of the whole graph: the concepts most spoken of, what joins them most tellingly, how they fall into groups, and where each stands.

`choosing` takes concepts and edges from the figures, `grouping` finds groups and central concepts, `placing` gives each its place, and
`drawing` does all three; the figures keep what comes out.
"""

from graph.cartography.drawing import draw_map, is_out_of_date

__all__ = ["draw_map", "is_out_of_date"]
