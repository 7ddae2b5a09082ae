"""Words in the reader's language: pages are written in Japanese, a catalogue turns their sentences into English."""

import datetime as dt
import json
import re
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from flask import Response, g, has_request_context, request

LANGUAGES = ("ja", "en")
COOKIE = "language"
SCHEMES = ("auto", "dark", "light")
"""How the pages' colours are chosen: as the device has them, or dark, or light."""

ACTS = {"proposal": "提案", "concern": "懸念", "support": "賛成", "opposition": "反対", "question": "質問", "answer": "回答", "statement": "意見・説明"}
POLARITIES = {"for": "賛成", "against": "反対", "mixed": "賛否両面"}
MARKS = {
    "proposal": "＋",
    "concern": "！",
    "support": "○",
    "opposition": "×",
    "question": "？",
    "answer": "↩",
    "statement": "―",
    "for": "○",
    "against": "×",
    "mixed": "△",
}
"""The marks of acts and polarities: told apart without colour, and the same on all pages."""
PREDICATES = {
    "causes": "引き起こす",
    "enables": "可能にする",
    "hinders": "妨げる",
    "makesUnnecessary": "不要にする",
    "requires": "必要とする",
    "includes": "含む",
    "uses": "用いる",
    "provides": "提供する",
    "affects": "影響を与える",
    "contrastsWith": "対比される",
}
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
    "Not Acceptable": "この形では答えられません",
    "Request Entity Too Large": "送られたものが大きすぎます",
    "Forbidden": "許されていない操作です",
    "Unauthorized": "合言葉が要ります",
    "Another process is writing": "ほかの書き込みが進んでいます",
    "The store does not answer": "データの置き場所が答えません",
    "The service could not answer; what happened stands in its log.": "サービスの中で誤りが起きました。",
    "No document says this any more: a later reading, or a deletion, dropped it.": "どの文書も、もうこれを述べていません。後の読み直しか削除で外れました。",
    "The requested URL was not found on the server.": "このアドレスには、何もありません。",
    "no mark, speaker or heading shows what this line is": "印も発言者も見出しもなく、何の行か決められません",
    "a speaker's label without a speech": "発言者の名だけで、発言がありません",
    "no title and no field of the header": "表題でも頭書きの項目でもありません",
    "no person found on this line of the attendance list": "名簿のこの行から人を読み取れません",
    "no part of the layout claims this line": "書式のどの部分とも決められません",
}
"""Sentences of errors, and of what could not be read, which are English in the machine's answer."""


_COUNTED = re.compile(r"\{(\w+)\|([^|{}]+)\|([^|{}]+)\}")


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
    chosen: str | None = g.get("language")
    if chosen is None:  # pages ask for each of their sentences
        wishes = (request.args.get("lang"), request.cookies.get(COOKIE))
        chosen = g.language = next((wish for wish in wishes if wish in LANGUAGES), "ja")
    return chosen


def translate(sentence: str, **values: object) -> str:
    """Return a sentence of a template in the reader's language with its `{name}`s filled in, `{name|opinion|opinions}` with the noun that the number takes."""
    found = catalogue(language()).get(sentence, sentence)
    if "|" in found:
        found = _COUNTED.sub(lambda noun: f"{{{noun[1]}}} {noun[2 if str(values.get(noun[1])) == '1' else 3]}", found)
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


def scheme() -> str:
    """Return the reader's choice of colours: what `?scheme=` says, what was chosen before, else as the device has them."""
    if has_request_context():
        for wish in (request.args.get("scheme"), request.cookies.get("scheme")):
            if wish in SCHEMES:
                return wish
    return "auto"


def other_language() -> str:
    """Return the address of this page in the other language."""
    return changed(lang="en" if language() == "ja" else "ja")


def changed(**given: str) -> str:
    """Return the address of this page with something of its query changed."""
    asked = [(key, value) for key, value in request.args.items(multi=True) if key not in given]
    return f"?{urlencode([*asked, *given.items()])}"


def remember(response: Response) -> Response:
    """Keep a language and colours that were chosen in this request."""
    if response.mimetype != "text/html":
        return response
    path = f"{request.script_root}/"
    if (chosen := request.args.get("lang")) in LANGUAGES:
        response.set_cookie(COOKIE, chosen, max_age=365 * 86400, samesite="Lax", httponly=True, path=path)
    if (chosen := request.args.get("scheme")) in SCHEMES:
        response.set_cookie("scheme", chosen, max_age=365 * 86400, samesite="Lax", path=path)
    response.vary.add("Cookie")
    return response


def names() -> dict[str, Any]:
    """Return what every template knows of wording."""
    chosen = language()
    return {
        "language": chosen,
        "other_language": other_language() if has_request_context() else "",
        "scheme": scheme(),
        "changed": changed,
        "wording": catalogue(chosen),
        "t": translate,
        "date": date,
        "number": number,
        "acts": ACTS,
        "polarities": POLARITIES,
        "marks": MARKS,
        "predicates": PREDICATES,
        "link_names": LINKS,
    }
