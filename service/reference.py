"""The description of the API as a page for people, at `/docs/api`: made from the OpenAPI document alone, without scripts."""

import json
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from flask import Blueprint, render_template, request
from markupsafe import Markup

from service.openapi import describe
from service.wording import language

blueprint = Blueprint("reference", __name__)

_GROUPS = (
    ("/api/", "JSON API"),
    ("/rest/", "語彙の検索（Skosmos と同じ形）"),
    ("/reconcile", "名寄せ（OpenRefine）"),
    ("/export/", "書き出し"),
    ("/", "SPARQL とリンクトデータ"),
)
_REFERENCE = "#/components/schemas/"


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer of an operation: its status, what it means, its media types, and the name of its schema if it has one."""

    status: str
    meaning: str
    media_types: tuple[str, ...]
    schema: str | None


@dataclass(frozen=True, slots=True)
class Entry:
    """One operation as the page shows it; it can be tried where it is read by an address without a part to fill."""

    method: str
    path: str
    described: dict[str, Any]
    answers: tuple[Answer, ...]

    @property
    def fields(self) -> list[dict[str, Any]] | None:
        """The parameters of a form that tries the operation, None where a form cannot."""
        tried = self.method == "GET" and "{" not in self.path
        return list(self.described.get("parameters", ())) if tried else None


@blueprint.get("/docs/api")
def page() -> str:
    """Show the description of the API."""
    return render_template("reference.html", described=_described(request.script_root or "/", language()))


@lru_cache(maxsize=8)
def _described(root: str, _language: str) -> Markup:
    """Return what the page says, which changes only with the program."""
    document = describe(root)
    schemas = {
        name: json.dumps(schema, ensure_ascii=False, indent=2)
        for name, schema in document["components"]["schemas"].items()
    }
    return Markup(render_template("reference_described.html", info=document["info"], groups=_grouped(document["paths"]), schemas=schemas))  # noqa: S704 - a template's, escaped there


def _grouped(paths: dict[str, Any]) -> list[tuple[str, list[Entry]]]:
    groups: dict[str, list[Entry]] = {title: [] for _, title in _GROUPS}
    for path, item in paths.items():
        title = next(title for prefix, title in _GROUPS if path.startswith(prefix))
        for method, described in item.items():
            groups[title].append(Entry(method.upper(), path, described, _answers(described)))
    return list(groups.items())


def _answers(described: dict[str, Any]) -> tuple[Answer, ...]:
    made = []
    for status, answer in described["responses"].items():
        content = answer.get("content", {})
        references = [each.get("schema", {}).get("$ref", "") for each in content.values()]
        schema = next((each.removeprefix(_REFERENCE) for each in references if each), None)
        made.append(Answer(status, answer["description"], tuple(content), schema))
    return tuple(made)
