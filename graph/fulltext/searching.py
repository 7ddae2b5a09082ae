"""Asks the index: hits in order, their exact number, and how many there would be of each value of a facet."""

from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import Executor
from dataclasses import dataclass, field
from typing import Any

import tantivy

from graph.fulltext import fields
from graph.fulltext.fields import FACETS
from graph.fulltext.words import Words

_CHUNK = 500
_NEAR = 1000
"""Up to where hits are fetched without counting them first."""
_DIFFERENT = 65_000
"""How many different values of each part of the index are counted; the engine takes no more."""
_YEARS = 300
MOST_TOPICS = 50_000
"""Of how many hits at most topics are counted: each belongs to one meeting and has a few opinions."""
_WIDE = 20_000
"""From how many opinions on a second processor is worth its while."""
_LONGEST = "concept"
"""The facet of which an opinion has several values: counting it takes about as long as a page of hits and all other facets together."""

ANYTHING = Words()
Query = tantivy.Query


@dataclass(frozen=True, slots=True)
class Search:
    """What is searched for: words, in each facet one of some values (none given: any), and the days [since, until] of the meeting."""

    words: Words = ANYTHING
    chosen: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    since: str | None = None
    until: str | None = None
    by_date: bool = False

    @property
    def key(self) -> tuple[object, ...]:
        """Return what tells it from other searches, leaving the order aside."""
        return self.words, tuple(sorted(self.chosen.items())), self.since, self.until


Counts = dict[str, list[tuple[str, int]]]


@dataclass(frozen=True, slots=True)
class Hits:
    """How many opinions were found, the addresses of some of them in order, and the most frequent values of each facet.

    A facet is counted as if nothing were chosen in it.
    """

    total: int
    opinions: list[str]
    facets: Counts


class Asking:
    """Questions to one state of an index."""

    def __init__(self, searcher: tantivy.Searcher, schema: tantivy.Schema, values: dict[int, str]) -> None:
        """Take what the index is in; `values` are those of facets by their numbers, as far as they are known: more come to it."""
        self._searcher, self._schema, self._values = searcher, schema, values

    def total(self, search: Search) -> int:
        """Return the number of hits."""
        return _total(self._searcher.search(self._query(search), 1))

    def page(self, search: Search, limit: int, offset: int) -> tuple[int, list[str]]:
        """Return the number of hits and some of them: by relevance (BM25) where words are wanted, else the newest first."""
        query = self._query(search)
        if limit < 1 or offset >= _NEAR:  # the engine makes room for all hits up to the last one wanted
            total = self.total(search)
            if limit < 1 or offset >= total:
                return total, []
            limit = min(limit, total - offset)
        order = fields.NEWEST if search.by_date or not search.words.wanted else None
        found = self._searcher.search(query, limit, offset=offset, order_by_field=order)
        return _total(found), [self._address(place) for _, place in found.hits]

    def every(self, search: Search) -> Iterator[list[str]]:
        """Yield all hits, the newest first, some at a time."""
        query, last, seen = self._query(search), None, set[str]()
        while True:
            asked = query if last is None else query.and_must_match(self._range(fields.NEWEST, None, last))
            found = self._searcher.search(asked, _CHUNK + len(seen), count=False, order_by_field=fields.NEWEST).hits
            fresh = [(place, self._address(address)) for place, address in found]
            fresh = [(place, opinion) for place, opinion in fresh if opinion not in seen]
            if not fresh:
                return
            last = int(fresh[-1][0])
            seen = {opinion for place, opinion in fresh if place == last} | (seen if fresh[0][0] == last else set())
            yield [opinion for _, opinion in fresh]

    def _address(self, place: tantivy.DocAddress) -> str:
        return str(self._searcher.doc(place).get_first(fields.OPINION))

    def wide(self, search: Search) -> bool:
        """Say whether so many opinions may be found that counting them is worth a second processor, without looking for them."""
        often = [self._searcher.doc_freq(*self._rarest(word)) for word in search.words.wanted]
        return min(often, default=self._searcher.num_docs) >= _WIDE

    def counts(self, search: Search, size: int, beside: Executor | None = None, found: Callable[[], int] | None = None) -> Counts:
        """Return the `size` most frequent values of each facet with their numbers, those of equal number in the order of the alphabet, and all years.

        Some are counted `beside` the others where that is given. Where `found` says that there are more than MOST_TOPICS hits, topics are left out:
        few of them then say anything, and the engine cannot tell so many apart.
        """
        groups: dict[str | None, list[str]] = {}
        for name in (*FACETS, fields.YEAR):
            chosen = name in search.chosen or (name == fields.YEAR and (search.since or search.until))
            groups.setdefault(name if chosen else None, []).append(name)
        counted: Counts = {}
        for left_out, names in groups.items():
            query = self._query(search, without=left_out)
            if beside is not None and _LONGEST in names:
                others = beside.submit(self._others, query, [name for name in names if name != _LONGEST], size, found)
                counted |= self._counted(query, [_LONGEST], size) | others.result()
            else:
                counted |= self._counted(query, names, size)
        return {name: counted.get(name, []) for name in (*FACETS, fields.YEAR)}

    def _others(self, query: Query, names: list[str], size: int, found: Callable[[], int] | None) -> Counts:
        many = found is not None and found() > MOST_TOPICS
        return self._counted(query, [name for name in names if not (many and name == "topic")], size)

    def _counted(self, query: Query, names: list[str], size: int) -> Counts:
        if not names:
            return {}
        found = self._searcher.aggregate(query, {name: _terms(name, size) for name in names})
        return {name: self._ordered(name, found[name]["buckets"]) for name in names}

    def _ordered(self, name: str, buckets: list[dict[str, Any]]) -> list[tuple[str, int]]:
        """Return values with their numbers, the most frequent first; years the newest first."""
        if name == fields.YEAR:
            return sorted(((f"{int(bucket['key']):04}", int(bucket["doc_count"])) for bucket in buckets), reverse=True)
        named = ((self._value(name, bucket["key"]), int(bucket["doc_count"])) for bucket in buckets)
        return sorted(named, key=lambda each: (-each[1], each[0]))

    def _value(self, name: str, key: str | float) -> str:
        """Return the value of a facet that was counted under a key; the value of a number stands in any opinion that has it."""
        if name not in fields.NUMBERED:
            return str(key)
        number = int(key)
        if number not in self._values:
            asked = Query.term_query(self._schema, fields.number_field(name), number, index_option="basic")
            place = self._searcher.search(asked, 1, count=False).hits[0][1]
            for value in self._searcher.doc(place).get_all(name):
                self._values[fields.number_of(value)] = value
        return self._values[number]

    def _query(self, search: Search, without: str | None = None) -> Query:
        """Return a search as the engine's query, leaving one facet's choice out; only words weigh."""
        words = search.words
        if words.vacant:
            return Query.empty_query()
        parts = [(tantivy.Occur.Must, self._word(word)) for word in words.wanted]
        parts += [(tantivy.Occur.MustNot, self._word(word)) for word in words.unwanted]
        state = Query.term_query(self._schema, fields.DOCUMENT, fields.STATE_MARK, index_option="basic")
        conditions = [
            Query.term_set_query(self._schema, name, list(values)) if values else Query.empty_query()
            for name, values in search.chosen.items()
            if name != without
        ]
        if without != fields.YEAR and (search.since or search.until):
            conditions.append(self._days(search.since, search.until))
        if not words.wanted and not conditions:
            conditions.append(Query.all_query())
        parts += [(tantivy.Occur.Must, Query.const_score_query(each, 0.0)) for each in conditions]
        return Query.boolean_query([*parts, (tantivy.Occur.MustNot, state)])

    def _rarest(self, word: str) -> tuple[str, str]:
        """Return the field, and in it the term of a folded word, that bounds how many opinions have the word."""
        field, grams = _grams(word)
        return field, min((gram for _, gram in grams), key=lambda gram: self._searcher.doc_freq(field, gram))

    def _word(self, word: str) -> Query:
        """Return what finds a folded word: its character, its pair or triple of characters, or as few triples as cover it in their places."""
        field, grams = _grams(word)
        if len(grams) == 1:
            return Query.term_query(self._schema, field, word, index_option="freq")
        return Query.phrase_query(self._schema, field, [*grams])

    def _days(self, since: str | None, until: str | None) -> Query:
        first, last = fields.day_of(since or ""), fields.day_of(until or "")
        return self._range(fields.DAY, first.toordinal() if first else None, last.toordinal() if last else None)

    def _range(self, name: str, least: int | None, most: int | None) -> Query:
        return Query.range_query(self._schema, name, tantivy.FieldType.Unsigned, least, most)


def _grams(word: str) -> tuple[str, list[tuple[int, str]]]:
    """Return the field to look for a folded word in, and as few of its grams as cover it, each with its place."""
    size = min(len(word), len(fields.TEXTS))
    last = len(word) - size
    return fields.TEXTS[size - 1], [(place, word[place : place + size]) for place in (*range(0, last, size), last)]


def _total(found: tantivy.SearchResult) -> int:
    return int(found.count)  # type: ignore[attr-defined] # the engine's stubs leave it out


def _terms(name: str, size: int) -> dict[str, object]:
    if name == fields.YEAR:
        return {"terms": {"field": name, "size": _YEARS}}
    counted = fields.number_field(name) if name in fields.NUMBERED else name
    return {"terms": {"field": counted, "size": size, "segment_size": _DIFFERENT}}
