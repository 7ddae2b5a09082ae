"""Finds concepts by their labels, as Skosmos does: `*` stands for anything, without one the whole label is meant."""

from werkzeug.exceptions import NotFound

from graph.analysis.thesaurus import Hit
from graph.iris import RONTEN
from service.api.parameters import Parameter, choice, whole, words
from service.rest.asking import BASE, CONCEPT, LISTED, ONKI, PREFERRED, Asked, Body

_QUERY = Parameter("query", "What to look for; * stands for anything", words("query", "", 200).schema, required=True)
SEARCH = (
    _QUERY,
    words("lang", "Only labels of this language, or of none", 35),
    words("labellang", "Language of the labels that are given", 35),
    words("vocab", "Ids of vocabularies to look in, with spaces between them", 1000),
    words("type", "Only concepts of this type: skos:Concept, ronten:system …", 200),
    words("parent", "Only concepts below this one (its address)", 2000),
    words("group", "Only concepts of this group; there are none", 2000),
    whole("maxhits", "How many results to give at most", 0, 1000, 100),
    whole("offset", "How many results to leave out before", 0, 10_000_000, 0),
    words("fields", "More to say of each: prefLabel altLabel hiddenLabel broader narrower related", 200),
    choice("unique", "Give each concept once only", ["true", "false", "1", "0", "on", "off"]),
)
LABEL = Parameter("label", "The whole label to look for", words("label", "", 200).schema, required=True)


def search(asked: Asked) -> Body:
    """Return the concepts one of whose labels follows a pattern."""
    hits = _hits(asked, asked.given.text("query") or "", asked.given.text("lang"))
    unique = asked.given.text("unique") in {"true", "1", "on"}
    once = list({hit.iri: hit for hit in reversed(hits)}.values())[::-1] if unique else hits
    start = asked.given.whole("offset")
    results = [_result(asked, hit) for hit in once[start : start + asked.given.whole("maxhits")]]
    return {"@context": _result_context(asked), "uri": "", "results": results}


def _hits(asked: Asked, pattern: str, language: str | None) -> list[Hit]:
    """Return what was found: the whole label before others, preferred labels before others, then in the alphabet's order."""
    below = asked.given.text("parent")
    allowed = set(asked.known.below(below)) - {below} if below else None
    wanted = (asked.given.text("vocab") or "").split()
    concepts = [each.concepts for name, each in asked.known.vocabularies.items() if name in wanted]
    found = [
        hit
        for hit in asked.known.search(pattern, language)
        if asked.within([hit.iri])
        and (allowed is None or hit.iri in allowed)
        and (not wanted or any(hit.iri in each for each in concepts))
        and _of_type(asked, hit.iri)
        and not asked.given.text("group")
    ]
    kinds = ("prefLabel", "altLabel", "hiddenLabel")
    return sorted(
        found,
        key=lambda hit: (
            kinds.index(hit.label.kind),
            len(hit.label.text),
            hit.label.text,
            -asked.view.catalogue.get(hit.iri).opinions,
            hit.iri,
        ),
    )


def _of_type(asked: Asked, iri: str) -> bool:
    wanted = (asked.given.text("type") or "").split()
    if not wanted or any(each in {"skos:Concept", CONCEPT} for each in wanted):
        return True
    kind = asked.view.catalogue.get(iri).type
    return any(each in {f"ronten:{kind}", f"{RONTEN}{kind}"} for each in wanted)


def _result(asked: Asked, hit: Hit) -> Body:
    language = asked.given.text("labellang") or hit.label.language or asked.language
    preferred = asked.known.preferred(hit.iri, language)
    kind = asked.view.catalogue.get(hit.iri).type
    body: Body = {
        "uri": hit.iri,
        "type": ["skos:Concept", *([f"ronten:{kind}"] if kind else [])],
        "localname": asked.view.addresses.id(hit.iri),
        "prefLabel": preferred.text if preferred else asked.view.addresses.id(hit.iri),
        "lang": hit.label.language or language,
    }
    if hit.label.kind != "prefLabel":
        body[hit.label.kind] = hit.label.text
    if preferred is not None and hit.label.text != preferred.text and hit.label.kind == "prefLabel":
        body["matchedPrefLabel"] = hit.label.text
    if (vocabulary := asked.known.vocabulary_of(hit.iri)) is not None:
        body["vocab"] = asked.vocabulary.id if asked.vocabulary else vocabulary
    return body | _fields(asked, hit.iri, language)


def _fields(asked: Asked, iri: str, language: str) -> Body:
    """Return the members that `fields` asks for."""
    made: Body = {}
    for name in (asked.given.text("fields") or "").split():
        if name in {"altLabel", "hiddenLabel"}:
            made[f"{name}s"] = [{"label": text, "lang": language} for text in asked.known.others(iri, name, language)]
        elif name in {"broader", "narrower", "related"}:
            made[f"skos:{name}"] = [asked.named(each) for each in getattr(asked.known, name)(iri)]
    return made


def _result_context(asked: Asked) -> Body:
    return BASE | ONKI | PREFERRED | {
        "isothes": "http://purl.org/iso25964/skos-thes#",
        "results": {"@id": "onki:results", "@container": "@list"},
        "altLabel": "skos:altLabel",
        "hiddenLabel": "skos:hiddenLabel",
        "@language": asked.language,
    }  # fmt: skip


def lookup(asked: Asked) -> Body:
    """Return the concepts that are called as asked. Raises NotFound."""
    label = (asked.given.text("label") or "").replace("*", "")
    found = _hits(asked, label, asked.given.text("lang"))
    if not found:
        raise NotFound(f"No concept here is called {label[:200]}.")
    context = _result_context(asked) | {"result": {"@id": "onki:results", "@container": "@list"}}
    once = list({hit.iri: hit for hit in reversed(found)}.values())[::-1]
    return {"@context": context, "result": [_result(asked, hit) for hit in once[:LISTED]]}
