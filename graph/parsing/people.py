"""Makes one person of a name, the notes behind it and the words that tell where the person belongs."""

import re
from dataclasses import dataclass, field, replace

from graph.dictionary import is_surname
from graph.model import Attendee, Text
from graph.parsing.affiliation import ends_in_title, is_title, names_own_body, split_affiliation
from graph.parsing.lines import Line, squeeze
from graph.parsing.offices import OFFICES
from graph.parsing.othernames import other_name, split_other_name
from graph.parsing.proxies import post_of, proxy_of, without_instead
from graph.parsing.roles import ABSENT, GROUPS, group_word

_NOTED = re.compile("[(〔\\[【※*★]")
_NOTE = re.compile(r"\s*[(〔\[【]\s*(?P<note>[^()〔〕\[\]【】]*)\s*[)〕\]】]|\s*(?P<star>[※*＊★]+)(?=[\s、(〔\[【]|$)")
ONLINE = re.compile(
    r"オンライン|リモート|[Ww][Ee][Bb]|ウェブ|ウエブ|テレビ会議|Zoom|Teams|遠隔|電話|[Oo]nline|[Rr]emote"
)
MARK = re.compile(r"^[※*★○●◎△▲☆]+$")
_HONORIFICS = ("君", "くん", "氏", "様", "さん", "先生", "委員", "議員", "構成員")
_HONORIFIC = re.compile(rf"(?<=[^\s])(?:{'|'.join(_HONORIFICS)})$")
AFFILIATION = re.compile(
    r"大学|学部|省(?!.?$)|\S{2}省$|庁$|株式会社|会社|法人|機構|協会|協議会|連合会|組合|研究所|センター|委員会|知事会|市長会|町村会|(?:県|府|都|道|市|区|町|村)(?:立|役所|[^\s]{1,}(?:部|課|局|室|長|主査|主事|補佐|統括監))|"
    r"教授|講師|代表|取締役|理事|部長|課長|室長|係長|局長|弁護士|フェロー|研究員|ネットワーク|審議官|参事官|企画官|リーダー|グループ|マネージャー"
)
_ROLE = re.compile(
    rf"(?:(?:(?:(?:{OFFICES})[\u3400-\u9fff]{{0,4}})(?=部会長|分科会長|小委員長))?(?:副|共同)?(?:座長|分科会長|会長|小委員長|委員長|部会長|議長)(?:代理|代行)?|会長職務代理者?|専門委員|臨時委員|オブザーバー?|幹事|顧問|主査(?:代理)?)$"
)
_UNIT = re.compile(
    r"^.{1,10}(?:県|市|区|町|村|省|庁|府|都|道).{1,12}(?:局|部|課|室|係|所|チーム)$|^.{3,}(?:課|室|係|局|センター|事務所|事務局)$"
)
_NOBODY = re.compile(r"[\d一二三四五六七八九十]\s*[名人]$|^同$|^担当|(?:あいさつ|挨拶)$|^(?:ほか|他)\d?")
_NO_PERSON = frozenset(
    "開会 閉会 開議 散会 休憩 再開 議題 議事 挨拶 資料 概要 次第 以上 報告 審議 協議 質疑 意見交換 報告事項 協議事項 審議事項 議事概要 議事録 "
    "病院 大学 学校 なし 無し 無 多数 若干名".split()
)
_COUNT = re.compile(r"(?:約|計)?\d+\s*[名人](?:程度|ほど|以上)?")
CHAIRS = re.compile(r"(?:副|共同)?(?:座長|委員長|分科会長|部会長|議長|会長)(?:代理|代行|職務代理者?)?")
_SHORT = re.compile(r"^[\u3041-\u309f\u30a0-\u30ff\u3400-\u9fff]{1,2}$")
_SENT = re.compile(r"\((?P<own>[^()※*]+?)\s*[※*]\s*(?P<note>代理[^()]+)\)")
_SENT_BEHIND = re.compile(r"(?P<own>\([^()]+\)|[^()※*]+?)\s*[※*]\s*(?P<note>代理(?:出席)?(?:者)?\s*:\s*[^()]+)")
_IN_PLACE = re.compile(r"\s*\([^()]*の代理\)$")
_DUTIES = frozenset("記録 議事 受付 遅刻 早退 途中 撮影 配信 運営 主催 初回 新任".split())
"""What brackets behind a name say that tells no two people of one name apart."""
_WHOLE = re.compile(r"\((?P<inside>(?:[^()]|\([^()]*\))*)\)")
_LEADING = re.compile(r"^\((?P<note>[^()]{1,8})\)\s*")
_BEHIND = re.compile(
    r"\s*(?:[(〔\[【]\s*(?P<note>[^()〔〕\[\]【】]*)\s*[)〕\]】]|(?P<star>[※*★☆†◎○●△▲])|[※*]\s*(?P<said>[^\s※*()]{2,12})|(?<=\s)(?P<proxy>代理(?:出席)?[\s:]+[^\s()]{1,5}(?:\s[^\s()]{1,5})?))$"
)
_SIGN = re.compile(r"[(〔\[【※*★☆†◎○●△▲]|代理")
_COMMAS = re.compile("[、,・]")
_PARTS = re.compile(r"[・、,/\s]+")
_ROLE_FIRST = re.compile(r"(?P<role>[^\s()]{2,8})\s*(?=\()")
_ROOM = re.compile(r"\S{0,6}\d+(?:号室?|号棟\S{0,6}|階|組|班|区)")
_LAST = re.compile(r"[、,;・]\s*(?P<note>[^、,;・()]{2,12})$")
_SEATS = frozenset(
    "委員 構成員 専門委員 臨時委員 特別委員 オブザーバー オブザーバ 事務局 幹事 参考人 説明者 説明員 ゲスト アドバイザー 発表者 "
    "司会 書記 進行 筆記者 記録者 メンバー".split()
)
_INSTEAD = frozenset(("代理出席", "代理出席者"))
"""What is no role of its own: who comes in somebody's place sits among the others."""
_LEADING_ROLES = frozenset("主査 主査代理 副主査 主任 幹事".split())
SITTING = frozenset("委員 構成員 専門委員 臨時委員 特別委員 部会員 議員".split())
"""The roles of those who are of the body that meets."""
_SPACE = re.compile(r"\s+")
_PLACE = re.compile(r"(?:[A-Z○〇]{0,2}|[\u3400-\u9fff])[都道府県市区町村国]|[A-Z○〇]{1,2}[社省庁局部課大]")
"""Where somebody comes from, in a letter or two: (県), (A市)."""


@dataclass(slots=True)
class State:
    """What holds at one place of an attendance list: the group, whether its people came, a table's columns, what marks mean, words that wait for a name.

    `heads` are what the columns of a printed table hold and where their heads begin and end, `row` is the last one read there, on line `row_at`.
    `divided`: the document tells of a 部会; `dress` is how the group was set (a bracket, a colon or neither), `body` the body inside it
    whose people follow: 事務局: (内閣府)例田参事官.
    """

    group: str | None = None
    present: bool = True
    columns: list[str] = field(default_factory=list)
    marks: dict[str, str] = field(default_factory=dict)
    pending: list[str] = field(default_factory=list)
    online: bool = False
    heads: list[tuple[str, int, int]] = field(default_factory=list)
    row: dict[str, str] = field(default_factory=dict)
    row_at: int = -2
    dress: str = ""
    body: str | None = None
    divided: bool = False


def sits(role: str | None) -> bool:
    """Say whether a role is that of somebody who is of the body that meets: 委員, 副会長."""
    return role is not None and (role in SITTING or bool(CHAIRS.fullmatch(role)))


def bare(words: str) -> str:
    """Return a name without the notes behind it and without space."""
    return squeeze(_NOTE.sub("", words) if _NOTED.search(words) else words)


def honorific(words: str) -> str:
    """Return the honorific that words end in, or nothing."""
    found = _HONORIFIC.search(words) if words.endswith(_HONORIFICS) else None
    return found.group() if found else ""


def without_honorific(words: str) -> str:
    """Return a name without the honorific behind it."""
    return words.removesuffix(honorific(words))


def person_of(
    text: Text, line: Line, offset: int, name_words: str, affiliation: str | None, state: State
) -> Attendee | None:
    """Make one person of a name with its notes and the words behind it; None where no name is left."""
    notes = (
        [found["note"] or found["star"] for found in _NOTE.finditer(name_words)] if _NOTED.search(name_words) else []
    )
    notes = [part for note in notes for part in _parted(note)]
    kept = next(
        (note for note in notes if note and _SHORT.match(note) and not _PLACE.fullmatch(note) and not _is_told(note, state)),
        None,
    )
    words = bare(name_words).strip("`*")
    surname, role = _without_role(words, divided=state.divided)  # 例田専門委員: before 委員 is taken for an honorific
    name = without_honorific(surname) + (f"({kept})" if kept else "")
    also = [other for note in notes if note and note not in state.marks and (other := other_name(note, name))]
    if affiliation:
        affiliation, sent = _sent(affiliation)
        notes += [sent] if sent else []
        other, affiliation = split_other_name(without_instead(affiliation), name)
        also += [other] if other else []
        affiliation, behind = _without_notes(affiliation, state)
        notes += behind
    elif inside := next((note for note in notes if note and _tells_post(note, state) and not other_name(note, name)), None):
        affiliation = inside
        told = [] if inside in GROUPS else _beside_post(inside)
        notes = [part for note in notes for part in (told if note == inside else [note])]
    for note in notes:
        if proxy := proxy_of(note):
            name, affiliation = without_honorific(squeeze(proxy.name)), post_of(proxy, affiliation)
    group, present, online = taking_part(notes, state)
    if affiliation:
        leads, rest = _behind_role(affiliation, state.group)
        group, affiliation = leads or group, rest
    bears = honorific(words)
    if bears in SITTING and group is not None and group not in GROUPS:
        group = bears  # 審査会:例田委員
    group = role or group or (bears if bears in GROUPS else None)
    if not name or len(name) > 24 or name in GROUPS or name in _NO_PERSON or is_title(name):
        return None
    if _UNIT.match(name) or _NOBODY.search(name) or names_own_body(name) or (affiliation and _COUNT.fullmatch(affiliation)):
        return None  # 地域住民　４３名
    span = text.place(line.place(offset), line.place(offset + len(name_words.rstrip()) - 1) + 1)
    whole, organisation, position = belonging_of(affiliation) if affiliation else (None, None, None)
    return Attendee(name, group, whole, organisation, position, online, present, tuple(also), span)


def _beside_post(inside: str) -> list[str]:
    """Return what brackets say beside a post with its body: how somebody took part; 理事 in 見本機構 理事 is no role in the meeting."""
    if not AFFILIATION.search(inside) or " " not in inside or ONLINE.search(inside) or "欠席" in inside:
        return [inside]
    return _COMMAS.split(inside)[1:]


def _parted(note: str) -> tuple[str, ...]:
    """Part brackets that hold a belonging and a proxy's name."""
    found = _SENT.fullmatch(f"({note})") if "代理" in note else None
    return (found["own"].strip(), found["note"]) if found else (note,)


def _sent(affiliation: str) -> tuple[str, str]:
    """Part the note on a proxy from the belonging beside which it stands, in brackets or behind them.

    (例田商店会 ※代理 同会事務長 仮野　幸); (例田市経済部長) ※代理出席:例田市経済部観光課長 仮野　幸.
    """
    affiliation = _IN_PLACE.sub("", affiliation)
    found = _SENT.fullmatch(affiliation) or _SENT_BEHIND.fullmatch(affiliation)
    return (found["own"].strip(), found["note"]) if found else (affiliation, "")


def _behind_role(words: str, group: str | None) -> tuple[str | None, str | None]:
    """Take the role in the meeting off the words behind a name: 部会長, 部会長(例田大学教授); below an organisation it is a post in that."""
    first, _, belongs = words.partition(" ")
    if belongs and sits(first) and (group is None or group.endswith(tuple(SITTING))) and is_belonging(belongs.strip()):
        return first, belongs.strip()
    role, _, rest = words.partition("(")
    if not _is_role(role.strip(), group) or (rest and rest[-1] != ")"):
        return None, words
    return role.strip(), rest[:-1].strip() or None


def is_belonging(words: str) -> bool:
    """Say whether words tell of an organisation or end in a post: 例田大学海洋学部 教授, 公認会計士."""
    return bool(AFFILIATION.search(words)) or ends_in_title(words)


def _is_role(words: str, group: str | None) -> bool:
    """Whether a word is a role, where those who sit in the meeting are listed."""
    return (
        len(words) <= 10 and (group is None or group in SITTING) and sits(words)
    )


def taking_part(notes: list[str], state: State) -> tuple[str | None, bool, bool]:
    """Return the group, whether somebody came and whether online, as the place in the list and the notes beside a name say."""
    group, present, online = state.group, state.present, state.online
    for note in notes:
        meaning = state.marks.get(note, note)
        online = online or bool(ONLINE.search(meaning))
        present = present and "欠席" not in meaning
        for word in map(group_word, _PARTS.split(meaning)):
            group = word if word and word not in ABSENT and word not in _INSTEAD else group
    return group, present, online


def _is_told(note: str, state: State) -> bool:
    """Whether a short note is a role, a post, a duty or a mark of the list's: it tells no two people of one name apart."""
    return group_word(note) is not None or is_title(note) or note in _DUTIES or note in state.marks


def _tells_post(note: str, state: State) -> bool:
    """Whether a note behind a name says what somebody is: (都市整備部住宅政策課長)."""
    if note in GROUPS:
        return _post_beside_group(note, state)
    if _PLACE.fullmatch(note):
        return True
    post = ends_in_title(note) or bool(AFFILIATION.search(note)) or _belongs(note, state)
    return post and (len(note) >= 3 or is_title(note)) and group_word(note) is None and not _is_note(note, state)


def _post_beside_group(word: str, state: State) -> bool:
    """Whether a role is what somebody is elsewhere, because a group was named already: 陪席者 例田(監事)."""
    if state.group is None or state.group == word or _says_how(word, state):
        return False
    leads = word in _LEADING_ROLES and state.group.endswith(tuple(SITTING))  # 検討委員: 例田(主査)
    return ends_in_title(word) and not leads


def name_before_role(words: str) -> str | None:
    """Return the name right behind which a role in the meeting stands, or None: 仮野ミチ子副会長, 別役委員."""
    name, role = _without_role(words, divided=True)
    return name if role else without_honorific(words) if words.endswith(tuple(SITTING)) else None


def bears_role(words: str) -> bool:
    """Say whether words are a name with a role in the meeting right behind it, and no body's name: 仮野ミチ子副会長."""
    name, role = _without_role(words, divided=True)
    return role is not None and not AFFILIATION.search(name)


def _without_role(name: str, *, divided: bool) -> tuple[str, str | None]:
    """Take the role off a name that bears it: 例田座長, 仮野花子副会長; 渡部会長 chairs a 部会 only where the document tells of one (`divided`)."""
    found = _ROLE.search(name)
    if found is None or not name[: found.start()] or (found.start() == 1 and not is_surname(name[0]) and not is_surname(f"{name[0]}部")):
        return name, None
    surname, role = name[: found.start()], found.group()
    if role.startswith("部会長") and not divided and is_surname(f"{surname}部"):
        return f"{surname}部", role[1:]
    return surname, role


def _without_notes(affiliation: str, state: State) -> tuple[str, list[str]]:
    """Take the brackets around an affiliation off, and the notes before and behind it."""
    whole = _WHOLE.fullmatch(affiliation.strip())
    if whole and whole["inside"] in GROUPS and _post_beside_group(whole["inside"], state):
        return whole["inside"], []  # 事務局: 例田(主査)
    affiliation, notes = _strip_notes(affiliation, state)
    stripped = affiliation
    sign = affiliation[:1] if affiliation[:1] in state.marks else ""
    notes += [sign] if sign else []
    affiliation = affiliation.removeprefix(sign).lstrip()
    role = _ROLE_FIRST.match(affiliation)
    if role and group_word(role["role"]) and not _post_beside_group(role["role"], state):
        notes.append(role["role"])
        affiliation = affiliation[role.end() :]
    enclosed = _WHOLE.fullmatch(affiliation)
    if enclosed and _ROOM.fullmatch(enclosed["inside"]):
        return "", notes
    affiliation = enclosed["inside"] if enclosed and _belongs(enclosed["inside"], state) else affiliation
    leading = _LEADING.match(affiliation)
    if leading and (group_word(leading["note"]) or _is_note(leading["note"], state)):
        notes.append(leading["note"])
        affiliation = affiliation[leading.end() :]
    if affiliation != stripped:
        affiliation, behind = _strip_notes(affiliation, state)
        notes += behind
    affiliation, last = _without_last(affiliation, state)
    affiliation, behind_post = _role_apart(affiliation, state)
    return affiliation, notes + last + behind_post


def _role_apart(affiliation: str, state: State) -> tuple[str, list[str]]:
    """Take the role off that stands behind a post of its own in a list of members: 例田大学　教授　　会長."""
    post, _, role = affiliation.rpartition(" ")
    post = post.rstrip()
    listed = state.group is None or state.group in SITTING
    if not listed or not sits(role) or not ends_in_title(post) or CHAIRS.search(post):
        return affiliation, []
    return post, [role]


def _without_last(affiliation: str, state: State) -> tuple[str, list[str]]:
    """Take how somebody took part off the end of the words that brackets held: 例田高校教諭、オンライン."""
    found = _LAST.search(affiliation)
    if found is None or not (
        ONLINE.search(found["note"]) or found["note"] in state.marks or _is_note(found["note"], state)
    ):
        return affiliation, []
    return affiliation[: found.start()], [found["note"]]


def _belongs(inside: str, state: State) -> bool:
    """Whether words in brackets behind a name say what somebody is, rather than how he took part."""
    if AFFILIATION.search(inside) or inside.startswith("公募"):
        return True
    note = inside in state.marks or ONLINE.search(inside) or group_word(inside)
    if _is_note(inside, state):
        return False
    return len(inside) > 2 and not note and not re.search(r"代理|欠席|途中|出席|参加|退席|敬称|\d", inside)


def _strip_notes(affiliation: str, state: State) -> tuple[str, list[str]]:
    """Take the notes off the end of an affiliation: (※), (オンライン), (丁野委員代理); words that belong to the post stay."""
    notes: list[str] = []
    while True:
        found = _BEHIND.search(affiliation) if _SIGN.search(affiliation) else None
        if not found:
            return affiliation, notes
        note = next(
            words for words in (found["note"], found["star"], found["said"], found["proxy"]) if words is not None
        )
        enclosed = group_word(note) and found.group().strip().startswith("【")
        if not (enclosed or CHAIRS.fullmatch(note) or _is_note(note, state)):
            return affiliation, notes
        notes.append(note)
        affiliation = affiliation[: found.start()]


def _is_note(words: str, state: State) -> bool:
    """Whether words in brackets say how somebody took part, by what they mean or by what a legend says: (委員・オンライン)."""
    parts = [word for word in _PARTS.split(words) if word]
    return proxy_of(words) is not None or (bool(parts) and all(_says_how(word, state) for word in parts))


def _says_how(word: str, state: State) -> bool:
    return (
        word in state.marks
        or word in _SEATS
        or bool(CHAIRS.fullmatch(word) or MARK.match(word) or ONLINE.search(word))
        or bool(re.search(r"代理|欠席|途中|出席|参加|退席|敬称", word))
    )


def with_affiliation(person: Attendee, affiliation: str | None) -> Attendee:
    """Return the person with an affiliation, split as far as its words allow."""
    if not affiliation:
        return person
    words, organisation, position = belonging_of(affiliation)
    return replace(person, affiliation=words, organisation=organisation, position=position)


def with_post(person: Attendee, post: str) -> Attendee:
    """Return the person with a post of one word, split where those of the body are listed or a body's whole name opens it.

    Elsewhere, as in assemblies' lists of who explains, the post is the word as it stands: 総務省自治行政局長.
    """
    placed = with_affiliation(person, post)
    parts = placed.organisation and placed.position and (sits(person.group) or names_own_body(post) or "立" in post)
    return placed if parts else replace(person, affiliation=post, position=post)


def belonging_of(affiliation: str) -> tuple[str, str | None, str | None]:
    """Return an affiliation with single spaces, and the organisation and the position in it."""
    words = _SPACE.sub(" ", affiliation).strip()
    return words, *split_affiliation(words)
