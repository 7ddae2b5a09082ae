"""Skosmos's REST API at `/rest/v1/…`, for tools that look words up in vocabularies: what it answers stands in `methods`."""

import hashlib
from functools import partial
from typing import Any

from flask import Blueprint, Response, current_app, request
from werkzeug.exceptions import NotFound

from graph.analysis.asking import Given, prepare
from graph.analysis.thesaurus import PROVISIONAL, Vocabulary, thesaurus
from graph.store import Iri
from graph.store.terms import fill
from service.api.parameters import parse
from service.application import service
from service.cors import allow_all_origins
from service.delivering import deliver, entity_tag, queries
from service.linked_data.resources import describe
from service.linked_data.serialising import DESCRIPTIONS, serialise
from service.negotiation import choose
from service.rest.asking import Asked, concept_of
from service.rest.descriptions import ID, described
from service.rest.methods import DATA, METHODS, VOCABULARY_DATA, Method

__all__ = ["blueprint", "described"]

PREFIX = "/rest/v1"

blueprint = Blueprint("rest", __name__)
blueprint.after_request(allow_all_origins)


def _respond(method: Method, vocid: str = "") -> Response:
    given = parse(request.args, method.parameters)
    tag = _tag()
    if tag is not None and request.if_none_match.contains_weak(tag):
        return _tagged(Response(status=304), tag)
    with service().views.open() as view:
        known = thesaurus(view)
        body = method.answer(Asked(view, known, _vocabulary(known.vocabularies, vocid), given))
    return _tagged(_json(body), tag)


def _vocabulary(known: dict[str, Vocabulary], vocid: str) -> Vocabulary | None:
    """Return the vocabulary that an address names, None where it names none. Raises NotFound."""
    if vocid and vocid not in known:
        raise NotFound(f"There is no vocabulary {vocid[:200]}; {PREFIX}/vocabularies?lang=ja names all there are.")
    return known.get(vocid)


def _data(vocid: str = "") -> Response:
    given = parse(request.args, VOCABULARY_DATA if vocid else DATA)
    wanted = choose(request, DESCRIPTIONS)
    with service().views.open() as view:
        known = thesaurus(view)
        vocabulary = _vocabulary(known.vocabularies, vocid)
        if given.text("uri") is None and vocabulary is not None:
            return _whole(vocabulary)
        iri = concept_of(known, vocabulary, given)
        found = describe(view.reader, service().originals, iri, "concept")
    body = serialise(found.graph, wanted, service().configuration.settings.base, iri)
    response = Response(body, content_type=wanted.content_type)
    response.vary.add("Accept")
    return response


def _whole(vocabulary: Vocabulary) -> Response:
    """Answer all that is said of a vocabulary's concepts, straight from the engine."""
    wanted, configuration = choose(request, DESCRIPTIONS), service().configuration
    chosen: dict[str, Given] = {"provisional": ()} if vocabulary.id == PROVISIONAL else {"scheme": Iri(vocabulary.iri)}
    query = fill(*prepare("vocabulary-data", chosen))
    limits = {"timeout": configuration.query_seconds, "max_bytes": configuration.query_bytes}
    run = partial(queries().run, query, wanted.media_type, **limits)  # type: ignore[arg-type]
    return deliver(request, wanted, entity_tag(configuration.settings, vocabulary.iri, wanted.content_type), run)


def _json(body: dict[str, Any]) -> Response:
    return Response(current_app.json.dumps(body, separators=(",", ":")) + "\n", content_type="application/json")


def _tag() -> str | None:
    tag = entity_tag(service().configuration.settings, "rest")
    return tag and hashlib.sha256(f"{tag} {request.full_path}".encode("utf-8", "replace")).hexdigest()[:20]


def _tagged(response: Response, tag: str | None) -> Response:
    if tag is not None:
        response.set_etag(tag, weak=True)
    response.headers["Cache-Control"] = "no-cache"
    return response


for _method in METHODS:
    _rule = f"{PREFIX}{_method.path}".replace(ID, "<path:vocid>")
    blueprint.add_url_rule(_rule, _method.name, partial(_respond, _method), merge_slashes=False, strict_slashes=False)
blueprint.add_url_rule(f"{PREFIX}/data", "data", _data)
blueprint.add_url_rule(f"{PREFIX}/<path:vocid>/data", "vocabulary_data", _data)
