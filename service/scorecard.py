"""How good the extraction is: the shipped scorecard as a page that explains each figure, and as JSON."""

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from flask import Blueprint, Response, current_app, render_template, request
from werkzeug.exceptions import NotFound

from graph.evaluating.figures import main_figure
from service.cors import allow_all_origins

blueprint = Blueprint("scorecard", __name__)

GROUPS = (
    (
        "会議と出席者",
        "文書の頭書きから読み取る事柄です。",
        (
            ("meeting title", "会議の名称", "文書の表題と同じ会議名か。"),
            ("meeting series", "会議体", "どの検討会・委員会の会議か。"),
            ("meeting number", "回", "第何回の会議か。"),
            ("meeting date", "開催日", "年月日が正しいか。"),
            ("meeting start", "開始時刻", "始まりの時刻が正しいか。"),
            ("meeting end", "終了時刻", "終わりの時刻が正しいか。"),
            ("meeting place", "場所", "開催場所が正しいか。"),
            ("agenda", "議事次第", "議題が過不足なく取れているか。"),
            ("attendees", "出席者", "出席者の氏名が過不足なく取れているか。"),
            ("attendee group", "出席者の区分", "座長・構成員・オブザーバーなどの別が正しいか。"),
            ("attendee affiliation", "出席者の所属", "氏名に添えられた所属の全文が正しいか。"),
            ("attendee organisation", "出席者の組織", "所属のうち組織の名が正しく分けられているか。"),
            ("attendee position", "出席者の役職", "所属のうち役職が正しく分けられているか。"),
            ("attendee online", "オンライン出席", "オンラインでの出席かどうかが正しいか。"),
        ),
    ),
    (
        "意見の切り出し",
        "本文のどこからどこまでが一つの意見か、誰が何について述べたものかです。",
        (
            ("opinions exact", "意見（完全一致）", "一つの意見を、一字も違わずに切り出せたか。"),
            ("opinions close", "意見（ほぼ一致）", "少しの違いを許せば、同じ意見を切り出せたか。"),
            ("topic", "論題", "どの見出しのもとで述べられた意見か。"),
            ("speaker", "発言者", "文書が名を挙げた発言者か。名を挙げていなければ「なし」で正解です。"),
        ),
    ),
    (
        "意見の意味",
        "意見が何を取り上げ、何を主張しているかです。読み方の分かれる事柄なので、人どうしでも完全には一致しません。",
        (
            ("mentions exact", "概念への言及（完全一致）", "概念を表す語句の範囲が、一字も違わないか。"),
            ("mentions close", "概念への言及（ほぼ一致）", "語句の範囲が半分以上重なっているか。"),
            ("mention's concept", "概念の同定", "見つけた語句を、正しい概念に結びつけたか。"),
            ("mention's type", "概念の種類", "見つけた語句を、組織・制度・技術などに正しく分けたか。"),
            ("opinion's act", "意見の種類", "提案・懸念・賛成などの別が正しいか（種類ごとのF1の平均）。"),
            ("sentence's act", "文の種類", "一文ごとに、提案・懸念・賛成などの別が正しいか（種類ごとのF1の平均）。"),
            ("positions", "賛否", "何に対して賛成・反対・賛否両面か、対象と向きがともに正しいか。"),
            ("relations, ends only", "概念の関係（両端のみ）", "関係のある二つの概念を正しく取り出したか。"),
            ("relations", "概念の関係（種類とも）", "二つの概念と、その関係の種類（原因・必要など）がともに正しいか。"),
            ("links", "意見どうしのつながり", "賛同・異論・補足・回答の関係が正しいか。"),
        ),
    ),
)
"""Groups of fields with what they are about; each field with its name and what is asked of it."""

GENRES = {"summary": "議事概要（要旨）", "verbatim": "議事録（逐語）", "unsaid": "形の記載なし"}
HIGH, LOW = 0.9, 0.6
"""From which figure a field is called reliable, and below which it needs checking against the source."""


@dataclass(frozen=True, slots=True)
class Row:
    """A field's line on the page; what the field does not have is None."""

    name: str
    asks: str
    main: float
    precision: float | None
    recall: float | None
    wanted: int
    interval: tuple[float, float] | None
    baseline: float | None
    left_out: float | None

    @property
    def verdict(self) -> str:
        """Return how far the field can be trusted: high, middle or low."""
        return "high" if self.main >= HIGH else "middle" if self.main >= LOW else "low"


@cache
def shipped() -> Mapping[str, Any] | None:
    """Return the scorecard that comes with the program, None where none does."""
    file = files("seeds") / "gold" / "scorecard.json"
    if not file.is_file():
        return None
    found: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
    return found


def card() -> dict[str, Any]:
    """Return the shipped scorecard with the version of the extractor that is installed. Raises NotFound."""
    from graph.pipeline.extracting import version  # noqa: PLC0415 - brings the analyser along, which no other page needs

    told = shipped()
    if told is None:
        raise NotFound("No scorecard comes with this installation; `ronten evaluate` measures on your own gold.")
    return {**told, "installed": version(), "measured_as_installed": told["extractor"] == version()}


def row(name: str, asks: str, plain: Mapping[str, Any]) -> Row:
    """Return a field's figures as a line."""
    sure = plain.get("interval", {})
    interval = sure.get("macro_f1") or sure.get("f1")
    baseline = plain.get("baseline", {}).get("f1")
    ends = (float(interval[0]), float(interval[1])) if interval else None
    return Row(name, asks, main_figure(plain), plain.get("p"), plain.get("r"), plain["gold"], ends, baseline, plain.get("left_out"))


def groups(part: Mapping[str, Any]) -> Iterator[tuple[str, str, list[Row]]]:
    """Yield each group's heading, what it is about, and the lines of those fields that were measured."""
    for heading, about, fields in GROUPS:
        rows = [row(name, asks, part[field]) for field, name, asks in fields if field in part]
        if rows:
            yield heading, about, rows


def by_document(told: Mapping[str, Any]) -> list[tuple[str, list[str]]]:
    """Return each field's name with its main figure in each document as it is written, a dash where the document does not have it."""
    parts = [told["each"][document["name"]] for document in told["documents"]]
    lines = []
    for _, _, fields in GROUPS:
        for field, name, _ in fields:
            if field in told["all"]:
                lines.append((name, [f"{main_figure(part[field]):.2f}" if field in part else "–" for part in parts]))
    return lines


@blueprint.get("/scorecard")
def page() -> str:
    """Show how far each kind of statement can be trusted, and how that was measured."""
    told = card()
    return render_template(
        "scorecard.html",
        card=told,
        groups=list(groups(told["all"])),
        sentences=told["all"].get("sentence's act", {}).get("each", {}),
        genres={GENRES[genre]: list(groups(part)) for genre, part in told["genres"].items()},
        lines=by_document(told),
        opinions=sum(document["opinions"] for document in told["documents"]),
        high=HIGH,
        low=LOW,
    )


@blueprint.get("/api/v1/scorecard")
def data() -> Response:
    """Answer the scorecard as JSON; it changes only with the program."""
    body = current_app.json.dumps(card()) + "\n"
    response = Response(body, content_type="application/json")
    response.set_etag(hashlib.sha256(body.encode()).hexdigest()[:32])
    response.headers["Cache-Control"] = "no-cache"
    response.make_conditional(request)
    return allow_all_origins(response)
