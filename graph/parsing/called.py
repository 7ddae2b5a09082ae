"""The items of the agenda that a chair calls (…についてを議題といたします): they are the topics where no heading stands above what was said."""

import re
from dataclasses import replace

from graph.model import Utterance
from graph.parsing.agenda import without_number
from graph.parsing.lines import squeeze

_CALL = re.compile(r"(?P<words>[^。]{2,200})を(?:一括して)?議題と(?:いたします|します|する|いたしたい)")
_SHORT = 4  # characters of an item that a sentence may hold by chance


def called(utterances: list[Utterance], agenda: list[str]) -> list[Utterance]:
    """Return the utterances, from each call of an agenda item on below that item; as they are where any stands below a heading."""
    items = {squeeze(item): item for item in map(without_number, agenda) if len(squeeze(item)) >= _SHORT}
    if not items or any(utterance.topic for utterance in utterances):
        return utterances
    topic: str | None = None
    found = []
    for utterance in utterances:
        topic = _item_called(utterance.passage.text, items) or topic
        found.append(replace(utterance, topic=topic))
    return found


def _item_called(text: str, items: dict[str, str]) -> str | None:
    """Return the item that the last call in a speech names, or None; the longest where one holds another."""
    calls = list(_CALL.finditer(text)) if "議題と" in text else []
    words = squeeze(calls[-1]["words"]) if calls else ""
    return max((item for key, item in items.items() if key in words), key=len, default=None)
