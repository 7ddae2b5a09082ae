"""Full-text search over opinions: words of any length, phrases and exclusions, with live counts of facets and the places to mark.

`FullText` is the one thing to open; nothing outside this package knows the engine (tantivy).
"""

from graph.fulltext.fields import FACETS
from graph.fulltext.index import FullText
from graph.fulltext.searching import Hits, Search
from graph.fulltext.words import Words
from graph.fulltext.writing import Writing

__all__ = ["FACETS", "FullText", "Hits", "Search", "Words", "Writing"]
