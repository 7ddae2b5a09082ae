"""The named queries: each is SPARQL, with and without what is optional in it."""

import re
import threading

import pytest

from graph.analysis.asking import FOLDER, ask, merged, names, prepare
from graph.analysis.keeping import Kept
from graph.store import Iri, Reader, Settings, open_reader


@pytest.fixture(scope="module")
def reader(settings: Settings):
    opened = open_reader(settings)
    yield opened
    opened.close()


EXAMPLES = {"limit": 5, "offset": 0}
SOME = Iri("http://example.org/x")


def given_for(name: str, *, optional: bool) -> dict:
    text = (FOLDER / f"{name}.rq").read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if optional or "#if" not in line]
    variables = set(re.findall(r"\$(\w+)", "\n".join(lines)))
    conditions = set(re.findall(r"#if (\w+)", text)) if optional else set()
    return {each: EXAMPLES.get(each, SOME) for each in variables | (conditions & variables)}


@pytest.mark.parametrize("optional", [True, False])
@pytest.mark.parametrize("name", names())
def test_each_query_can_be_answered(reader: Reader, name: str, optional: bool):
    query, terms = prepare(name, given_for(name, optional=optional))
    media = (
        "application/n-triples"
        if re.search(r"^\s*(CONSTRUCT|DESCRIBE)", query, re.MULTILINE)
        else "application/sparql-results+json"
    )
    reader.results(query, media, **terms)


@pytest.mark.parametrize("name", names())
def test_each_query_says_what_it_is_for(name: str):
    assert (FOLDER / f"{name}.rq").read_text(encoding="utf-8").startswith("# ")


def test_lists_are_spread_and_nothing_drops_its_lines(reader: Reader):
    query, terms = prepare("attendances", {"meetings": [SOME, Iri("http://example.org/y")], "people": None, "organisations": None, "limit": 5})
    assert "VALUES ?meeting { $meetings__0 $meetings__1 }" in query
    assert "LIMIT 5" in query
    assert "wanted" not in query
    assert terms == {"meetings__0": SOME, "meetings__1": "http://example.org/y"}
    assert ask(reader, "attendances", meetings=[SOME], people=None, organisations=None, limit=5) == []


def test_rows_that_differ_about_one_thing_become_one():
    rows = [{"x": "1", "t": "b"}, {"x": "2"}, {"x": "1", "t": "a"}]
    assert merged(rows, "x") == {"1": {"x": "1", "t": "a"}, "2": {"x": "2"}}


def test_what_is_kept_is_made_once_for_each_version():
    kept: Kept[int] = Kept(2)
    made: list[int] = []

    def make() -> int:
        made.append(1)
        return len(made)

    threads = [threading.Thread(target=lambda: kept.get("v1", "key", make)) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert made == [1]
    assert kept.get("v2", "key", make) == 2
    assert kept.get("v1", "key", make) == 1
    assert kept.get("v3", "key", make) == 3
    assert kept.get("v2", "key", make) == 4


def test_what_could_not_be_made_is_tried_again():
    kept: Kept[int] = Kept(2)
    with pytest.raises(ZeroDivisionError):
        kept.get("v", "key", lambda: 1 // 0)
    assert kept.get("v", "key", lambda: 7) == 7


def test_lists_have_commas_in_a_filter_and_none_in_values():
    query, _ = prepare("opinions-naming", {"opinions": [Iri("urn:a"), Iri("urn:b")], "concepts": [Iri("urn:c"), Iri("urn:d")]})
    assert "IN ($concepts__0, $concepts__1)" in query
    assert "{ $opinions__0 $opinions__1 }" in query
