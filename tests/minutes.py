"""What minutes are read as: who said what on which topic, and who came."""

from graph.model import Minutes
from graph.parsing import parse
from graph.reading import read


def parsed(text: str, name: str = "minutes.txt") -> Minutes:
    return parse(read(name, text.encode()))


def said(text: str, name: str = "minutes.txt") -> list[tuple[str | None, str | None, str]]:
    return [(each.topic, each.speaker, each.passage.text) for each in parsed(text, name).utterances]


def people(text: str, name: str = "minutes.txt") -> list[tuple[str, str | None, bool]]:
    return [(each.name, each.group, each.present) for each in parsed(text, name).attendees]
