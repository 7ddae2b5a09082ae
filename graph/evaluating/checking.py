"""Whether the plain data of a gold file have the form that scoring needs; each fault in one sentence that names its place."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from graph.evaluating.comparing import squeeze

ACTS = ("proposal", "concern", "support", "opposition", "question", "answer", "statement")
TYPES = (
    *("organisation", "actor", "system", "technology", "policy", "law", "activity"),
    *("indicator", "document", "place", "person", "event", "issue"),
)
POLARITIES = ("for", "against", "mixed")
PREDICATES = (
    *("causes", "enables", "hinders", "makesUnnecessary", "requires"),
    *("includes", "uses", "provides", "affects", "contrastsWith"),
)
LINKS = ("agreesWith", "disagreesWith", "elaborates", "respondsTo")
GENRES = ("summary", "verbatim")
TIERS = ("core", "opt")

Item = Mapping[str, Any]


def check(data: Any) -> Iterator[str]:  # noqa: ANN401 - whatever JSON holds
    """Yield what is wrong with a gold file's data, one sentence each; the first may cause the others."""
    if not isinstance(data, dict):
        yield "write one JSON object."
        return
    yield from _text(data, "", "document")
    yield from _one_of(data, "", "genre", GENRES, optional=True)
    meeting = data.get("meeting", {})
    if not isinstance(meeting, dict):
        yield "meeting must be an object."
    else:
        yield from _others(meeting, "meeting")
    for field in ("agenda", "agenda_optional"):
        yield from _list(data, field, field, _plain)
    yield from _list(data, "attendees", "attendees", _attendee)
    yield from _list(data, "opinions", "opinions", _opinion)
    yield from _list(data, "opinions_optional", "opinions_optional", _texts)
    yield from _list(data, "links", "links", _link)
    yield from _ids(data)


def _list(item: Item, field: str, where: str, inside: Callable[[Any, str], Iterable[str]]) -> Iterator[str]:
    """Yield what is wrong with a list, if the field is there."""
    values = item.get(field, [])
    if not isinstance(values, list):
        yield f"{where} must be a list; leave it out where it shall not be scored."
        return
    for number, value in enumerate(values):
        yield from inside(value, f"{where}[{number}]")


def _object(value: Any, where: str) -> Iterator[str]:  # noqa: ANN401 - whatever JSON holds
    if not isinstance(value, dict):
        yield f"{where} must be an object."


def _plain(value: Any, where: str) -> Iterator[str]:  # noqa: ANN401 - whatever JSON holds
    if not isinstance(value, str):
        yield f"{where} must be text."


def _text(item: Item, where: str, field: str) -> Iterator[str]:
    value = item.get(field)
    if not isinstance(value, str) or not value.strip():
        yield f"{_place(where, field)} must be text."


def _one_of(item: Item, where: str, field: str, known: tuple[str, ...], *, optional: bool = False) -> Iterator[str]:
    value = item.get(field)
    if value not in known and not (optional and value is None):
        yield f"{_place(where, field)} is “{value}”; write {', '.join(known[:-1])} or {known[-1]}."


def _place(where: str, field: str) -> str:
    return f"{where}.{field}" if where else field


def _attendee(value: Any, where: str) -> Iterator[str]:  # noqa: ANN401 - whatever JSON holds
    if not isinstance(value, dict):
        yield from _object(value, where)
        return
    yield from _text(value, where, "name")
    yield from _others(value, where)


def _others(item: Item, where: str) -> Iterator[str]:
    """Yield what is wrong with the other readings that an object gives of its fields."""
    for field in item:
        if field.endswith("_also"):
            yield from _list(item, field, f"{where}.{field}", _plain)


def _texts(value: Any, where: str) -> Iterator[str]:  # noqa: ANN401 - whatever JSON holds
    """Yield what is wrong with what is known of an opinion's text."""
    if not isinstance(value, dict):
        yield f"{where} must be an object."
        return
    if not any(field in value for field in ("text", "text_head", "text_sha256")):
        yield f"{where} needs a text, or text_head and text_tail."
    for field in ("text", "text_head", "text_tail"):
        if field in value and not isinstance(value[field], str):
            yield f"{where}.{field} must be text."
    for field in ("text_also", "text_head_also", "text_tail_also", "text_sha256_also"):
        yield from _list(value, field, f"{where}.{field}", _plain)
    for field in ("topic_also", "speaker_also"):
        yield from _list(value, field, f"{where}.{field}", lambda each, at: _plain(each or "", at))


def _opinion(value: Any, where: str) -> Iterator[str]:  # noqa: ANN401 - whatever JSON holds
    """Yield what is wrong with one opinion."""
    yield from (faults := list(_texts(value, where)))
    if faults:
        return
    yield from _text(value, where, "id")
    yield from _one_of(value, where, "act", ACTS, optional=True)
    if "text" not in value and any(value.get(field) for field in ("act", "mentions")):
        yield f"{where} needs its whole text where act or mentions are labelled."
    yield from _list(value, "sentences", f"{where}.sentences", _sentence)
    yield from _list(value, "mentions", f"{where}.mentions", lambda each, at: _mention(each, at, value.get("text", "")))
    yield from _list(value, "positions", f"{where}.positions", _position)
    yield from _list(value, "relations", f"{where}.relations", _relation)


def _sentence(value: Any, where: str) -> Iterator[str]:  # noqa: ANN401 - whatever JSON holds
    yield from (faults := list(_object(value, where)))
    if not faults:
        yield from _text(value, where, "text")
        yield from _one_of(value, where, "act", ACTS)


def _mention(value: Any, where: str, text: str) -> Iterator[str]:  # noqa: ANN401 - whatever JSON holds
    """Yield what is wrong with one mention, above all where its offsets do not lead to its surface."""
    yield from (faults := list(_object(value, where)))
    if faults:
        return
    yield from _text(value, where, "surface")
    yield from _text(value, where, "concept")
    yield from _one_of(value, where, "type", TYPES, optional=True)
    yield from _one_of(value, where, "tier", TIERS)
    start, end = value.get("start"), value.get("end")
    if not (isinstance(start, int) and isinstance(end, int) and 0 <= start < end <= len(text)):
        yield f"{where}: start and end must be places in the opinion's text, the end behind the last character."
    elif squeeze(text[start:end]) != squeeze(value.get("surface")):
        yield f"{where}: text[{start}:{end}] is “{text[start:end]}”, not “{value.get('surface')}”."


def _position(value: Any, where: str) -> Iterator[str]:  # noqa: ANN401 - whatever JSON holds
    yield from (faults := list(_object(value, where)))
    if not faults:
        yield from _text(value, where, "target")
        yield from _one_of(value, where, "polarity", POLARITIES)


def _relation(value: Any, where: str) -> Iterator[str]:  # noqa: ANN401 - whatever JSON holds
    yield from (faults := list(_object(value, where)))
    if not faults:
        yield from _text(value, where, "subject")
        yield from _one_of(value, where, "predicate", PREDICATES)
        yield from _text(value, where, "object")


def _link(value: Any, where: str) -> Iterator[str]:  # noqa: ANN401 - whatever JSON holds
    yield from (faults := list(_object(value, where)))
    if not faults:
        yield from _one_of(value, where, "type", LINKS)


def _ids(data: Item) -> Iterator[str]:
    """Yield ids that stand twice and links that lead nowhere; only reached where the opinions are sound."""
    opinions, links = data.get("opinions", []), data.get("links", [])
    if not isinstance(opinions, list) or not isinstance(links, list):
        return
    ids = [opinion.get("id") for opinion in opinions if isinstance(opinion, dict)]
    if "links" in data and "opinions" not in data:
        yield "links need opinions."
    yield from (f"two opinions have the id {one}." for one in {one for one in ids if ids.count(one) > 1})
    for number, link in enumerate(links):
        for end in ("from", "to"):
            if isinstance(link, dict) and link.get(end) not in ids:
                yield f"links[{number}].{end} is “{link.get(end)}”, which is no opinion's id."
