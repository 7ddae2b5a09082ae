"""The parameters that addresses take: described and checked by one and the same JSON Schema."""

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from werkzeug.datastructures import MultiDict

from service.problems import InvalidParameter

ACTS = ("proposal", "concern", "support", "opposition", "question", "answer", "statement")
POLARITIES = ("for", "against", "mixed")
TYPES = (
    "organisation", "actor", "system", "technology", "policy", "law", "activity", "indicator", "document", "place",
    "person", "event", "issue",
)  # fmt: skip

PRINTABLE = r"^[^\x00-\x1f\x7f-\x9f]*$"
"""What a text in a parameter may hold: anything but control characters."""


@dataclass(frozen=True, slots=True)
class Parameter:
    """A parameter with the JSON Schema of its value: a string with maxLength or enum, or an integer with its bounds."""

    name: str
    description: str
    schema: Mapping[str, Any]
    required: bool = False

    def required_here(self) -> "Parameter":
        """Return the same parameter where it must be given."""
        return replace(self, required=True)

    def parse(self, text: str) -> str | int:
        """Return the value. Raises InvalidParameter."""
        if self.schema["type"] == "integer":
            return self._whole(text)
        if "enum" in self.schema and text not in self.schema["enum"]:
            raise InvalidParameter(self.name, f"{self.name} must be one of {', '.join(self.schema['enum'])}.")
        if len(text) > self.schema.get("maxLength", len(text)):
            raise InvalidParameter(self.name, f"{self.name} may have {self.schema['maxLength']} characters at most.")
        if not re.search(PRINTABLE, text):
            raise InvalidParameter(self.name, f"{self.name} holds control characters.")
        if self.schema.get("format") == "date":
            self._check_day(text)
        return text

    def _check_day(self, text: str) -> None:
        try:
            whole = dt.date.fromisoformat(text).isoformat() == text
        except ValueError:
            whole = False
        if not whole:
            raise InvalidParameter(self.name, f"{self.name} must be a day such as 2024-04-01.")

    def _whole(self, text: str) -> int:
        least, most = self.schema["minimum"], self.schema["maximum"]
        if not (text.isascii() and text.isdigit() and len(text) < 12 and least <= int(text) <= most):
            raise InvalidParameter(self.name, f"{self.name} must be a whole number from {least} to {most}.")
        return int(text)


def words(name: str, description: str, length: int = 200) -> Parameter:
    """Return a parameter that takes words."""
    return Parameter(name, description, {"type": "string", "maxLength": length, "pattern": PRINTABLE})


def thing(name: str, description: str) -> Parameter:
    """Return a parameter that takes the id of a thing."""
    return words(name, f"{description} (its `id`)", 1000)


def day(name: str, description: str) -> Parameter:
    """Return a parameter that takes a day as ISO 8601 writes it."""
    return Parameter(name, description, {"type": "string", "format": "date"})


def choice(name: str, description: str, values: Sequence[str]) -> Parameter:
    """Return a parameter that takes one of some words."""
    return Parameter(name, description, {"type": "string", "enum": list(values)})


def whole(name: str, description: str, least: int, most: int, default: int) -> Parameter:
    """Return a parameter that takes a whole number."""
    schema = {"type": "integer", "minimum": least, "maximum": most, "default": default}
    return Parameter(name, description, schema)


LIMIT = whole("limit", "How many items to give at most", 1, 200, 50)
OFFSET = whole("offset", "How many items to leave out before", 0, 10_000_000, 0)


@dataclass(frozen=True, slots=True)
class Given:
    """What a request gives: the part of the address that names a thing, and the parameters, empty ones left out."""

    part: str
    values: Mapping[str, str | int]

    def text(self, name: str) -> str | None:
        """Return a parameter that takes words, None where it is not given."""
        found = self.values.get(name)
        return None if found is None else str(found)

    def whole(self, name: str) -> int:
        """Return a parameter that takes a whole number; these have a default."""
        return int(self.values[name])


def parse(arguments: MultiDict[str, str], parameters: Sequence[Parameter], part: str = "") -> Given:
    """Return what a query string gives. Raises InvalidParameter for what is unknown, given twice, or wrong."""
    known = {parameter.name: parameter for parameter in parameters}
    values: dict[str, str | int] = {
        name: parameter.schema["default"] for name, parameter in known.items() if "default" in parameter.schema
    }
    for name, given in arguments.lists():
        if name not in known:
            takes = f"it takes {', '.join(known)}" if known else "it takes none"
            raise InvalidParameter(name[:100], f"This address has no parameter {name[:100]}: {takes}.")
        if len(given) > 1:
            raise InvalidParameter(name, f"{name} is given more than once.")
        if given[0].strip():
            values[name] = known[name].parse(given[0].strip())
    for name, parameter in known.items():
        if parameter.required and name not in values:
            raise InvalidParameter(name, f"Give {name}: {parameter.description[0].lower()}{parameter.description[1:]}.")
    return Given(part, values)
