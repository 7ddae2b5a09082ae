"""Header fields: which line opens one (`○開催日時：`, `１ 日時`, `日　時`, `- **日時**:`), of what kind it is and where its value begins."""

import re
from dataclasses import dataclass
from functools import lru_cache

from graph.parsing.inline import named_in
from graph.parsing.lines import Line, squeeze
from graph.parsing.roles import group_word

LABELS = {
    "datetime": (
        "日時 開催 日付 期日 招集年月日 開会日時 開催日時 開催日 開催期間 期間 開催年月日 年月日 "
        "会議日時 開催日時等 "
        "開催日時及び場所 日時及び場所 開催日時・場所 日時・場所 日時場所 開催日時及び開催場所 日時と場所 とき 日にち 日取り にちじ Date When Date/Time"
    ),
    "time": "時間 開催時間 開会時刻 会議時間 Time",
    "place": "場所 招集場所 招集の場所 開催場所 会場 開催地 ところ 会議場所 会議室 開催会場 於 ばしょ Place Location Venue Where",
    "form": "開催形式 開催方法 開催形態 実施方法",
    "attendance": (
        "出席者 出た人 来た人 集まった人 "
        "出席委員 出席構成員 出席議員 出席説明員 出席 参加 さんか 参加した人 参加者 出席者名簿 出席者等 委員出席者 出席メンバー 出欠席者 委員の出席状況 "
        "委員の出欠 委員の出欠状況 議員の出欠 議員の出欠状況 委員出欠 出欠状況 出欠席 構成員の出欠 "
        "説明員 出席した委員 出席した者 出席職員 事務局出席職員 説明のため出席した者 参加メンバー メンバー 出席状況 出欠 事務局出席者 その他出席者 "
        "出席委員等 出席した議員 出席した説明員 出席事務局職員 事務局職員出席者 職務のため出席した者 説明のため出席した者の職氏名 "
        "地方自治法第121条により説明のため出席した者 出席理事 出席幹事 出席役員 "
        "出席部会員 出席専門委員 出席オブザーバー 参集者 構成員 委員 事務局 事務局職員 委員名簿 出席者氏名 出席者名 出席委員名 出席委員氏名 "
        "参加者一覧 参加者名簿 登壇者 パネリスト 書記 "
        "会長氏名 議長氏名 座長氏名 委員長氏名 会見者 同席者 有識者 出席有識者 説明者 来賓 講師 陪席 陪席者 発表者 報告者 参加団体 "
        "出席団体 出席理事者 出席会員 出席代議員 委員以外の出席者 "
        "Attendees Attendee Participants Participant Present Attending Members Online Chair Chairs Scribe Facilitator Moderator"
    ),
    "absent": (
        "欠席者 休み 休んだ人 来られなかった人 欠席委員 欠席議員 欠席 欠席構成員 欠席した委員 欠席した議員 欠席理事 欠席者氏名 欠席委員名 "
        "欠席説明員 Absent Absentees Regrets Apologies"
    ),
    "agenda": (
        "議題 議事 議事次第 次第 議事日程 会議次第 議事項目 審議事項 案件 付議事項 付議案件 議案 会議に付した事件 会議に付した案件 "
        "本日の会議に付した事件 本日の会議に付した案件 会議事項 会議に付した事項 会議の議題 アジェンダ 検討事項 報告事項 協議事項 "
        "付議事件 審議案件 議件 議案等 "
        "付託案件 付託議案 付託事件 付託事項 諮問事項 審査事項 審査案件 諮問案件 報告案件 会議項目 審議項目 協議項目 検討項目 "
        "発表項目 発表事項 会見項目 説明事項 説明項目 懇談事項 プログラム 本日の議題 本日の案件 主な議題 議題及び公開・非公開の別 議題及び公開又は非公開の別 "
        "本日審査した案件 審査した案件 本日の審査案件 "
        "Agenda Topics"
    ),
    "materials": (
        "配布 配付 配布物 会議資料の名称 資料の名称 会議資料名 配布資料名 関連資料 添付資料 関連ファイル 関連リンク 配布資料 配付資料 資料 "
        "参考資料 会議資料 資料一覧 配布資料一覧 配付資料一覧 提出資料"
    ),
    "body": (
        "議事概要 議事要旨 議事録 議事内容 議事の概要 議事の要旨 会議概要 会議の概要 会議要旨 発言要旨 発言概要 意見交換の概要 意見交換概要 "
        "議題及び主な意見等 議題及び主な意見 議題と主な意見 議事及び主な意見 議題及び議事要旨 議題及び議事概要 主な意見 主な意見等 意見概要 "
        "意見の概要 審議等の概要 審議の概要 会議等の概要 審議概要 審議内容 審議経過 議論の概要 会議の内容 会議内容 議事の経過 "
        "議事経過 会議経過 会議の経過 会議録 発言内容 発言の内容 発言の要旨 発言の概要 質疑応答 主な質疑 "
        "主な質疑応答 主な発言 主な議論 議事詳細 議事要録 協議の概要 協議概要 協議の要旨 協議要旨 協議内容 "
        "協議の内容 協議経過 協議の経過 質疑の概要 質疑等の概要 "
        "検討の概要 検討概要 検討内容 討議の概要 討議概要 討議内容 懇談の概要 懇談概要 懇談内容 懇談要旨 議論の内容 主な意見の概要 "
        "主な質疑等 主な意見・質疑 主な意見交換 主な質疑・意見 質疑・意見 会議の要旨 会議記録 会議の記録 "
        "会議の大要 議事の大要 審議の大要 会議の顛末 議事の顛末 会議のてん末 議事のてん末 委員からの主な意見 "
        "内容 要旨 概要 意見交換 自由討議 自由討論 主なご意見 主な御意見 出席者からの主な意見 議事の内容 "
        "Minutes Log Discussion Discussions Notes"
    ),
    "name": "Title Meeting Subject 会議名 会議名称 件名 会議の名称 名称 審議会等名 審議会名 会議等の名称",
    "other": (
        "傍聴者 傍聴人 傍聴者数 傍聴人数 傍聴 公開 公開区分 会議の公開 公開・非公開 公開状況 会議の公開の可否 問合せ先 お問い合わせ先 "
        "問い合わせ先 連絡先 担当課 担当 記録者 記録 "
        "議事録作成者 作成者 作成 主催 備考 その他 所管課 所管部署 議事録署名人 次回 次回日程 次回開催 次回開催予定 次回開催日 "
        "次回会議 会議の結果 会議結果 審議結果 審議の結果 結果 次回期日 次回予定 "
        "委員の異動 委員の変更 会議録署名議員 会議録署名委員 署名委員 署名議員 定足数 公開の可否 非公開の理由 傍聴の状況 庶務 記録係 "
        "ファイル名 文責 更新日 掲載日 公開・非公開の別 会議の公開・非公開の別 会議の公開・非公開 会議の公開又は非公開 会議の公開状況 "
        "公開の別 組合員総数 出席組合員数 凡例"
    ),
}
"""Kind of field to its labels, written without space."""

_KIND = {label.casefold(): kind for kind, labels in LABELS.items() for label in labels.split()}
_LONGEST = max(map(len, _KIND))
_BEGINNINGS = frozenset(label[:length] for label in _KIND for length in range(1, len(label) + 1))
_OPENER = re.compile(
    r"(?P<mark>[○〇◯●◎◆◇■□・*+\-–:|#>]{1,4}|【|\[|〔|<)?\s*"
    r"(?P<list>第\s*(?:\d{1,2}|[一二三四五六七八九十]{1,3})(?=\s)|\(?\d{1,2}\)?[.、)]?(?=\D)|[一二三四五六七八九十]{1,3}(?=[.、\s])[.、]?|[IVX]{1,4}[.、]?(?=\s))?\s*(?:\*\*)?"
)
_CLOSER = re.compile(
    r"\s*(?:\*\*)?\s*(?:\([^()\d]{1,16}\)(?=[】\]〕>]))?(?:[】\]〕>|])?\s*(?:\((?!\s*[\d一二三四五六七八九十]{1,2}\s*\))(?P<note>[^()]{1,40})\))?\s*(?:\*\*)?\s*(?P<colon>:|\|)?\s*(?:\*\*)?\s*"
)


_HEADS = frozenset("#■◆●")
"""Marks behind which an English label needs no colon: ■Agenda."""
_SPACES = re.compile(r"\s+")
_LETTERS = re.compile(r"\s+[\u3400-\u9fff](?=\s)")
_STROKE = re.compile(r"\s*/\s*|\s*\((?=[^()]+\)\s*(?:\*\*)?:)")


@dataclass(frozen=True, slots=True)
class Field:
    """A header field: its kind and label, its list number if any, and where its value begins in the line's body."""

    kind: str
    label: str
    mark: str
    numbering: str
    note: str
    colon: bool
    value: int


@lru_cache(maxsize=4096)
def _recognise(body: str) -> Field | None:
    opener = _OPENER.match(body)
    begin = opener.end() if opener else 0
    for found in _labels(body, begin):
        label, end, kind = found
        end = _in_other_words(body, end, kind)
        closer = _CLOSER.match(body, end)
        value = closer.end() if closer else end
        colon = bool(closer and closer["colon"])
        if closer and closer["note"] and closer["colon"] != "|" and _names_group(closer["note"]) and value < len(body):
            value = closer.start("note") - 1  # 出席者 (座長) 例田: the brackets hold the first one's role, or the first group
        gap = value > end
        if value < len(body) and not colon and not gap:
            continue
        if not colon and " " in body[begin:end] and _goes_on(body, begin, end):
            continue  # 議 事 課 長: a longer word whose letters are set apart
        marked = bool(opener and (opener["mark"] or opener["list"]))
        apart = value < len(body) and (body[end].isspace() or (bool(closer and closer["note"]) and body[value - 1].isspace()))
        if not colon and not marked and value < len(body) and not apart:
            continue
        if label.isascii() and not colon and not _HEADS.intersection(opener["mark"] or "" if opener else ""):
            continue
        return Field(
            kind,
            label,
            (opener["mark"] or "") if opener else "",
            (opener["list"] or "") if opener else "",
            (closer["note"] or "") if closer else "",
            colon,
            value,
        )
    return None


def _goes_on(body: str, begin: int, end: int) -> bool:
    """Whether a label whose letters are set apart goes on as a longer word: the next letter stands no further away."""
    found = _LETTERS.match(body, end)
    widest = max(map(len, _SPACES.findall(body, begin, end)))
    return found is not None and len(found.group()) - 1 <= widest


def _names_group(note: str) -> bool:
    return group_word(note) is not None or note.endswith(("委員", "構成員", "会員"))


def _in_other_words(body: str, end: int, kind: str) -> int:
    """Return where a label ends that says the same in two languages: Date / 日時."""
    stroke = _STROKE.match(body, end)
    again = [label for label in _labels(body, stroke.end()) if label[2] == kind] if stroke else []
    return again[0][1] if again else end


def _labels(body: str, begin: int) -> list[tuple[str, int, str]]:
    """Return the labels that the body goes on with from `begin`, their ends and kinds, the longest first; spaces inside are passed over."""
    label = ""
    found: list[tuple[str, int, str]] = []
    for at in range(begin, min(len(body), begin + 3 * _LONGEST)):
        if body[at].isspace():
            continue
        label += body[at]
        folded = label.casefold()
        if folded not in _BEGINNINGS:
            break
        if folded in _KIND:
            found.append((label, at + 1, _KIND[folded]))
    return sorted(found + _by_ending(body, begin), key=lambda label: -label[1])


def _by_ending(body: str, begin: int) -> list[tuple[str, int, str]]:
    """Return the label that no list holds but whose last word says what it is: 活動場所, その他の出席者, 議事の経過の要領及びその結果."""
    for kind, pattern in _ENDINGS if _ENDING.search(body, begin) else ():
        found = pattern.match(body, begin)
        if found:
            label = squeeze(found["label"])
            return [(label, found.end("label"), "other" if label.startswith("次") else kind)]
    return []


_WORDS = r"[^\s:。、()|\d]"
_PEOPLE = r"(?:した|の)?(?:関係)?(?:者|委員|議員|役員|理事|会員|構成員|職員|団体)等?(?:の?(?:職・?)?氏名(?:・職名?)?|の?職名・氏名|名簿|一覧|名)?"
_ENDING = re.compile("日時|場所|会場|席|参加|事務局|氏名|結果|経過")
_ENDINGS = tuple(
    (kind, re.compile(rf"(?P<label>{words})(?=[\s:】\]〕>(|*]|$)"))
    for kind, words in (
        ("datetime", rf"{_WORDS}{{1,6}}日時"),
        ("place", rf"{_WORDS}{{1,6}}(?:場所|会場)"),
        ("absent", rf"{_WORDS}{{0,6}}欠席{_PEOPLE}"),
        ("attendance", rf"{_WORDS}{{0,8}}(?:出席|参加){_PEOPLE}"),
        ("attendance", rf"{_WORDS}{{1,8}}(?:出席|出欠|参加)者?の?(?:状況|名簿|一覧)(?:表|等)?"),
        ("attendance", rf"{_WORDS}{{1,8}}事務局(?:職員)?(?=\s*$)"),
        (
            "attendance",
            rf"{_WORDS}{{0,6}}(?:説明者|説明員|事務局|事務局職員|関係者|関係職員|同席者|陪席者|議長|会長|委員長|座長|書記|教育長)の?(?:職・?名?・?氏名|氏名)(?:・職名?)?",
        ),
        (
            "body",
            r"(?:議事|会議|審議|協議)の?(?:経過|内容|概要|要旨|要領)(?:の(?:要領|概要|要旨))?(?:及び|と|・)(?:その)?結果(?:の?概要)?",
        ),
        ("body", r"議事の経過の(?:要領|概要)"),
    )
)


_SCHEDULE = re.compile(r"^[○〇◯●◎]?\s*\S.{0,40}議\s*事\s*日\s*程\s*(?:[(]?第?.{1,5}号[)]?)?$")
_ATTENDING = re.compile(
    r"^[○〇◯●◎・]?\s*(?:\d{1,2}[.、\s])?\s*\S{0,30}?(?:出席|列席)(?:した|を求めた|する)?\s*(?:\S{1,8}?)?(?:説明員|説明者|者|職員|議員|委員|理事者|関係者)"
    r"(?:\s*(?:の|及び)?\s*(?:職\s*[・及び]*\s*)?(?:氏\s*名|職名))?\s*(?:\([^()]{1,20}\))?\s*(?:は、?次のとおり(?:である)?。?)?$"
)
_EXPLAINS = re.compile(r"[(〔\[]?注|[(〔\[]?[※*★☆●◎△▲]\s*(?:は|印)")  # (注)※は遠隔での出席者: a legend
_OWN_WORD = re.compile(r"出席(?:した)?(?P<word>理事者|議員|委員)(?:氏名|職氏名)?(?:\([^()]{1,20}\))?$")
_EXPLAINING = re.compile(r"説明のため(?:に)?(?:出席|列席)(?:した|を求めた|する)?(?:者|職員|説明員)")
_FOLLOWING = re.compile(r"出席(?P<word>議員|委員)は、?(?:左|次|下記|以下)")
_AS_FOLLOWS = re.compile(
    r"^(?:\(?\d{1,2}\)?[.、)\s]\s*|[○〇◯・]\s*)?(?:本日の)?(?:出席(?:者|委員|議員|説明員|構成員)|欠席(?:者|委員|議員))は、?"
    r"(?:左|次|下記|以下)のとおり(?:である|です|であった|でした)?。?\s*(?:\([^()]{1,12}\))?$|"
    r"(?:^|[、。])(?:左|次|下記|以下)の[^。、]{1,10}が出席(?:した|しました)。?$"
)
_ITEMS_FOLLOW = re.compile(
    r"^(?:本日の|当日の)?(?:議題|議案|案件|付議事件|審議事項|協議事項)は、?(?:左|次|下記|以下)の(?:とおり|\S{1,3}件|\S{1,3}つ)(?:である|です|であった|でした)?。?$"
)
_ROLES = re.compile(r"(?P<mark>#{1,6}|[*+-])\s+(?P<words>\S{2,30})")
_SPOKEN = re.compile(r"[。?!]|です|ます")
_CHAIRS = frozenset("議長 座長 会長 委員長 部会長 司会 進行 議長団 理事長 主査".split())
_CHAIR = re.compile(
    r"(?P<mark>[○〇◯●◎◆◇■□・*:\-])?\s*(?P<label>\S(?:\s+\S){1,2}(?=\s)|\S{2,4}(?=\s{2}))\s+(?:[\u3400-\u9fff々ヶ\u3041-\u309f\u30a1-\u30ff]{1,5}\s?){1,2}\s*(?:\([^()。]{2,30}\))?"
)
_GROUP = re.compile(r"(?P<mark>[○〇◯●◎◆◇■□・*:\-])?\s*(?P<label>[^\s:]{1,14})\s*(?:\([^()]{1,12}\))?\s*:\s*(?=\S)")


def field_of(line: Line) -> Field | None:
    """Return the header field that the line opens, or None."""
    if not 0 < len(line.body) <= 200:
        return None
    found = _recognise(line.body) or (_enclosed(line.body) if line.body[0] == "(" else None)
    if found or len(line.body) > 60:
        return found
    if "は" in line.body and _ITEMS_FOLLOW.match(line.body):
        return Field("agenda", "議題", "", "", "", colon=False, value=len(line.body))
    if "程" in line.body and _SCHEDULE.match(line.body):
        return Field("agenda", "議事日程", "", "", "", colon=False, value=len(line.body))
    if "席" in line.body and not _EXPLAINS.match(line.body) and (_ATTENDING.match(line.body) or _AS_FOLLOWS.search(line.body)):
        listed = _OPENER.match(line.body)
        return Field(
            "absent" if "欠席" in line.body and "出席" not in line.body else "attendance",
            _attending(line.body),
            "",
            (listed["list"] or "") if listed else "",
            "",
            colon=False,
            value=len(line.body),
        )
    return None


def roll_follows(body: str) -> bool:
    """Say whether a sentence announces the list of those who came: 委員15名のうち、次の11名が出席した."""
    return "席" in body[-60:] and _AS_FOLLOWS.search(body[-60:]) is not None


def _attending(body: str) -> str:
    """Return the label of a list by those whom its heading names: 説明員, 職務のため出席した者, 出席議員, or 出席者."""
    if "職務のため" in body and "事務局" not in body:
        return "職務のため出席した者"
    explaining = _EXPLAINING.search(body)
    if explaining or "説明" in body:
        return squeeze(explaining.group()) if explaining else "説明員"
    own = _OWN_WORD.search(squeeze(body)) or _FOLLOWING.search(body)
    return f"出席{own['word']}" if own else "出席者"


def _enclosed(body: str) -> Field | None:
    """Return the field that a whole line in round brackets opens: (議事次第); roles in brackets speak, or head a group."""
    label = squeeze(body.strip("()"))
    kind = _KIND.get(label.casefold()) if body[-1] == ")" else None
    if kind in {None, "other", "name"} or (kind == "attendance" and not label.startswith(("出席", "参加"))):
        return None
    return Field(kind or "", label, "(", "", "", colon=False, value=len(body))


def group_field(line: Line) -> Field | None:
    """Return the attendance list that a line opens with nothing but a role before a colon (`理事: 例田, 仮野`) or space (`議　長　例田(例田会)`)."""
    chair = _CHAIR.fullmatch(line.body) if len(line.body) <= 60 else None
    if chair and squeeze(chair["label"]) in _CHAIRS:
        return Field("attendance", squeeze(chair["label"]), chair["mark"] or "", "", "", colon=False, value=0)
    found = _GROUP.match(line.body) if len(line.body) <= 300 else None
    if found is None or _SPOKEN.search(line.body):
        return None
    if group_word(found["label"]) is None and not named_in(line.body[found.end() :]):
        return None
    return Field("attendance", found["label"], found["mark"] or "", "", "", colon=True, value=0)


def group_heading_field(line: Line) -> Field | None:
    """Return the attendance list that a bullet or a heading of nothing but roles opens (`* 座長`, `### パネリストおよびモデレータ`), or None."""
    found = _ROLES.fullmatch(line.body) if len(line.body) <= 40 else None
    words = re.split(r"[・、,/&]|および|及び|と(?=\S)", found["words"]) if found else []
    if found is None or not all(group_word(word) for word in words):
        return None
    return Field("attendance", found["words"], found["mark"], "", "", colon=False, value=len(line.body))
