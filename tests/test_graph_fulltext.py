"""The full-text index: what is found and marked, counted and ordered; that it equals a plain scan, and that no kill leaves half of anything."""

import os
import random
import subprocess
import sys
import threading
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from graph.errors import FullTextError, FullTextMissing
from graph.facts import MeetingFacts, OpinionFacts
from graph.fulltext import FullText, Search, Words
from graph.fulltext.folding import fold, fold_with_places

BASE = "http://example.org/id/"
ROOT = Path(__file__).parents[1]


def opinion(name: str, text: str, document: str = "d", **given) -> OpinionFacts:
    said = {"act": "statement", "meeting": f"{BASE}meeting/m", "topic": None, "topic_label": None, "order": 1, "speaker": None, "speaker_label": None}
    said |= {"group": None, "concepts": (), "sides": (), "relations": (), **given}
    return OpinionFacts(f"{BASE}opinion/{name}", f"{BASE}document/{document}", text, **said)


def meetings(*dates: str | None) -> dict[str, MeetingFacts]:
    """Meetings m, m1, m2 … on some dates, of the series s0, s1, s0, s1 …"""
    made = {}
    for number, date in enumerate(dates):
        iri = f"{BASE}meeting/m{number or ''}"
        made[iri] = MeetingFacts(iri, "会議", date, number, f"{BASE}series/s{number % 2}", "検討会")
    return made


def indexed(folder: Path, opinions: list[OpinionFacts], *dates: str | None) -> FullText:
    with FullText.writing(folder) as index:
        for document in {each.document for each in opinions}:
            index.replace(document, [each for each in opinions if each.document == document], meetings(*dates or ("2024-04-01",)))
        index.state = "1"
    return FullText.reading(folder)


def names(found: list[str]) -> list[str]:
    return [iri.rsplit("/", 1)[1] for iri in found]


def find(index: FullText, typed: str, **given) -> set[str]:
    return set(names(index.search(Search(Words.of(typed), **given), 100).opinions))


TEXTS = {
    "a": "行政のデジタル化を進めるべきである。",
    "b": "Ｇｏｖ－Ｃｌｏｕｄ（ガバメントクラウド）への移行費用が懸念される。",
    "c": "ｶﾞﾊﾞﾒﾝﾄｸﾗｳﾄﾞの利用料は3.5％上がった。",
    "d": "「RPA導入団体数」は注目していくべき指標である。",
    "e": "国と地方の役割、e-Gov の使い勝手を議論したい。",
}


@pytest.fixture(scope="module")
def index(tmp_path_factory) -> FullText:
    return indexed(tmp_path_factory.mktemp("index"), [opinion(name, text) for name, text in TEXTS.items()])


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("国", "e"),
        ("行政", "a"),
        ("移行", "b"),
        ("gov-cloud", "b"),
        ("ＧＯＶＣＬＯＵＤ", "b"),
        ("ガバメントクラウド", "bc"),
        ("がばめんとくらうど", "bc"),
        ("ｶﾞﾊﾞﾒﾝﾄ 費用", "b"),
        ("べき　ある", "ad"),
        ("べき -行政", "d"),
        ("-べき", "bce"),
        ("べき －「RPA導入団体数」", "a"),
        ("「導入 団体」", "d"),
        ('"役割、e-Gov の"', "e"),
        ("「RPA導入団体数」は注目していく", "d"),
        ("35", ""),
        ("3.5%", "c"),
        ("egov", "e"),
        ("", "abcde"),
        ("   ", "abcde"),
        ("・ - …", ""),
        ("「", ""),
        ("「」", ""),
        ("行政 ・", "a"),
        ("べき" * 300, ""),
        ("\ud800国\u200b", "e"),
        ("(a OR b) *:* [1 TO 2] act:statement", ""),
    ],
)
def test_words_of_any_length_width_case_and_kana_are_found(index, typed, found):
    assert find(index, typed) == set(found)
    assert {name for name, text in TEXTS.items() if Words.of(typed).found_in(text)} == set(found)


@pytest.mark.parametrize(
    ("typed", "text", "marked"),
    [
        ("govcloud", TEXTS["b"], ["Ｇｏｖ－Ｃｌｏｕｄ"]),
        ("ガバメント クラウド", TEXTS["c"], ["ｶﾞﾊﾞﾒﾝﾄ", "ｸﾗｳﾄﾞ"]),
        ("デジタル ジタル化", TEXTS["a"], ["デジタル化"]),
        ("株式", "㍿の例", ["㍿"]),
        ("パ", "は\u309a行", ["は\u309a"]),
        ("地方自治", "地方\n　自治", ["地方\n　自治"]),
        ("いい", "いいいい と", ["いいいい"]),
        ("-国", TEXTS["e"], []),
        ("3.5", TEXTS["c"], ["3.5"]),
    ],
)
def test_marks_are_of_the_characters_as_they_stand(typed, text, marked):
    assert [text[start:end] for start, end in Words.of(typed).marks(text)] == marked


ODD = "行政国ガがｶﾞﾊﾟはパ\u3099\u309aーｰ-－−・.． 　\n0１2３aAｇＧßİſ㍿①…「」㌔가각\u1100\u1161\u11a8é\u0301e\u0300\u200b\ud800𝐀🙂\u0bbe"
words = st.text(ODD, min_size=1, max_size=12)


@given(words)
def test_folding_a_cluster_at_a_time_is_folding_the_whole(text):
    folded, places = fold_with_places(text)
    assert folded == fold(text)
    assert len(places) == len(folded)
    assert all(0 <= start < end <= len(text) for start, end in places)
    assert places == sorted(places)


JAPANESE = st.text("行政国のクくａaBb19 -・。ーガｶﾞ", max_size=9)
STEP = st.tuples(st.sampled_from(["replace", "replace", "replace", "remove", "clear"]), st.sampled_from("xyz"), st.lists(JAPANESE, max_size=3))


def facts_of(document: str, texts: list[str]) -> list[OpinionFacts]:
    return [
        opinion(
            f"{document}{number}", text, document,
            order=number, act=("proposal", "concern")[len(text) % 2], meeting=f"{BASE}meeting/m{len(text) % 3 or ''}",
            group=("構成員", "事務局", None)[len(text) % 3], concepts=tuple(sorted({f"{BASE}concept/{each}" for each in text[:3] if each.isalnum()})),
        )
        for number, text in enumerate(texts)
    ]  # fmt: skip


DATES = ("2023-12-01", "2024-04-01", None)


@settings(deadline=None, max_examples=15, phases=(Phase.explicit, Phase.reuse, Phase.generate), suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.lists(STEP, min_size=1, max_size=4), min_size=1, max_size=4), st.lists(JAPANESE, min_size=1, max_size=8), st.data())
def test_after_any_changes_it_answers_as_a_fresh_one_and_as_a_scan(tmp_path_factory, blocks, asked, data):
    folder, held = tmp_path_factory.mktemp("changed"), dict[str, list[OpinionFacts]]()
    reading = FullText.reading(folder)
    for number, block in enumerate(blocks):
        with FullText.writing(folder) as writing:
            for step, document, texts in block:
                if step == "clear":
                    writing.clear()
                    held.clear()
                elif step == "remove":
                    writing.remove(f"{BASE}document/{document}")
                    held.pop(document, None)
                else:
                    held[document] = facts_of(document, texts)
                    writing.replace(f"{BASE}document/{document}", held[document], meetings(*DATES))
            writing.state = str(number)
        assert reading.state() == str(number)
    everything = [each for opinions in held.values() for each in opinions]
    fresh = indexed(tmp_path_factory.mktemp("fresh"), everything, *DATES)
    for typed in (*asked, f"{asked[0]} -{asked[-1]}", f"「{asked[0]}」"):
        search = Search(Words.of(typed))
        scanned = [each for each in everything if search.words.found_in(each.text)]
        found = reading.search(search, 100, facets=50)
        assert found.total == len(scanned)
        assert set(found.opinions) == {each.iri for each in scanned}
        assert len(found.opinions) == len(scanned)
        assert found.facets == fresh.search(search, 100, facets=50).facets
        assert dict(found.facets["act"]) == Counter(each.act for each in scanned)
        assert dict(found.facets["concept"]) == Counter(concept for each in scanned for concept in each.concepts)
        by_date = Search(search.words, by_date=True)
        assert reading.search(by_date, 100).opinions == fresh.search(by_date, 100).opinions
        assert [iri for chunk in reading.every(search) for iri in chunk] == reading.search(by_date, 100).opinions
    check_choices(reading, everything, data)


def check_choices(reading: FullText, everything: list[OpinionFacts], data: st.DataObject) -> None:
    """A choice in facets narrows the hits, and the counts of all facets but its own."""
    act = data.draw(st.sampled_from(["proposal", "concern", "support"]))
    series = f"{BASE}series/s{data.draw(st.sampled_from('012'))}"
    since, until = data.draw(st.sampled_from([("2024-01-01", None), (None, "2023-12-31"), ("2023-12-01", "2024-04-01"), (None, None)]))
    held = meetings(*DATES)

    def fits(each: OpinionFacts, *, acts: bool = True, of: bool = True, dates: bool = True) -> bool:
        day = held[each.meeting].date
        inside = not (since or until) or (day is not None and (since or "0") <= day <= (until or "9"))
        return (not acts or each.act == act) and (not of or held[each.meeting].series == series) and (not dates or inside)

    search = Search(chosen={"act": (act,), "series": (series,)}, since=since, until=until)
    found = reading.search(search, 100, facets=50)
    assert set(found.opinions) == {each.iri for each in everything if fits(each)}
    assert dict(found.facets["act"]) == Counter(each.act for each in everything if fits(each, acts=False))
    assert dict(found.facets["series"]) == Counter(held[each.meeting].series for each in everything if fits(each, of=False))
    assert dict(found.facets["role"]) == Counter(each.group for each in everything if fits(each) and each.group)
    years = Counter(held[each.meeting].date[:4] for each in everything if fits(each, dates=False) and held[each.meeting].date)
    assert dict(found.facets["year"]) == years


def test_the_more_telling_comes_first_and_pages_make_up_the_whole(tmp_path):
    said = [opinion(f"{number:03}", "標準化" * (number % 7 + 1) + "の話。" * 10 + "長" * (number % 5), order=number) for number in range(120)]
    index = indexed(tmp_path / "index", said)
    first = names(index.search(Search(Words.of("標準化")), 5).opinions)
    assert {int(name) % 7 for name in first} == {6}
    for by_date in (False, True):
        search = Search(Words.of("標準化"), by_date=by_date)
        paged = [iri for offset in range(0, 140, 20) for iri in index.search(search, 20, offset).opinions]
        assert len(paged) == len(set(paged)) == index.search(search, 1, 10_000_000).total == 120
        assert index.search(search, 20, 10_000_000).opinions == []
    assert names(index.search(Search(by_date=True), 3).opinions) == ["000", "001", "002"]


def test_an_index_that_is_missing_or_broken_is_said_to_be_and_made_anew(tmp_path):
    folder = tmp_path / "index"
    reading = FullText.reading(folder)
    assert reading.state() is None
    with pytest.raises(FullTextMissing, match="not been made"):
        reading.search(Search())
    index = indexed(folder, [opinion("a", "国の話")])
    assert reading.state() == "1" == index.state()
    segment = next(folder.glob("*.term"))
    damaged = segment.read_bytes()[:-5]
    segment.unlink()  # those who have it open keep what they see
    segment.write_bytes(damaged)
    broken = FullText.reading(folder)
    assert broken.state() is None
    with pytest.raises(FullTextMissing, match="makes it anew"):
        broken.search(Search())
    with FullText.writing(folder) as writing:
        assert writing.state is None
        writing.replace(f"{BASE}document/d", [opinion("b", "県の話")], {})
    for each in (broken, reading, index):
        assert names(each.search(Search()).opinions) == ["b"]
        assert each.state() == ""


def test_a_block_that_fails_changes_nothing(tmp_path):
    index = indexed(tmp_path / "index", [opinion("a", "国の話")])
    with pytest.raises(RuntimeError), FullText.writing(tmp_path / "index") as writing:  # noqa: PT012 the block is what is tested
        writing.clear()
        writing.replace(f"{BASE}document/e", [opinion("b", "国の話", "e")], {})
        raise RuntimeError
    assert find(index, "国") == {"a"}
    assert index.state() == "1"
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(FullTextError, match="cannot be written"), FullText.writing(tmp_path / "file"):
        pass


def test_a_commit_that_was_broken_off_before_its_last_step_is_done_again(tmp_path):
    folder = tmp_path / "index"
    index = indexed(folder, [opinion("a", "国の話"), opinion("b", "県の話", "e")])
    before = (folder / "meta.json").read_bytes()

    def again() -> None:
        with FullText.writing(folder) as writing:
            assert writing.state == "1"
            writing.replace(f"{BASE}document/e", [opinion("c", "市の話", "e")], {})
            writing.state = "2"

    again()
    (folder / "meta.json").write_bytes(before)  # all its files are there, but nothing says so
    assert (find(index, "の話"), index.state()) == ({"a", "b"}, "1")
    again()
    assert (find(index, "の話"), index.state()) == ({"a", "c"}, "2")


WRITER = """
import sys
from pathlib import Path
from tests.test_graph_fulltext import opinion, meetings, FullText, BASE
number = int(sys.argv[2])
while True:
    with FullText.writing(Path(sys.argv[1])) as index:
        for document in "xyz":
            index.replace(f"{BASE}document/{document}", [opinion(f"{document}{n}", f"第{number}回の話{n}", document) for n in range(40)], meetings("2024-04-01"))
        index.state = str(number)
    print(number, flush=True)
    number += 1
"""


def kill_and_look(folder: Path, kills: int, seed: int) -> None:
    dice, reading, last = random.Random(seed), FullText.reading(folder), 0
    for _ in range(kills):
        process = subprocess.Popen([sys.executable, "-c", WRITER, folder, str(last + 1)], stdout=subprocess.PIPE, text=True, cwd=ROOT)
        assert process.stdout is not None
        said = process.stdout.readline()
        threading.Event().wait(dice.uniform(0, 0.2))
        process.kill()
        out = (said + process.communicate()[0]).split()
        state = reading.state()
        assert state is not None
        assert int(out[-1]) <= int(state) <= int(out[-1]) + 1
        for each in (reading, FullText.reading(folder)):
            assert each.search(Search(Words.of(f"第{state}回"))).total == each.search(Search()).total == 120
        last = int(state)


def test_killed_at_any_time_it_holds_one_state_whole(tmp_path):
    kill_and_look(tmp_path / "index", 4, 1)


@pytest.mark.soak
@pytest.mark.timeout(900)
def test_killed_a_hundred_times_it_holds_one_state_whole(tmp_path):
    kill_and_look(tmp_path / "index", 100, 2)


def test_threads_read_while_one_writes(tmp_path):
    index = indexed(tmp_path / "index", [opinion(f"a{n}", "第0回の話", "x") for n in range(50)])
    stop, wrong, seen = threading.Event(), list[object](), set[int]()

    def read() -> None:
        while not stop.is_set():
            total = index.search(Search(Words.of("回の話")), 5, facets=5).total
            seen.add(total)
            if total % 50:
                wrong.append(total)

    threads = [threading.Thread(target=read) for _ in range(3)]
    for thread in threads:
        thread.start()
    for number in range(1, 9):
        with FullText.writing(tmp_path / "index") as writing:
            writing.replace(f"{BASE}document/{number}", [opinion(f"{number}-{n}", f"第{number}回の話", str(number)) for n in range(50)], {})
    stop.set()
    for thread in threads:
        thread.join()
    assert wrong == []
    assert index.search(Search()).total == 450
    assert len(seen) > 1


def test_a_process_that_was_forked_opens_the_index_anew(tmp_path):
    index = indexed(tmp_path / "index", [opinion(f"a{n}", "第0回の話", "x") for n in range(50)])
    assert index.search(Search()).total == 50
    child = os.fork()
    if child == 0:
        os._exit(0 if index.search(Search()).total == 50 else 1)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
