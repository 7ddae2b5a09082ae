"""Words in the reader's language: pages are written in Japanese, a catalogue turns their sentences into English."""

import datetime as dt
import json
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from flask import Response, has_request_context, request

LANGUAGES = ("ja", "en")
COOKIE = "language"

ACTS = {"proposal": "提案", "concern": "懸念", "support": "賛成", "opposition": "反対", "question": "質問", "answer": "回答", "statement": "意見・説明"}
POLARITIES = {"for": "賛成", "against": "反対", "mixed": "賛否両面"}
LINKS = {
    ("agreesWith", "from"): "この意見が賛同している意見",
    ("agreesWith", "to"): "この意見に賛同している意見",
    ("disagreesWith", "from"): "この意見が異を唱えている意見",
    ("disagreesWith", "to"): "この意見に異を唱えている意見",
    ("elaborates", "from"): "この意見が補っている意見",
    ("elaborates", "to"): "この意見を補っている意見",
    ("respondsTo", "from"): "この意見が答えている意見",
    ("respondsTo", "to"): "この意見に答えている意見",
}
_TITLES = {
    "Bad Request": "この指定では開けません",
    "Not Found": "このページは見つかりません",
    "There is no such thing in this graph.": "この項目はグラフにありません。",
    "Gone": "この項目はもうありません",
    "Method Not Allowed": "この操作はできません",
    "Internal Server Error": "うまくいきませんでした",
    "Nothing has been stored yet": "まだ何も入っていません",
    "Service Unavailable": "いまは答えられません",
}
"""Sentences of errors, which are English in the machine's answer."""


@cache
def catalogue(language: str) -> dict[str, str]:
    """Return the sentences of a language by the sentence that stands in the templates and scripts."""
    if language == "ja":
        return dict(_TITLES)
    found: dict[str, str] = json.loads((Path(__file__).parent / f"wording_{language}.json").read_text(encoding="utf-8"))
    return found


def language() -> str:
    """Return the reader's language: what `?lang=` says, what was chosen before, else Japanese."""
    if not has_request_context():
        return "ja"
    for wish in (request.args.get("lang"), request.cookies.get(COOKIE)):
        if wish in LANGUAGES:
            return wish
    return "ja"


def translate(sentence: str, **values: object) -> str:
    """Return a sentence of a template in the reader's language with its `{name}`s filled in."""
    found = catalogue(language()).get(sentence, sentence)
    for name, value in values.items():
        found = found.replace(f"{{{name}}}", str(value))
    return found


def date(iso: str) -> str:
    """Return an ISO date as it is written in the reader's language; what is no date comes back as it is."""
    try:
        day = dt.date.fromisoformat(iso)
    except ValueError:
        return iso
    return f"{day.year}年{day.month}月{day.day}日" if language() == "ja" else f"{day.day} {day:%B} {day.year}"


def number(value: float) -> str:
    """Return a number with its thousands set apart."""
    return f"{value:,}"


def other_language() -> str:
    """Return the address of this page in the other language."""
    chosen = "en" if language() == "ja" else "ja"
    asked = [(key, value) for key, value in request.args.items(multi=True) if key != "lang"]
    return f"?{urlencode([*asked, ('lang', chosen)])}"


def remember(response: Response) -> Response:
    """Keep a language that was chosen in this request."""
    if response.mimetype != "text/html":
        return response
    chosen = request.args.get("lang")
    if chosen in LANGUAGES:
        response.set_cookie(COOKIE, chosen, max_age=365 * 86400, samesite="Lax", httponly=True, path=f"{request.script_root}/")
    response.vary.add("Cookie")
    return response


def names() -> dict[str, Any]:
    """Return what every template knows of wording."""
    chosen = language()
    return {
        "language": chosen,
        "other_language": other_language() if has_request_context() else "",
        "wording": catalogue(chosen),
        "t": translate,
        "date": date,
        "number": number,
        "acts": ACTS,
        "polarities": POLARITIES,
        "link_names": LINKS,
    }
