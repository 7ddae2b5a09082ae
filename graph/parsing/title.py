"""What the meeting is called: its title, the series (the body that met) and its number."""

import re
from functools import lru_cache

from graph.parsing.dates import number
from graph.parsing.lines import squeeze

_NUMERAL = r"[\d〇一二三四五六七八九十百]+|元"
_ORDINAL = re.compile(
    rf"[(\[]?\s*第\s*(?P<number>{_NUMERAL})\s*回(?!国会)\s*(?:会合|会議(?!録)|定例会議)?\s*[)\]]?(?:\s*[(\[](?:定例|臨時|通常)(?:会|会議)?[)\]])?|(?:^|(?<=#\s))(?P<times>\d{{1,3}})\s*回(?=\s|[^\d目])|#\s*(?P<hash>\d{{1,4}})\b|[Vv]ol\.?\s*(?P<volume>\d{{1,4}})"
)
_ISSUE = re.compile(rf"(?:会議録|委員会記録|議事録)\s*[(]?\s*第?\s*(?P<number>{_NUMERAL})\s*号")
_KINDS = (
    r"(?:(?:会議|議事|審議|協議|懇談|討議|発言|委員会|打合せ|打ち合わせ|会合)の?(?:録|記録|要録|概要録|要旨|概要|要点|摘録|[顛て]ん?末)|(?:会議|議事|審議|開催)結果(?:の?(?:報告|概要|要旨))?(?:書|について)?|議事メモ|会議メモ|議事の概要|議事の要旨|開催概要|発言要旨|概要|要旨|記録|メモ|次第|議事次第|(?<![りと])まとめ|開催報告|実施報告|会議報告|文字起こし|書き起こし|発言録|速記録)"
    r"(?:\s*[(\[](?:(?:案|抄|要旨|概要|摘録|要点筆記|要点記録|要点|全文筆記|全文記録|全文|逐語|抜粋|速報版|速報|未定稿|確定稿|確定版|確定|暫定版|暫定|概要版|要約|公開用|公開版)[・、]?)+[)\]])?(?:\s*第?\s*\d+\s*号)?"
)
_KIND = re.compile(rf"[\s・「]*{_KINDS}\s*」?\s*$")
_ONLY_KIND = re.compile(rf"^[\s【\[<(「]*{_KINDS}[\s】\]>)」]*$")
_HELD = re.compile(r"[(]\s*(?:令和|平成|昭和|(?:19|20)\d\d年)[^()]{1,24}(?:[(][^()]{1,4}[)])?\s*(?:開催|実施)\s*[)]")
"""When it was held, behind a title: (令和6年5月22日開催)."""
_OFFICE = re.compile(r"[^\s、。()]{2,20}(?:省|庁|[局部課室]|事務局)")
_LED = re.compile(rf"^(?:[【\[〔<(《]\s*{_KINDS}\s*[】\]〕>)》]|{_KINDS}\s*:|(?:議事録|議事概要|議事要旨|会議録|会議概要)\s*(?=第\s*\d))\s*(?=\S)")
_STRETCHED = re.compile(r"(?:議\s事|会\s議)\s(?:録|要\s旨|要\s録|概\s要|の\s概\s要)$")
_BODY = re.compile(r"会|委員|審議|協議|部会|議会|ワーキング|タスクフォース|WG|本部|ミーティング|懇談|集会")
_RECORD = re.compile(
    r"(?P<body>[^\s第年回]{2,20}(?:議会|[市府県]会))\s*(?:定例会|臨時会)?\s*(?:会議録|議事録|速記録|委員会記録)"
)
_SESSION = re.compile(r"(?:第\s*\d+\s*日目?|(?:\d{1,2}月)?(?:定例会|臨時会|通常会)(?:議)?|本会議)")
_ONLY_SESSION = re.compile(r"^(?:\d{1,2}月)?\s*(?:定例会|臨時会|通常会)(?:議)?\s*")
_COMMITTEE = re.compile(r"\S{2,24}(?:委員会|協議会|分科会)")
_OPENED = re.compile(r"(?P<body>[^\s、。「」第年回]{2,12}議会)\s*(?:第\s*\d+\s*回)?\s*(?:定例会|臨時会)(?:議)?を")
_SUBTITLE = re.compile(r"(?<=\S{3})(?:\s+[-–—~〜]\s+|\s*:\s+)\S.*$")
_OPEN = frozenset("【[〔《「『<")
_ENCLOSED = re.compile(
    r"[【\[〔《「『<](?P<words>[^【】\[\]〔〕《》「」『』<>]{6,})[】\]〕》」』>]\s*(?:[【\[(][\d年月日./-]{6,12}[】\])])?"
)
_DAY = re.compile(r"[-_\s]*(?:19|20)\d\d[-/.]\d{1,2}[-/.]\d{1,2}")
_OPINIONS = re.compile(
    r"(?:における|での|に関する|で出された|の)?(?:主な|委員からの|委員の)*(?:御|ご)?(?:意見|発言|論点|質疑|質疑応答|指摘|議論|意見交換)(?:等|・質問)?(?:の)?(?:概要|要旨|要点|整理|一覧|まとめ)?(?:\s*[(](?:案|速報|未定稿|速報・未定稿)[)])?\s*$"
)
_REPORTED = re.compile(r"の?(?:開催)?(?:結果|概要)?(?:について|に関する)?\s*\(?(?:報告|通知|お知らせ)\)?$|の?(?:開催)?(?:結果|概要)?について$|の(?:開催)?結果$")
_PART = re.compile(r"(?:部会|分科会|小委員会|専門委員会|作業部会|ワーキンググループ|WG)$")
_NAMED_BODY = re.compile(r"会|組合|協議|審議|本部|WG|ワーキング|ミーティング|プロジェクト|CG|研究|フォーラム")
_MEETS = re.compile(
    r"^[^\s]{2,20}(?:審議会|協議会|委員会|検討会|懇談会|推進会議|役員会|打合せ|打ち合わせ|ミーティング|運営会議|理事会|総会|部会|懇話会)$"
)
_LEADS_ON = re.compile(r"(?:です|ます|ください|へ|る|移動|変更|印刷|検索|ページ|メニュー|サイト|トップ|ホーム)$")
"""How words of a page end that lead on to its parts: 本文へ, 戻る, ここからサイトの主なメニューです."""
_SHORT = 8  # characters of such words that share a block with the title
_LETTERS = 8  # letters set apart; fewer may be a word with wide gaps
_WHOLE = 2  # what the kind of record weighs
_MEETINGS = ("会議", "会合", "定例会", "臨時会", "総会", "委員会", "定例会議")
_DRESS = re.compile(r"^\s*[○◯〇●◎■□◆◇▼▽★☆]\s*(?=\S)")
_EDGE = " 　-‐・:#=*【】[]〔〕「」『』<>《》"


def _closed_up(part: str) -> str:
    """Return words whose letters are all set apart, wider gaps between the words, as words: 第 ４ 回  例 田 会 議."""
    letters = part.split()
    if len(letters) < _LETTERS or sum(len(letter) <= 2 for letter in letters) < 0.9 * len(letters):
        return part
    if not re.search(r"\S\s{2,}\S", part):  # the wider gaps are lost
        return _KIND.sub(lambda kind: f" {kind.group().strip()}", re.sub(r"(第\d+回)(?=\S)", r"\1 ", "".join(letters)))
    return " ".join(squeeze(words) for words in re.split(r"\s{2,}", part.strip()))


def join_title(parts: list[str]) -> str:
    """Return a title that was set on several lines as one string; words broken at a line's end close up."""
    title = ""
    for part in map(_closed_up, parts):
        words = _without_brackets(_DRESS.sub("", re.sub(r"\s+", " ", part)).strip(" #=*|"))
        words = words.rsplit("> ", 1)[-1] if words.count("> ") > 1 else words  # the way to the page
        letters = words.split()
        words = "".join(letters) if title and len(letters) > 2 and max(map(len, letters)) == 1 else words  # 議 事 要 旨
        apart = bool(title) and (bool(_ONLY_KIND.match(words)) or (title[-1:].isascii() and words[:1].isascii()))
        title += (" " if apart else "") + words
    return title


def _without_brackets(words: str) -> str:
    """Take brackets off that hold the whole title, a date in brackets beside it perhaps: 【例田会議 メモ】【20240102】."""
    if words[:1] not in _OPEN:
        return words
    found = _ENCLOSED.fullmatch(words)
    return found["words"] if found else words


def choose_title(blocks: list[list[str]]) -> str | None:
    """Return the title among the blocks of words above the header: the one that names a meeting and the kind of record, what only goes on with it beside it."""
    joined: list[str] = []
    for block in map(_said_once, blocks):
        words = join_title(block)
        apart = (
            joined
            and not is_kind_only(words)
            and weigh(words) >= 1
            and (weigh(joined[-1]) >= _WHOLE or ((weigh(joined[-1]) >= 1 or _LEADS_ON.search(joined[-1])) and _is_whole(words)))
            and not _is_part(joined[-1], words)
        )
        if joined and _says_again(words, joined[-1]):
            joined[-1] = words
            continue
        if joined and words and not weigh(words) and weigh(joined[-1]) and not is_kind_only(words):
            continue
        if joined and not apart and len(joined[-1]) + len(words) <= 150:
            joined[-1] = join_title([joined[-1], words])
        elif words:
            joined.append(words)
    return max(joined, key=weigh, default=None)


def _says_again(words: str, above: str) -> bool:
    """Whether a title says again what stands above it (例田市, then 第３回例田市協議会 議事録), or begins anew with its kind."""
    if not weigh(above) and _LED.match(words) and weigh(words) >= 1:
        return True
    again = squeeze(above) in squeeze(words) and (squeeze(words).startswith(squeeze(above)) or not weigh(above))
    return again and (weigh(words) > _WHOLE or squeeze(words).startswith(squeeze(above)))


def _said_once(block: list[str]) -> list[str]:
    """Leave out a line that the next one says again in full, as a page's running head above the title does: the same number of a body's meeting.

    Words above that lead on to the page's parts (戻る) go as well, and the office that publishes the record.
    """
    return [
        words
        for words, after, below in zip(block, [*block[1:], ""], [block[at:] for at in range(1, len(block) + 1)], strict=True)
        if not (after and len(words) <= _SHORT and _LEADS_ON.search(words))
        and not (below and _OFFICE.fullmatch(words) and weigh(join_title(below)) >= _WHOLE)
        and not (
            number_of(words) is not None
            and number_of(words) == number_of(after)
            and series_of(words)
            and series_of(after)
        )
    ]


def _is_part(above: str, words: str) -> bool:
    """Whether words name a part of the body that the line above names, which says no kind of record: 例田市協議会, then 自動運転部会 議事要旨."""
    return not _KIND.search(above) and bool(_BODY.search(above)) and bool(_PART.search(series_of(words) or ""))


def _is_whole(words: str) -> bool:
    """Whether a title names the kind of record and the body that met."""
    return weigh(words) > _WHOLE and (series_of(words) or body_named_in([words]) or "") not in {"", *_MEETINGS}


@lru_cache(maxsize=256)
def weigh(words: str) -> int:
    """Return how much a string looks like the title of minutes."""
    words = _STRETCHED.sub(lambda found: squeeze(found.group()), words)
    return 2 * bool(_KIND.search(words)) + bool(_ORDINAL.search(words)) + bool(_BODY.search(words))


def body_named_in(lines: list[str]) -> str | None:
    """Return the assembly whose record a line of the header calls itself (例田市議会会議録　第１号), or None."""
    for words in lines:
        found = _RECORD.search(re.sub(r"\s+", " ", words)) if len(words) <= 80 else None
        if found:
            return found["body"]
    return None


def body_opened_in(lines: list[str]) -> str | None:
    """Return the assembly that its chair opens: ただいまから令和７年第２回例田市議会定例会を開会いたします."""
    return next((found["body"] for words in lines if (found := _OPENED.search(words[:300]))), None)


def series_of(title: str) -> str | None:
    """Return the body that met: the title without its number, its kind of record and dates around it."""
    rest = _LED.sub("", re.sub(r"\s+", " ", title).strip()).strip(_EDGE)
    rest = _HELD.sub("", rest)
    rest = re.sub(r"(?:令和|平成|昭和|(?:19|20)\d\d年)[^第会]*?日\s*(?:[(]\s*[月火水木金土日]曜?日?\s*[)])?", "", rest)
    rest = re.sub(r"[(]\s*(?:架空の例|案|概要|速報|抄|メモ|要旨|要約|記録|議事録|議事概要|議事要旨|議事メモ)\s*[)]", "", rest).strip(_EDGE)
    rest = re.sub(r"[(]\s*(?:[^()]{0,6}年)?\s*\d{1,2}月(?:\d{1,2}日)?[度分号]?\s*[)]", "", rest).strip(_EDGE)
    rest = re.sub(r"^第\s*\d+\s*回国会\s*", "", rest)
    rest = re.sub(rf"[(\s]*第\s*(?:{_NUMERAL})\s*(?:号|日目?)\s*[)]?$", "", rest)
    rest = re.sub(rf"^(.*?)第\s*(?:{_NUMERAL})\s*期\s*", r"\1", rest)
    rest = _STRETCHED.sub(lambda found: squeeze(found.group()), rest)
    rest = re.sub(
        r"(?:(?:令和|平成|昭和)\s*(?:元|[\d〇一二三四五六七八九十]+)|(?:19|20)\d\d)\s*年(?:度|\s*\d{1,2}\s*月(?=[^\d\s設]))?", "", rest
    ).strip(_EDGE)
    rest = _without_opinions(_KIND.sub("", rest))
    found = _ORDINAL.search(rest)
    if found:
        before, after = rest[: found.start()].strip(_EDGE), rest[found.end() :].strip(_EDGE)
        after = _KIND.sub("", after).strip(_EDGE)
        before = re.sub(r"^\S{0,6}\d{1,2}月(?:\d{1,2}日)?設置\s*", "", before)
        parted = len(before) >= 4 and _PART.search(after) and "会" in before  # a body, and the part of it that met
        joint = len(before) >= 4 and not _NAMED_BODY.search(before) and _MEETS.search(after) and after not in _MEETINGS
        rest = f"{before} {after}" if parted or joint else before if len(before) >= 4 or not after else after
    rest = _SUBTITLE.sub("", _DAY.sub("", rest)).strip(_EDGE)
    rest = _without_session(_KIND.sub("", rest).strip(_EDGE))
    rest = _without_opinions(re.sub(r"(?<=\S{3})の$", "", _KIND.sub("", rest).strip(_EDGE)))
    rest = _REPORTED.sub("", re.sub(r"\s*\(\s*\)", "", rest))
    rest = re.sub(r"(?<=[^\x00-\x7f])\s*/\s*[\x20-\x7e]+$", "", rest).strip(_EDGE)
    return _closed(rest, title) or None


def _without_opinions(words: str) -> str:
    """Return a title without what it says of the opinions in it (…における主な意見), where a body is left: an exchange of views may be the meeting itself."""
    body = _OPINIONS.sub("", words).strip(_EDGE)
    return body if _BODY.search(body) else words


def _closed(words: str, title: str) -> str:
    """Give words the opening bracket back that the edges of a title lost: 「例田基盤」に関する有識者ヒアリング."""
    for opening, closing in ("「」", "『』", "【】"):
        if words.count(closing) > words.count(opening) and f"{opening}{words}" in title:
            return f"{opening}{words}"
    return words


def _without_session(name: str) -> str:
    """Return the assembly's name without the session (例田市議会定例会 → 例田市議会); a session alone names no body."""
    session = _ONLY_SESSION.match(name)
    if session:
        rest = name[session.end() :].strip(_EDGE)
        return rest if _COMMITTEE.fullmatch(rest) else ""
    at = name.find("議会")
    return _SESSION.sub("", name).strip(_EDGE) if at >= 0 and _SESSION.search(name, at) else name


@lru_cache(maxsize=256)
def number_of(title: str) -> int | None:
    """Return the number of the meeting (第３回 → 3), or None."""
    found = _ORDINAL.search(title)
    if found is None:
        issue = _ISSUE.search(title)
        return number(issue["number"]) if issue else None
    return number(found["number"] or found["times"] or found["hash"] or found["volume"])


def is_kind_only(text: str) -> bool:
    """Say whether a line holds nothing but the kind of record: 議事概要, 議事録（案）."""
    return bool(_ONLY_KIND.match(text) or _ONLY_KIND.match(squeeze(text)))
