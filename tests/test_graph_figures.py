"""Figures that are counted as documents come and go are those counted from scratch."""

import sqlite3
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph.errors import StoreMissing
from graph.facts import ConceptFacts, ConceptLabel, MeetingFacts, OpinionFacts, Side, Stated
from graph.figures import FiguresReader, FiguresWriter, evidence, spread
from graph.figures.database import FILE

CONCEPTS = [f"http://x/id/concept/{name}" for name in "RPA LGWAN 標準化 共同化 クラウド".split()]
DOCUMENTS = [f"http://x/id/document/{number}" for number in range(3)]
MEETINGS = [
    MeetingFacts(f"http://x/id/meeting/{number}", f"第{number}回", f"2024-0{number + 1}-01", number, f"http://x/id/series/{number % 2}", "検討会")
    for number in range(3)
]
LABELLED = {
    iri: ConceptFacts(iri, "system", bool(number % 2), (ConceptLabel("prefLabel", iri.rsplit("/", 1)[1], "ja"),))
    for number, iri in enumerate(CONCEPTS)
}

sides = st.builds(Side, st.sampled_from(CONCEPTS), st.sampled_from(evidence.SIDES), st.sampled_from([0.5, 0.75, 1.0]))
stated = st.builds(Stated, st.sampled_from(CONCEPTS), st.sampled_from(["causes", "uses"]), st.sampled_from(CONCEPTS))


@st.composite
def contents(draw):
    """What a document says: up to four opinions, some of which several versions of it share."""
    document = draw(st.sampled_from(DOCUMENTS))
    made = []
    for number in sorted(draw(st.sets(st.integers(0, 4), max_size=4))):
        concepts = tuple(sorted(draw(st.sets(st.sampled_from(CONCEPTS), max_size=4))))
        made.append(
            OpinionFacts(
                f"http://x/id/opinion/{document[-1]}{number}", document, "本文", draw(st.sampled_from(["proposal", "concern"])),
                draw(st.sampled_from([None, *(meeting.iri for meeting in MEETINGS)])), None, None, number, None, None, None,
                concepts, tuple(sorted(draw(st.sets(sides, max_size=2)))), tuple(sorted(draw(st.sets(stated, max_size=2)))),
            )
        )  # fmt: skip
    return document, made


def counted(home, steps):
    """Count steps, one after the other, and return all figures by IRIs."""
    writer = FiguresWriter.open(home)
    for number, (document, opinions) in enumerate(steps):
        with writer.written(str(number)):
            writer.meetings(MEETINGS)
            writer.replace([document], opinions)
            writer.concepts(LABELLED)
    writer.close()
    return everything(home)


def everything(home):
    reader = FiguresReader(home)
    with reader.reading() as figures:
        rows = {row.number: row for row in figures.every_concept()}
        totals = figures.totals
        found = {
            "total": figures.total,
            "concepts": sorted(row[1:] for row in rows.values()),
            "held in memory": sorted(
                (row.iri, int(totals.opinions[number]), bool(totals.provisional[number])) for number, row in rows.items()
            ),
            "together": {
                row.iri: {rows[other].iri: count for other, count in zip(*map(list, figures.together(number)), strict=True)}
                for number, row in rows.items()
            },
            "both": {(a.iri, b.iri): evidence.both(figures, a.number, b.number, 9) for a in rows.values() for b in rows.values() if a != b},
            "by year": {row.iri: sorted(spread.by_year(figures, number)) for number, row in rows.items()},
            "acts": {row.iri: list(spread.acts_by_meeting(figures, number, spread.meetings_of(figures, number, 99, 0))) for number, row in rows.items()},
            "sides": {row.iri: list(spread.sides_by_meeting(figures, number, spread.meetings_of(figures, number, 99, 0))) for number, row in rows.items()},
            "disputes": [(rows[each].iri, *evidence.dispute(figures, each)[1:]) for each in evidence.disputed(figures, None)],
            "bodies": {row.iri: spread.bodies_of(figures, number) for number, row in rows.items()},
            "stated": sorted((rows[a].iri, rows[b].iri, count) for a, b, count in evidence.stated_between(figures, list(rows))),
            "strongest": {
                (row.iri, side): evidence.strongest(figures, number, side, 9) for number, row in rows.items() for side in evidence.SIDES
            },
        }
    reader.close()
    return found


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(contents(), max_size=8))
def test_after_any_steps_figures_are_those_from_scratch(tmp_path_factory, steps):
    last = dict(steps)
    place = tmp_path_factory.mktemp("figures")
    assert counted(place / "steps", steps or [(DOCUMENTS[0], [])]) == counted(
        place / "scratch", [(document, last[document]) for document in reversed(last)] or [(DOCUMENTS[0], [])]
    )


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(contents(), min_size=1, max_size=4))
def test_what_all_documents_took_away_leaves_nothing(tmp_path_factory, steps):
    found = counted(tmp_path_factory.mktemp("figures"), [*steps, *((document, []) for document, _ in steps)])
    assert found["total"] == 0
    assert not any(row[-1] for row in found["concepts"])
    assert not any(found["together"].values())
    assert found["disputes"] == []


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.text("ＲrPカかﾊﾟ行政-・々a ", min_size=1, max_size=5), min_size=1, max_size=8), st.text("rpかパ行政a・", min_size=1, max_size=3))
def test_labels_are_found_by_any_part(tmp_path_factory, labels, wanted):
    from graph.iris import search_key

    home = tmp_path_factory.mktemp("labels")
    writer = FiguresWriter.open(home)
    facts = {
        f"http://x/{number}": ConceptFacts(f"http://x/{number}", None, provisional=True, labels=(ConceptLabel("prefLabel", label, "ja"),))
        for number, label in enumerate(labels)
    }
    with writer.written("1"):
        writer.concepts(facts)
    writer.close()
    reader = FiguresReader(home)
    with reader.reading() as figures:
        total, found = figures.find(wanted, None, 50, 0)
        beyond, rest = figures.find(wanted, None, 50, 40)
    reader.close()
    key = search_key(wanted)
    expected = {iri for iri, each in facts.items() if key and key in search_key(each.labels[0].label)}
    assert {row.iri for row, _ in found} == expected
    assert total == beyond == len(expected)
    assert rest == []
    ranks = [0 if search_key(label) == key else 1 if search_key(label).startswith(key) else 2 for _, label in found]
    assert ranks == sorted(ranks)


def test_a_block_that_fails_changes_nothing(tmp_path):
    opinion = OpinionFacts("http://x/o", DOCUMENTS[0], "", "concern", None, None, None, 1, None, None, None, tuple(CONCEPTS[:2]), (), ())
    before = counted(tmp_path, [(DOCUMENTS[0], [opinion])])
    writer = FiguresWriter.open(tmp_path)

    def fail():
        with writer.written("2"):
            writer.replace([DOCUMENTS[0]], [])
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()
    assert writer.states()[0] == "0"
    writer.close()
    assert everything(tmp_path) == before


def test_a_broken_file_is_counted_anew(tmp_path):
    (tmp_path / FILE).write_bytes(b"no database at all, but long enough to be taken for one" * 50)
    assert counted(tmp_path, [(DOCUMENTS[0], [])])["total"] == 0


def test_figures_of_another_version_are_no_figures(tmp_path):
    counted(tmp_path, [(DOCUMENTS[0], [])])
    with sqlite3.connect(tmp_path / FILE) as connection:
        connection.execute("UPDATE meta SET value = 'old' WHERE key = 'schema'")
    connection.close()
    with pytest.raises(StoreMissing, match="ronten derive"), FiguresReader(tmp_path).reading():
        pass
    writer = FiguresWriter.open(tmp_path)
    assert writer.states() == ("", "")
    writer.close()


def test_reading_goes_on_with_its_state_while_another_is_written(tmp_path):
    counted(tmp_path, [(DOCUMENTS[0], [])])
    opinion = OpinionFacts("http://x/o", DOCUMENTS[0], "", "concern", None, None, None, 1, None, None, None, (CONCEPTS[0],), (), ())
    reader = FiguresReader(tmp_path)
    with reader.reading() as before:
        assert before.total == 0
        counted(tmp_path, [(DOCUMENTS[0], [opinion])])
        assert before.total == 0
        with reader.reading() as after:
            assert after.total == 1
    reader.close()


def test_a_home_folder_may_be_named_from_where_one_stands(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    home = Path("home")
    counted(home, [(DOCUMENTS[0], [])])
    assert counted(home, [(DOCUMENTS[0], [])])["total"] == 0
