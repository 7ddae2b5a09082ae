"""The map of the whole: what is on it, how it falls into groups, where things stand, and when it is drawn anew."""

from itertools import pairwise

import numpy as np
import pytest

from graph.cartography import draw_map, is_out_of_date
from graph.cartography.choosing import choose
from graph.facts import ConceptFacts, ConceptLabel, OpinionFacts
from graph.figures import FiguresReader, FiguresWriter, maps

GROUPS = {"窓口": 12, "調達": 8, "認証": 5}
CONCEPTS = [f"{group}{number}" for group, size in GROUPS.items() for number in range(size)]


def opinion(document: str, number: int, concepts: tuple[str, ...]) -> OpinionFacts:
    return OpinionFacts(
        f"http://x/id/opinion/{document}-{number}", document, "", "proposal", None, None, None, number, None, None, None, tuple(sorted(concepts)), (), ()
    )


def spoken() -> list[tuple[str, ...]]:
    """Neighbours within each group in a ring, each pair twice, and one pair between each two groups once."""
    said = []
    for group, size in GROUPS.items():
        said += 2 * [(f"{group}{at}", f"{group}{(at + step) % size}") for at in range(size) for step in (1, 2)]
    names = list(GROUPS)
    return said + [(f"{one}0", f"{other}0") for one, other in pairwise(names)]


def counted(home, said, document="d") -> FiguresWriter:
    figures = FiguresWriter.open(home)
    with figures.written("a"):
        figures.replace([document], [opinion(document, number, concepts) for number, concepts in enumerate(said)])
        figures.concepts({name: ConceptFacts(name, "system", True, (ConceptLabel("prefLabel", name, "ja"),)) for name in CONCEPTS})
        draw_map(figures)
    return figures


def drawn(home) -> tuple[dict, set]:
    """Return the map by labels: place, community and centrality of each concept, and the edges with their counts."""
    reader = FiguresReader(home)
    with reader.reading() as figures:
        kept = maps.read(figures)
        rows = figures.numbered([node.concept for node in kept.nodes])
    reader.close()
    nodes = {rows[node.concept].iri: node[1:] for node in kept.nodes}
    return nodes, {(frozenset({rows[edge.one].iri, rows[edge.other].iri}), edge.together) for edge in kept.edges}


def test_planted_groups_are_found_and_stand_apart(tmp_path):
    counted(tmp_path, spoken()).close()
    nodes, edges = drawn(tmp_path)
    assert nodes.keys() == set(CONCEPTS)
    assert {name: nodes[f"{name}0"][2] for name in GROUPS} == {"窓口": 0, "調達": 1, "認証": 2}  # numbered from the largest
    assert all(nodes[name][2] == nodes[f"{name[:2]}0"][2] for name in CONCEPTS)
    assert (frozenset({"窓口0", "窓口1"}), 2) in edges
    assert max(node[3] for node in nodes.values()) == 1
    places = np.array([node[:2] for node in nodes.values()])
    apart = np.hypot(*(places[:, None] - places).transpose(2, 0, 1))
    np.fill_diagonal(apart, np.inf)
    assert apart.min() > 50
    home = np.array([node[2] for node in nodes.values()])
    middles = {group: places[home == group].mean(axis=0) for group in range(3)}
    assert all(min(middles, key=lambda group: np.hypot(*(at - middles[group]))) == community for at, community in zip(places, home, strict=True))


def test_the_same_figures_give_the_same_map_whatever_numbers_concepts_have(tmp_path):
    counted(tmp_path / "one", spoken()).close()
    other = FiguresWriter.open(tmp_path / "other")
    with other.written("a"):
        other.concepts({name: ConceptFacts(name, None, True, ()) for name in reversed(CONCEPTS)})
    other.close()
    counted(tmp_path / "other", spoken()).close()
    assert drawn(tmp_path / "one") == drawn(tmp_path / "other")


def test_concepts_that_belong_to_nobody_are_on_the_map_in_no_group(tmp_path):
    counted(tmp_path, [*spoken(), ("独り",), ("二人", "三人")]).close()
    nodes, _ = drawn(tmp_path)
    assert {name for name, node in nodes.items() if node[2] is None} == {"独り", "二人", "三人"}
    outermost = max(np.hypot(*nodes[name][:2]) for name in CONCEPTS)
    assert all(np.hypot(*nodes[name][:2]) > outermost for name in ("独り", "二人", "三人"))


def test_bounds_keep_the_most_spoken_of_and_each_ones_strongest(tmp_path):
    figures = counted(tmp_path, spoken())
    few = choose(figures.figures, concepts=6, edges=4)
    assert len(few.concepts) == 6
    assert len(few.one) == 4
    assert (few.one < few.other).all()
    rows = figures.figures.numbered(few.concepts.tolist())
    assert min(row.opinions for row in rows.values()) >= max(
        row.opinions for row in figures.figures.every_concept() if row.number not in rows
    )
    whole = choose(figures.figures, edges=30)
    joined = set(whole.one.tolist()) | set(whole.other.tolist())
    assert len(joined) == len(CONCEPTS)  # nobody is left out for the sake of the strongest
    figures.close()


def test_no_opinions_give_an_empty_map(tmp_path):
    figures = FiguresWriter.open(tmp_path)
    with figures.written("a"):
        draw_map(figures)
    assert not is_out_of_date(figures)
    figures.close()
    assert drawn(tmp_path) == ({}, set())


def test_it_is_time_for_a_new_map_after_a_twentieth(tmp_path):
    figures = FiguresWriter.open(tmp_path)
    assert is_out_of_date(figures)
    figures.close()
    figures = counted(tmp_path, spoken())
    assert not is_out_of_date(figures)
    with figures.written("b"):
        figures.replace(["e"], [opinion("e", number, ("窓口0",)) for number in range(len(spoken()) // 20)])
        assert not is_out_of_date(figures)
        figures.replace(["f"], [opinion("f", 0, ("窓口0",))])
        assert is_out_of_date(figures)
    figures.close()


def test_a_map_that_was_not_finished_is_not_seen(tmp_path):
    figures = counted(tmp_path, spoken())
    before = drawn(tmp_path)

    def write_and_die() -> None:
        with figures.written("b"):
            figures.replace(["d"], [])
            draw_map(figures)
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write_and_die()
    assert drawn(tmp_path) == before
    figures.close()


def test_concepts_that_are_gone_are_off_the_map_at_once(tmp_path):
    figures = counted(tmp_path, spoken())
    with figures.written("b"):
        figures.replace(["d"], [opinion("d", number, said) for number, said in enumerate(spoken()) if "認証4" not in said])
        figures.concepts({}, ["認証4"])
    nodes, edges = drawn(tmp_path)
    assert "認証4" not in nodes
    with figures.written():
        figures.told("1")
    assert figures.figures.connection.execute("SELECT COUNT(*) FROM map_node").fetchone() == (len(CONCEPTS) - 1,)
    assert drawn(tmp_path) == (nodes, edges)
    figures.close()
