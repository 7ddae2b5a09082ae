"""The network view: a page, the data that pyvis prepares for it, and the same as one file that opens offline."""

import json
import re
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode

from flask import Blueprint, Response, current_app, jsonify, render_template, request, send_file, url_for
from markupsafe import Markup
from werkzeug.exceptions import BadRequest

from graph.analysis.addressing import Addresses
from graph.analysis.concepts import concept_address
from graph.analysis.meetings import Meeting, find_meetings, meeting_address, meetings_about
from graph.analysis.network import Network, Node, foremost, network
from graph.analysis.networkfiles import graphml
from graph.analysis.networkparts import seen
from graph.analysis.opinions import opinions_about
from graph.analysis.topics import topics_of
from graph.analysis.views import View
from graph.figures.evidence import Said, said
from graph.store.interface import Iri
from service import wording
from service.application import service
from service.delivering import packed
from service.drawing import GROUPS, TYPE_NAMES, draw
from service.pages.frame import known
from service.wording import translate

blueprint = Blueprint("network", __name__)

LIBRARY = "lib/vis-9.1.2/vis-network.min.js"
"""The vis-network that pyvis ships, seen from its package."""
ASKED = ("concept", "meeting", "q", "limit")
"""The parameters that choose what is drawn; all others are the page's own."""
LIMIT, MOST = 60, 400
"""How many nodes are drawn unless the address says, and at most."""
CHOICES = 200
"""How many meetings one can choose from."""
EXPANDED = 20
"""How many expanded nodes a file takes in at most."""
_EDGES = {"together": "ともに語られる", "topic": "論題で語られる", "meeting": "会議で語られる"}


@dataclass(frozen=True, slots=True)
class Asked:
    """A network that was asked for, the topics of the opinions in it, how and when these were given, and the meetings that one can choose from."""

    network: Network
    topics: dict[str, list[str]]
    said: list[Said]
    meetings: list[Meeting]
    addresses: Addresses

    @property
    def heading(self) -> str:
        """What the network is of."""
        return _heading(next((node.label for node in self.network.nodes if node.id == self.network.centre), None))


def asked() -> Asked:
    """Return the network that the address asks for, with what is known of its opinions. Raises NotFound, StoreError."""
    with service().views.open() as view:
        found = network(view, _limit(), *_start(view))
        opinions = list(dict.fromkeys(opinion for edge in found.edges for opinion in edge.opinions))
        return Asked(found, topics_of(view.reader, opinions), said(view.figures, opinions), _newest(view), view.addresses)


def _limit() -> int:
    return min(max(request.args.get("limit", LIMIT, type=int), 1), MOST)


def _start(view: View) -> tuple[Iri | None, Iri | None, str | None]:
    """Return the concept, the meeting or the words that the address starts from: one of them or none. Raises NotFound, StoreError."""
    if concept := request.args.get("concept"):
        return known(concept_address(view, concept)), None, None
    if meeting := request.args.get("meeting"):
        return None, known(meeting_address(view, meeting)), None
    return None, None, request.args.get("q", "").strip() or None


def _newest(view: View) -> list[Meeting]:
    """Return the meetings that one can choose from."""
    return view.kept(("meetings to choose from", CHOICES), lambda: find_meetings(view, None, CHOICES, 0).items)


def _heading(centre: str | None) -> str:
    return translate("「{name}」のつながり", name=centre) if centre else translate("ネットワーク")


@blueprint.get("/network")
def page() -> str:
    """Show the network page."""
    with service().views.open() as view:
        concept, meeting, words = _start(view)
        shown = foremost(view, _limit(), concept, meeting, words)[:12]
        meetings = _newest(view)
        if meeting and meeting not in {each.iri for each in meetings}:
            meetings = [*meetings, *meetings_about(view, [meeting])]
        centre = view.catalogue.get(concept).label if concept else next((each.label for each in meetings if each.iri == meeting), None)
        chosen = view.addresses.id(meeting) if meeting else None
    return render_template(
        "network.html",
        query=query(),
        groups=GROUPS.values(),
        foremost=shown,
        type_names=TYPE_NAMES,
        meetings=meetings,
        chosen_meeting=chosen,
        fictional=any(each.fictional for each in meetings),
        heading=_heading(centre),
        acts=wording.ACTS,
        polarities=wording.POLARITIES,
    )


@blueprint.get("/network/data.json")
def data() -> Response:
    """Send the nodes and edges as pyvis hands them to vis-network."""
    return packed(request, jsonify(drawn(asked())))


@blueprint.get("/network/vis-network.js")
def library() -> Response:
    """Send the vis-network that pyvis ships."""
    return send_file(library_file(), mimetype="text/javascript", max_age=86400)


@blueprint.route("/network/download.html", methods=["GET", "POST"])
def download() -> Response:
    """Send the network as one file that needs no server and no net; the page posts which part of it is seen."""
    found = asked()
    with service().views.open() as view:
        found = replace(found, network=_kept(view, found.network))
    with service().views.open() as view:
        quoted = opinions_about(view, (opinion for edge in found.network.edges for opinion in edge.opinions))
    page = render_template(
        "offline.html",
        data=drawn(found),
        opinions={opinion.id: asdict(opinion) for opinion in quoted.values()},
        groups=GROUPS.values(),
        offline_acts={name: translate(words) for name, words in wording.ACTS.items()},
        heading=found.heading,
        made=wording.date(datetime.now(UTC).date().isoformat()),
        library=Markup(library_file().read_text(encoding="utf-8").replace("</script", "<\\/script")),  # noqa: S704 files of the program
        styles=[Markup(_own(name)) for name in ("colours.css", "ronten.css", "groups.css", "network.css")],  # noqa: S704
        scripts=[Markup(_own(name)) for name in ("lettering.js", "viewport.js", "picture.js", "offline.js")],  # noqa: S704
    )
    return Response(page, mimetype="text/html", headers={"Content-Disposition": "attachment; filename=ronten-network.html"})


@blueprint.route("/network/download.graphml", methods=["GET", "POST"])
def download_graphml() -> Response:
    """Send the network, with the neighbourhoods that were expanded, as GraphML; the page posts which part of it is seen."""
    with service().views.open() as view:
        body = graphml(view, [_kept(view, network(view, _limit(), *_start(view)))])
    return Response(body, mimetype="application/graphml+xml", headers={"Content-Disposition": "attachment; filename=ronten-network.graphml"})


def _kept(view: View, begun: Network) -> Network:
    """Return what a file is to hold: a network with the neighbourhoods that were expanded, or of these what the page says that it shows."""
    networks = [begun]
    for each in request.args.getlist("expand")[:EXPANDED]:
        if concept := concept_address(view, each):
            networks.append(network(view, LIMIT, concept))
        elif meeting := meeting_address(view, each):
            networks.append(network(view, LIMIT, None, meeting))
    if "shown" in request.form:
        shown = _shown(request.form["shown"])
        return seen(networks, shown.nodes, shown.edges)
    return seen(
        networks,
        {node.id: (node.x, node.y) for each in reversed(networks) for node in each.nodes},
        {edge.id for each in networks for edge in each.edges},
    )


@dataclass(frozen=True, slots=True)
class Shown:
    """What the page shows: nodes by their ids, with where they stand, and edges by theirs."""

    nodes: dict[str, tuple[float, float]]
    edges: frozenset[str]


def _shown(words: str) -> Shown:
    """Read what the page says that it shows; raises BadRequest."""
    try:
        said = json.loads(words)
        nodes = {str(ident): (float(x), float(y)) for ident, (x, y) in said["nodes"].items()}
        return Shown(nodes, frozenset(map(str, said["edges"])))
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        raise BadRequest("“shown” must be a JSON object of nodes (each id with x and y) and edges (a list of ids).") from error


def _own(name: str) -> str:
    """Return one of our scripts or style sheets for a file that has no others beside it."""
    text = (Path(current_app.static_folder or "") / name).read_text(encoding="utf-8")
    return re.sub(r"^import .*$\n", "", text, flags=re.MULTILINE)


@cache
def library_file() -> Path:
    """Return the file of vis-network; pyvis, which imports IPython, is not imported for it."""
    found = find_spec("pyvis")
    assert found is not None  # noqa: S101 a dependency
    assert found.submodule_search_locations is not None  # noqa: S101
    return Path(found.submodule_search_locations[0]) / LIBRARY


def query() -> str:
    """Return the part of the query that chooses what is drawn."""
    return urlencode([(key, request.args[key]) for key in ASKED if request.args.get(key)])


def drawn(found: Asked) -> dict[str, Any]:
    """Return what the page draws: pyvis' nodes and edges, the centre and the topics that can be chosen."""
    short = found.addresses.id
    edges = [
        {
            "id": edge.id,
            "from": edge.source,
            "to": edge.target,
            "value": edge.value,
            "kind": edge.kind,
            "kindName": translate(_EDGES.get(edge.kind, edge.kind)),
            "opinions": [short(opinion) for opinion in edge.opinions],
        }
        for edge in found.network.edges
    ]
    names = {meeting.iri: short_name(meeting) for meeting in found.meetings}
    described_nodes = [{**described(node), "short": names.get(node.iri)} for node in found.network.nodes]
    nodes, lines, *_ = draw(described_nodes, edges).get_network_data()
    topics = [{"id": label, "label": label, "opinions": [short(opinion) for opinion in opinions]} for label, opinions in found.topics.items()]
    facts = {short(each.opinion): [each.act, short(each.meeting) if each.meeting else None, each.date, list(each.sides)] for each in found.said}
    return {
        "nodes": nodes,
        "edges": lines,
        "centre": found.network.centre,
        "topics": topics,
        "facts": facts,
        "meetings": {short(meeting.iri): short_name(meeting) for meeting in found.meetings},
        "communities": {each.id: each.label for each in found.network.communities},
    }


def short_name(meeting: Meeting) -> str | None:
    """Return what a meeting is called where there is little room: its body, its number or its date."""
    body = meeting.series.label if meeting.series else meeting.label
    turn = translate("第{number}回", number=meeting.number) if meeting.number else (meeting.date or "")
    return f"{body[:7]}… {turn}" if len(body) > 8 else f"{body} {turn}"


def described(node: Node) -> dict[str, Any]:
    """Return a node with what the page says of it and where it leads."""
    name = translate(TYPE_NAMES.get((node.type if node.kind == "concept" else node.kind) or "", "その他"))
    note = f"{name} ・ {translate('意見 {count}', count=node.value)}"
    return {**asdict(node), "kindName": name, "note": note, **_ways(node.kind, node.id)}


def _ways(kind: str, ident: str) -> dict[str, str | None]:
    """Return the addresses that a node leads to: its page, its quotations and its neighbourhood."""
    root = f"{request.script_root}/api/v1"
    quotations: str | None = None
    expand: str | None = None
    if kind == "concept":
        quotations, expand = f"{root}/concepts/{quote(ident, safe='')}/opinions?limit=20", url_for("network.data", concept=ident)
    elif kind in {"meeting", "topic"}:
        quotations = f"{root}/opinions?{urlencode({kind: ident, 'limit': 20})}"
        expand = url_for("network.data", meeting=ident) if kind == "meeting" else None
    place = None if kind == "topic" else url_for(f"pages.{kind}", ident=ident)
    return {"page": place, "quotations": quotations, "expand": expand}
