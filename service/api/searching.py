"""What a full-text search may be asked with, the same for the API, the export and the page."""

from graph.analysis.concepts import concept_address
from graph.analysis.views import View
from graph.fulltext import Search, Words
from graph.fulltext.words import LONGEST
from service.api.parameters import ACTS, Given, choice, day, thing, whole, words

FILTERS = (
    words(
        "q",
        "What to look for, in any width, case and kana: words parted by spaces must all be there, those in 「」 or quotation "
        "marks together, those behind a hyphen not at all; without it all opinions",
        LONGEST,
    ),
    choice("act", "Only opinions of this act", ACTS),
    thing("concept", "Only opinions that speak of this concept"),
    thing("series", "Only opinions from meetings of this series"),
    thing("meeting", "Only opinions of this meeting"),
    thing("topic", "Only opinions under this topic"),
    words("role", "Only opinions of people whom the attendance list has in this group, as it is printed there"),
    day("from", "Only opinions from meetings on this day or later"),
    day("to", "Only opinions from meetings on this day or earlier"),
)
"""What narrows a search."""
SORT = choice("sort", "Which come first: the most relevant (BM25, where words are given), or the newest meeting's", ("relevance", "date"))
FACETS = whole("facets", "How many values of each facet to count at most, 0 for none", 0, 100, 20)


def search_of(view: View, given: Given) -> Search:
    """Return the search that a request asks for; an id that nothing has finds nothing."""
    chosen: dict[str, tuple[str, ...]] = {}
    for name in ("act", "role"):
        if (value := given.text(name)) is not None:
            chosen[name] = (value,)
    for name in ("series", "meeting", "topic"):
        if (value := given.text(name)) is not None:
            chosen[name] = tuple(view.addresses.candidates(name, value))
    if (value := given.text("concept")) is not None:
        found = concept_address(view, value)
        chosen["concept"] = (found,) if found else ()
    words_given = Words.of(given.text("q") or "")
    return Search(words_given, chosen, given.text("from"), given.text("to"), by_date=given.text("sort") == "date")
