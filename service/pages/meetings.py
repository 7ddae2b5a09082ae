"""The page of a meeting: its agenda, who attended, and what was said under which topic."""

from collections.abc import Iterable
from itertools import groupby

from flask import render_template, request

from graph.analysis.attendance import Attendance
from graph.analysis.meetings import meeting_acts, meeting_in_full
from graph.analysis.opinions import Wanted, find_opinions
from graph.iris import RONTEN
from graph.store.interface import Iri
from service import wording
from service.application import service
from service.pages.frame import api, begin, blueprint, listed, machine_ways, one

MOST = 200
"""How many opinions of a meeting stand on one page."""


@blueprint.get("/meetings/<path:ident>")
def meeting(ident: str) -> str:
    """Show a meeting; the address holds the act that its opinions are narrowed to."""
    act = request.args.get("act") if request.args.get("act") in wording.ACTS else None
    with service().views.open() as view:
        found = one(view, "meeting", ident, meeting_in_full)
        iri = Iri(found.meeting.iri)
        said = find_opinions(view, Wanted(meetings=[iri], act=act), MOST, begin())
        counts = meeting_acts(view, iri)
    return render_template(
        "meeting.html",
        meeting=found.meeting,
        found=found,
        act=act,
        counts={each: counts[each] for each in wording.ACTS if each in counts},
        opinions=listed(said, MOST),
        by_topic=[
            (topic, list(items))
            for topic, items in groupby(said.items, key=lambda each: each.topic.label if each.topic else None)
        ],
        groups=_groups(found.attendance),
        kept={"ident": found.meeting.id, **({"act": act} if act else {})},
        api=api("meetings", found.meeting.id),
        said=machine_ways(
            "shown-meeting-opinions",
            api("opinions", meeting=found.meeting.id, act=act),
            meeting=iri,
            act=Iri(f"{RONTEN}{act}") if act else None,
        ),
        present=machine_ways("shown-attendance", api("meetings", found.meeting.id), meeting=iri),
    )


def _groups(attendance: Iterable[Attendance]) -> dict[str | None, list[Attendance]]:
    """Return who attended by the group that the minutes list them in, in its order."""
    groups: dict[str | None, list[Attendance]] = {}
    for each in attendance:
        groups.setdefault(each.group, []).append(each)
    return groups
