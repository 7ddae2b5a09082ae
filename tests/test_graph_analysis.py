"""Questions to the graph grown from the seeds."""

from urllib.parse import unquote

import pytest

from graph.analysis.addressing import Addresses
from graph.analysis.concepts import concept_address, concept_in_full, find_concepts
from graph.analysis.findings import opinion_in_full
from graph.analysis.labels import EXACT, PART, PREFIX, LabelIndex
from graph.analysis.meetings import find_meetings, meeting_in_full
from graph.analysis.opinions import Wanted, find_opinions
from graph.analysis.organisations import find_organisations, organisation_in_full
from graph.analysis.people import find_people, person_in_full
from graph.analysis.related import related_concepts
from graph.analysis.views import View, Views
from graph.iris import Iris, search_key
from graph.originals import Originals
from graph.store import FollowingReader, Iri, Settings


@pytest.fixture(scope="module")
def view(settings: Settings):
    reader = FollowingReader(settings)
    with Views(reader, settings).open() as opened:
        yield opened
    reader.close()


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ｇｏｖ－Ｃｌｏｕｄ", "gov-cloud"),
        ("ガバクラ", "がばくら"),
        ("J−LIS", "jlis"),
        ("ｶﾞﾊﾞﾒﾝﾄ", "ガバメント"),
        ("ａ ｂ", "AB"),
    ],
)
def test_labels_are_compared_without_width_case_kana_and_hyphens(one: str, other: str):
    assert search_key(one) == search_key(other)


def test_a_label_of_hyphens_only_is_still_found():
    assert [match.rank for match in LabelIndex([("a", "--")]).find("--")] == [EXACT]


def test_matches_are_exact_prefix_or_part():
    index = LabelIndex(
        [
            ("a", "クラウド"),
            ("b", "クラウド化"),
            ("c", "ガバメントクラウド"),
            ("c", "クラウド・ガバメント"),
            ("d", "雲"),
        ]
    )
    assert {match.iri: match.rank for match in index.find("くらうど")} == {"a": EXACT, "b": PREFIX, "c": PREFIX}
    assert {match.iri: match.rank for match in index.find("ウド化")} == {"b": PART}
    assert index.find(" ") == []


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("Ｇｏｖ－Ｃｌｏｕｄ", "gov-cloud"),
        ("ガバメントクラウド", "gov-cloud"),
        ("gov-cloud", "gov-cloud"),
        ("J-LIS", "j-lis"),
        ("Ｊ－ＬＩＳ", "j-lis"),
        ("地方公共団体情報システム機構", "j-lis"),
    ],
)
def test_every_label_leads_to_the_one_concept(view: View, words: str, found: str):
    first = find_concepts(view, words, None, 50, 0).items[0]
    assert first.concept.id == found
    assert first.match is not None
    assert search_key(first.match) == search_key(words)


def test_concepts_nobody_speaks_of_are_found_too(view: View):
    found = find_concepts(view, "さっぽろ", None, 50, 0).items[0].concept
    assert (found.label, found.opinions, found.provisional) == ("札幌市", 0, False)


def test_exact_stands_before_prefix_before_part(view: View):
    matches = [item.match or "" for item in find_concepts(view, "クラウド", None, 200, 0).items]
    ranks = [0 if match == "クラウド" else 1 if match.startswith("クラウド") else 2 for match in matches]
    assert ranks == sorted(ranks)
    assert set(ranks) == {0, 1, 2}


def test_without_words_the_most_spoken_of_come_first(view: View):
    page = find_concepts(view, None, None, 200, 0)
    counts = [item.concept.opinions for item in page.items]
    assert counts == sorted(counts, reverse=True)
    assert all(count > 0 for count in counts)
    assert page.total == sum(1 for entry in view.catalogue.all() if entry.opinions)


def test_types_narrow_the_choice(view: View):
    found = find_concepts(view, None, "technology", 200, 0).items
    assert {item.concept.type for item in found} == {"technology"}


def test_a_provisional_concept_is_marked(view: View):
    assert any(entry.provisional and entry.opinions for entry in view.catalogue.all())


def test_a_concept_in_full(view: View):
    address = concept_address(view, "rpa")
    assert address is not None
    rpa = concept_in_full(view, address)
    assert rpa.labels["ja"][0] == "RPA"
    assert rpa.labels["en"] == ("robotic process automation",)
    assert sum(rpa.acts.values()) == rpa.opinions > rpa.meetings > 0
    assert "automation" in {entry.id for entry in rpa.related}


@pytest.mark.parametrize("label", ["C#", "A/B テスト", "50%削減", "検討会(仮称)", "い？ろ"])
def test_an_address_takes_its_part_encoded_or_not(label: str):
    addresses, iri = Addresses("http://x/"), Iris("http://x/").concept(label)
    part = addresses.id(iri)
    assert addresses.choose("concept", part, {iri}) == iri
    assert addresses.choose("concept", unquote(part), {iri}) == iri


def test_what_is_no_address_leads_nowhere(view: View):
    assert concept_address(view, "no such concept") is None
    assert concept_address(view, "<\n>") is None
    assert concept_address(view, "http://example.org/<>") is None


def test_related_concepts_come_with_their_reasons(view: View):
    address = concept_address(view, "rpa")
    assert address is not None
    page = related_concepts(view, address, 50, 0)
    labels = [item.concept.label for item in page.items]
    assert {"データ連携", "自動化", "Gov-Cloud"} <= set(labels[:25])
    assert "RPA" not in labels
    for item in page.items:
        assert 1 <= len(item.opinions) <= 2
        assert item.together >= len(item.opinions)
        for opinion in item.opinions:
            full = opinion_in_full(view, Iri(opinion.iri), lambda _: None)
            assert full is not None
            spoken = {mention.concept.iri for mention in full.mentions}
            assert {address, item.concept.iri} <= spoken


def test_opinions_stand_by_meeting_the_newest_first(view: View):
    page = find_opinions(view, Wanted(), 200, 0)
    dates = [opinion.meeting.date or "" for opinion in page.items]
    assert dates == sorted(dates, reverse=True)
    assert page.total == len(page.items) == len({opinion.iri for opinion in page.items})


@pytest.mark.parametrize("limit", [1, 7, 13, 50])
def test_pages_of_opinions_join_to_the_whole(view: View, limit: int):
    whole = find_opinions(view, Wanted(), 200, 0).items
    pages = [find_opinions(view, Wanted(), limit, offset).items for offset in range(0, len(whole), limit)]
    assert [opinion for page in pages for opinion in page] == whole
    assert find_opinions(view, Wanted(), limit, 10_000).items == []


def test_opinions_narrow_down(view: View):
    rpa, cloud = concept_address(view, "rpa"), concept_address(view, "gov-cloud")
    assert rpa is not None
    assert cloud is not None
    both = find_opinions(view, Wanted([rpa], also=[cloud]), 50, 0)
    of_one = find_opinions(view, Wanted([rpa]), 50, 0)
    assert 0 < both.total < of_one.total
    assert {opinion.iri for opinion in both.items} <= {opinion.iri for opinion in of_one.items}
    concerns = find_opinions(view, Wanted([rpa], act="concern"), 50, 0)
    assert {opinion.act for opinion in concerns.items} <= {"concern"}
    assert find_opinions(view, Wanted([]), 50, 0).total == 0
    somewhere = of_one.items[0]
    inside = find_opinions(
        view, Wanted([rpa], meetings=[Iri(somewhere.meeting.iri)], documents=[Iri(somewhere.document.iri)]), 50, 0
    )
    assert {opinion.meeting.id for opinion in inside.items} == {somewhere.meeting.id}
    assert somewhere.topic is not None
    under = find_opinions(view, Wanted(topics=[Iri(somewhere.topic.iri)]), 50, 0)
    assert {opinion.topic.id for opinion in under.items if opinion.topic} == {somewhere.topic.id}


def test_every_mention_has_its_place_in_the_text(view: View, settings: Settings):
    from graph.iris import label_key

    originals = Originals(settings.home)
    mentions = 0
    for short in find_opinions(view, Wanted(), 200, 0).items:
        opinion = opinion_in_full(view, Iri(short.iri), originals.text)
        assert opinion is not None
        assert opinion.quotation
        assert opinion.sentences
        for mention in opinion.mentions:
            assert mention.surface is not None
            assert mention.in_text is not None
            assert label_key(mention.surface) == label_key(short.text[slice(*mention.in_text)])
            mentions += 1
    assert mentions > 300


def test_nobody_is_made_to_speak(view: View):
    sample = find_meetings(view, None, 50, 0).items[-1]
    assert sample.date == "2020-12-18"
    said = find_opinions(view, Wanted(meetings=[Iri(sample.iri)]), 50, 0)
    assert said.total == 11
    assert {opinion.speaker for opinion in said.items} == {None}


def test_the_sample_meeting(view: View):
    sample = find_meetings(view, None, 50, 0).items[-1]
    assert (sample.number, sample.start, sample.end, sample.attendees, sample.opinions) == (3, "13:00", "15:00", 23, 11)
    full = meeting_in_full(view, Iri(sample.iri))
    assert full is not None
    assert [(topic.label, topic.opinions) for topic in full.topics] == [
        ("情報システムの標準化について", 4),
        ("AI・RPAについて", 3),
        ("テレワークの導入について", 2),
        ("業務改革について", 2),
    ]
    assert len(full.agenda) == 9
    assert len(full.attendance) == 23
    assert sum(attendance.online for attendance in full.attendance) == 7
    assert len(full.documents) == 1
    assert meeting_in_full(view, Iri(sample.iri + "x")) is None


def test_people_and_organisations(view: View):
    page = find_people(view, None, 200, 0)
    assert page.items[0].meetings >= page.items[-1].meetings
    someone = find_people(view, page.items[0].label, 10, 0).items[0]
    full = person_in_full(view, Iri(someone.iri))
    assert len(full.attendances) == someone.meetings
    organisation = find_organisations(view, "総務省", 10, 0).items[0]
    assert organisation.people > 0
    there = organisation_in_full(view, Iri(organisation.iri))
    assert len({attendance.person.iri for attendance in there.attendances}) == organisation.people
    assert find_organisations(view, "札幌市", 10, 0).items[0].people == 0
