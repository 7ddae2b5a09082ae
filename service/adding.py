"""Adds documents over HTTP: the page `/add`, and what it calls: a preview that writes nothing, keeping, and deleting."""

import re
from dataclasses import replace
from pathlib import PurePath
from threading import BoundedSemaphore
from typing import Any

from flask import Blueprint, Response, current_app, render_template, request
from werkzeug.exceptions import (
    BadRequest,
    Gone,
    NotFound,
    RequestEntityTooLarge,
    ServiceUnavailable,
    UnsupportedMediaType,
)

from graph.analysis.documents import documents_about
from graph.analysis.permanence import gone_since
from graph.model import Origin
from graph.pipeline.apart import Bounds, Given, keep, preview
from graph.pipeline.keeping import delete_documents
from graph.reading import FORMATS
from service.api.parameters import choice, parse, words
from service.application import service
from service.cors import allow_all_origins
from service.described import Described, array, json_of, objects, operation, parameter, problems
from service.writing import PATIENCE, require_token

blueprint = Blueprint("adding", __name__)

AT_ONCE = 2
"""How many documents one process of the service has read at one time."""
_places = BoundedSemaphore(AT_ONCE)
_PREVIEW = choice("preview", "true only reads: it answers what would be found, and writes nothing", ["true", "false"])
_NAME = words("name", "File name of a document that is sent as it is; its ending says the format", 200)
_ENDINGS = {
    "text/plain": ".txt",
    "text/markdown": ".md",
    "text/html": ".html",
    "application/pdf": ".pdf",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
}
"""The ending of a document without a name, by its media type."""
_ADDRESS = re.compile(r"""https?://[^\s<>"{}|\\^`\x00-\x1f]+""")


@blueprint.get("/add")
def page() -> str:
    """Show the page on which documents are handed in, previewed and kept."""
    configuration = service().configuration
    return render_template(
        "add.html",
        writable=configuration.token is not None,
        formats=sorted(FORMATS),
        most=configuration.body_bytes,
        megabytes=configuration.body_bytes // (1024 * 1024),
    )


@blueprint.post("/api/v1/documents")
def add() -> Response:
    """Read a document, and unless only a preview is wanted write it. Raises DocumentError, StoreError."""
    require_token()
    _refuse_large()
    wanted = parse(request.args, (_PREVIEW, _NAME))
    given = _given(wanted.text("name"))
    configuration = service().configuration
    bounds = Bounds(configuration.read_seconds, configuration.read_bytes)
    if not _places.acquire(timeout=PATIENCE):
        raise ServiceUnavailable("Other documents are being read: try again in a few seconds.", retry_after=5)
    try:
        if wanted.text("preview") == "true":
            return _json(preview(configuration.settings, given, bounds))
        told = keep(configuration.settings, given, bounds, PATIENCE)
    finally:
        _places.release()
    response = _json(told, 201 if told["status"] == "added" else 200)
    response.headers["Location"] = told["iri"]
    return response


@blueprint.delete("/api/v1/documents/<path:part>")
def delete(part: str) -> Response:
    """Take a document out of the graph, with all that was read in it. Raises NotFound, Gone, StoreError."""
    require_token()
    parse(request.args, ())
    with service().views.open() as view:
        meant = view.addresses.candidates("document", part)
        found = [document for address in meant for document in documents_about(view, [address])]
        if not found:
            if gone_since(view.reader, service().iris, meant) is not None:
                raise Gone("This document was deleted.")
            raise NotFound(f"There is no such document: {part[:200]}")
    delete_documents(service().configuration.settings, [found[0].iri], PATIENCE)
    return Response(status=204)


@blueprint.after_request
def _open(response: Response) -> Response:
    return allow_all_origins(response) if request.path.startswith("/api/") else response


def _refuse_large() -> None:
    """Refuse what is over the bound before any of it is read. Raises RequestEntityTooLarge."""
    most = service().configuration.body_bytes
    if (request.content_length or 0) > most:
        raise RequestEntityTooLarge(
            f"A document sent to this service may have {most:,} bytes at most: part it, or read it with `ronten ingest`."
        )


def _given(name: str | None) -> Given:
    """Return the document that a request carries. Raises BadRequest, UnsupportedMediaType, DocumentError."""
    if request.mimetype == "multipart/form-data":
        files = [file for _, file in request.files.items(multi=True)]
        if len(files) != 1:
            raise BadRequest("Send one file in the form, in the field “file”.")
        return Given(_file_name(name or files[0].filename or ""), files[0].read(), _origin())
    ending = _ENDINGS.get(request.mimetype, "")
    if not name and not ending:
        raise UnsupportedMediaType(
            f"Name the document with ?name=, or send it as one of {', '.join(_ENDINGS)} or in a form."
        )
    return Given(_file_name(name or f"document{ending}"), request.get_data(cache=False), Origin())


def _file_name(name: str) -> str:
    """Return the last part of a name that a client gives, short enough and without anything that a file system could mind."""
    bare = re.sub(r'[\x00-\x1f\x7f<>:"|?*]', "", re.split(r"[/\\]", name)[-1]).strip(" .")
    path = PurePath(bare or "document")
    return f"{path.stem[:60]}{path.suffix[:12]}"


def _origin() -> Origin:
    """Return what the fields of a form say of where the document comes from. Raises BadRequest."""
    texts = {
        key: request.form[key].strip()[:500]
        for key in ("publisher", "source", "licence")
        if request.form.get(key, "").strip()
    }
    if not _ADDRESS.fullmatch(texts.get("source", "https://example.org/")):
        raise BadRequest("source must be an address that begins with http:// or https://, or be left out.")
    return replace(Origin(), **texts, fictional=request.form.get("fictional") == "true")


def _json(body: dict[str, Any], status: int = 200) -> Response:
    return Response(current_app.json.dumps(body) + "\n", status, content_type="application/json")


_TEXT: Described = {"type": "string"}
_MAYBE: Described = {"type": ["string", "null"]}
_WHOLE: Described = {"type": "integer"}
_SENT = (
    "The document: a form with one file, or its bytes as they are, with a Content-Type of its own or a name in `name`. "
    "In a form `publisher`, `source`, `licence` and `fictional` (true) may say where it comes from."
)
SCHEMAS: dict[str, Described] = {
    "Preview": {
        "description": "What would be read in a document, as `ronten extract` prints it; `known` tells whether the graph holds it already.",
        **objects(
            {
                "iri": _TEXT, "id": _TEXT, "known": {"type": "boolean"}, "characters": _WHOLE, "document": _TEXT,
                "genre": _MAYBE, "meeting": {"type": "object"}, "agenda": array(_TEXT), "attendees": array({"type": "object"}),
                "absent": array(_TEXT), "opinions": array({"type": "object"}), "links": array({"type": "object"}),
                "unread": array({"type": "object"}),
            }
        ),
    },
    "KeptDocument": {
        "description": "What became of a document that was sent, its address, and how many opinions were read in it now.",
        **objects(
            {
                "status": {"enum": ["added", "read again", "unchanged"]}, "iri": _TEXT, "id": _TEXT, "opinions": _WHOLE,
            }
        ),
    },
}  # fmt: skip


def described() -> dict[str, Described]:
    """Return the description of what adds and deletes documents."""
    return {"/api/v1/documents": {"post": _adding()}, "/api/v1/documents/{id}": {"delete": _deleting()}}


def _adding() -> Described:
    kept: Described = {"$ref": "#/components/schemas/KeptDocument"}
    either = {"anyOf": [kept, {"$ref": "#/components/schemas/Preview"}]}
    statuses = ("400", "401", "403", "413", "415", "422", "503")
    made = operation("document_post", "Add a document, or see what would be read in it", [parameter(_PREVIEW), parameter(_NAME)], json_of(either), statuses)
    form = objects({"file": {"type": "string", "format": "binary"}, **dict.fromkeys(("publisher", "source", "licence", "fictional"), _TEXT)}, ["file"])
    content: Described = {"multipart/form-data": {"schema": form}}
    content |= {media_type: {"schema": {"type": "string"}} for media_type in _ENDINGS}
    made["requestBody"] = {"required": True, "description": _SENT, "content": content}
    made["security"] = [{"token": []}]
    made["responses"]["201"] = {"description": "It is kept; Location leads to it.", "content": json_of(kept)}
    return made


def _deleting() -> Described:
    return {
        "operationId": "document_delete",
        "summary": "Take a document out of the graph, with all that was read in it",
        "parameters": [parameter(words("id", "Which document", 1000), "path")],
        "security": [{"token": []}],
        "responses": {"204": {"description": "It is done."}, **problems("400", "401", "403", "404", "410", "503")},
    }
