"""How good the extraction is: gold labels against what was found, as precision, recall and F1 for each field."""

from graph.evaluating.gold import Gold, load_gold, parse_gold
from graph.evaluating.scoring import score_document
from graph.evaluating.tallies import Score, pool

__all__ = ["Gold", "Score", "load_gold", "parse_gold", "pool", "score_document"]
