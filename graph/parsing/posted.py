"""People whose posts are set right behind their surnames, and the units that they stand behind: 甲野課長, 企画課　乙野係長, 総務課(例田課長、仮野主査)."""

import re
from dataclasses import replace

from graph.dictionary import is_surname
from graph.model import Attendee, Text
from graph.parsing.affiliation import ends_in_title
from graph.parsing.leads import is_lead
from graph.parsing.lines import Line
from graph.parsing.offices import OFFICES, is_office
from graph.parsing.people import ONLINE, State, bare, person_of, taking_part, with_affiliation, with_post
from graph.parsing.roles import group_word
from graph.parsing.surnames import PUBLIC, Posted, surname_and_post

_POSTED = re.compile(
    r"^(?P<name>[\u3400-\u9fff々ヶノ]{1,4}?)\s?(?P<post>(?:同|政策|企画|総括|統括|総務|庶務|人事|会計|財務|経理|管理|業務|広報|監査|賃金|労働基準|首席|次席|主席|家庭裁判所)*"
    rf"(?:(?:{OFFICES}|危機管理|デジタル|調査|指導|幼児|児童|高齢|障害|スポーツ|政策|企画|管理)[\u3400-\u9fff\u3041-\u309f\u30a1-\u30ff・]{{0,12}}?)?"
    r"(?:副|主任|指導|担当)?(?:課長補佐|室長補佐|課長|部長|局長|係長|室長|館長|所長|[局部課室]次長|次長|主査|主任|主事|主幹|参事|技師|補佐|事務局長|事務局次長|審議官|政策統括官|統括官|統括監|参事官|企画官|専門官|調査官|調整官|戦略官|審査官|計画官|交渉官|評価官|総括官|監察官|官房長|推進官|管理官|対策官|補佐官|分析官|研究官|指導官|政策官|広報官|検査官|監督官|監理官|専門職|課長代理|室長代理|書記官|事務官|学芸員|司書|保健師|専門員|常務|専務|書記長|執行委員|(?:代表|専務|常務)?取締役(?:副?社長|専務|常務|会長)?|(?:専務|常務)取締役|副社長|社長|調査員|参与|相談員|指導員|支援員|"
    r"理事長|副理事長|専務理事|常務理事|代表理事|理事|副理事|学長補佐|副学長|学長|副総長|総長|副学部長|学部長|研究科長|副院長|院長|事務長|部門長|監査役|会計|書記|監事|教育長|校長|教頭|園長|センター長|ディレクター|コーディネーター|マネージャー|リーダー|支所長|会計管理者|職務代理者|准教授|名誉教授|教授|弁護士|研究員|社長|消防長|[市町村区]長|知事|(?<=副)[市町村区]長|[A-Z]{3}(?:補佐官|補佐)?))$"
)
_BELONGS = re.compile(r"\s?\((?P<body>[^()]*(?:館|課|室|局|部|会|所|校|院|社|大学|協会|組合|法人|機構|センター|[都道府県市区町村]))\)$")
_TOWN = re.compile(r"[^\s()]{1,6}[都道府県市区町村]")
_CHAIRS = ("会長", "委員長", "座長", "議長", "部会長")
_NOTE = re.compile(r"\s?\((?P<note>[^()]{1,12})\)$")
_MINISTRY = re.compile(r"(?P<body>[^\s、()]{1,8}?[省庁]|内閣府|内閣官房)(?P<unit>[^\s、()]{1,20}(?:本部|局|部|課|室|院))?(?=\S{3,})")
_PLAIN = re.compile(r"[\u3400-\u9fff々]{2,3}(?:審議官|参事官|企画官|専門官|調査官|管理官|課長|室長|局長|部長|次長|補佐|係長)")
"""A surname of two or three letters and a post of no unit: nothing else stands between a ministry and a post so."""
_CHAIRED = re.compile(r"[\u3400-\u9fff々ヶ\u3041-\u309f\u30a1-\u30ff]{2,4}(?:副?委員長|副?会長|副?座長|副?部会長|副?議長|分科会長)(?:代理|代行)?")
_PREFIXES = frozenset("副各正新全本当前元現同主総")
_CHARGED = re.compile(r"\s?\([^()]*(?:担当|関係)\)$")
"""What somebody has charge of, behind the post: 例田参事官(放射線担当)."""
_UNIT = re.compile(r"(?P<unit>[^()\s:]{2,30})\s*(?:\((?P<people>[^()]+)\)|:\s*(?P<listed>[^():]+))$")
_SURNAME_POST = re.compile(
    r"[\u3400-\u9fff々]{1,3}(?:課長補佐|室長補佐|企画官|専門官|調査官|審議官|参事官|課長|部長|局長|係長|室長|次長|主査|主任|主事|主幹|参事|技師|事務局長|館長|所長)$"
)
_SPACED = re.compile(r"(?P<name>[\u3400-\u9fff々](?:\s[\u3400-\u9fff々]){1,2})\s(?P<post>[^\s、。:]{2,20})")
_CELL = re.compile(r"\S+(?:\s\S+)*")
_WORD = re.compile(r"\S+")
_PERSON = re.compile(r"[^、,\s]+(?:\s*\([^()]*\))?")


def is_posted(words: str) -> bool:
    """Say whether words are a surname with a post right behind it."""
    return _parted(words) is not None


def posted_person(text: Text, line: Line, offset: int, words: str, state: State) -> Attendee | None:
    """Make a person of a surname and the post set right behind it, a unit before or the body behind them: 甲野課長, 企画課　乙野係長, 例田教授(例田大学).

    A note behind them says how the person takes part: 例田学長(議長).
    """
    noted = _NOTE.search(words)
    if noted and (group_word(noted["note"]) or ONLINE.search(noted["note"])):
        person = _posted(text, line, offset, words[: noted.start()], state)
        group, present, online = taking_part([noted["note"]], replace(state, group=person.group if person else None))
        return person and replace(person, group=group, present=present, online=online)
    begin = _in_body(words)
    if begin is not None:
        person = posted_person(text, line, offset + begin, words[begin:], state)
        return in_unit(person, words[:begin]) if person else None
    charged = _CHARGED.search(words)
    person = _posted(text, line, offset, words[: charged.start()] if charged else words, state)
    if person is None or charged is None or person.position is None:
        return person
    charge = charged.group().strip()
    return replace(person, affiliation=f"{person.affiliation}{charge}", position=f"{person.position}{charge}")


def _posted(text: Text, line: Line, offset: int, words: str, state: State) -> Attendee | None:
    body = _BELONGS.search(words)
    bare_words = words[: body.start()] if body else words
    *units, last = bare_words.split() or [""]
    if not last or not all(map(is_lead, units)):
        return None
    found = _heads_group(bare_words, state.group) or _held(last if units else bare_words)
    at = offset + words.rindex(last) if units else offset
    if found is None:
        return None
    person = person_of(text, line, at, found.name, None, state)
    if person is None:
        return None
    if body:
        return replace(with_affiliation(person, body["body"]), position=found.post)
    if units:
        return in_unit(replace(person, position=found.post), " ".join(units))
    return replace(person, affiliation=found.post, position=found.post)


def spaced_out(text: Text, line: Line, at: int, state: State) -> list[Attendee]:
    """Return the people of a line that sets their surnames letter by letter before their posts, wide gaps between them: 青 城 区長　　荒 槙 企画経営部長."""
    cells = list(_CELL.finditer(line.body, at)) if _SPACED.match(line.body, at) else []
    found = [_SPACED.fullmatch(cell.group()) for cell in cells]
    if not found or not all(one and (ends_in_title(one["post"]) or is_lead(one["post"])) and not group_word(one["post"].split("(")[0]) for one in found):
        return []
    people = []
    for cell, one in zip(cells, found, strict=True):
        person = one and person_of(text, line, cell.start(), one["name"], None, state)
        people += [with_post(person, one["post"])] if one and person else []
    return people


def of_unit(text: Text, line: Line, at: int, state: State) -> list[Attendee]:
    """Return the people of a unit that stand behind it in brackets or behind a colon: 見本市デジタル推進課(例田課長、仮野主査), 総務課:例田課長 仮野係長."""
    found = _UNIT.match(line.body, at) if line.body[-1] == ")" or ":" in line.body[at:] else None
    if found is None or not is_lead(found["unit"]) or ends_in_title(found["unit"]):
        return []
    begin, end = found.span("people" if found["people"] else "listed")
    people = []
    for part in _PERSON.finditer(line.body[:end].rstrip()[begin:]):
        person = posted_person(text, line, begin + part.start(), part.group(), state) if is_posted(bare(part.group())) else None
        if person is None:
            return []
        people.append(in_unit(person, found["unit"]))
    return people


def in_unit(person: Attendee, unit: str) -> Attendee:
    """Return the person as one of a unit."""
    words = f"{unit} {person.position}" if person.position else unit
    placed = with_affiliation(person, words)
    return placed if placed.position else replace(placed, position=person.position)


def holds(word: str) -> bool:
    """Say whether a word is a surname with a post right behind it, and no office's name with its head: 西牟田|調査第二部長."""
    return _SURNAME_POST.match(word) is not None or _held(word) is not None


def _parted(words: str) -> Posted | None:
    """Return the surname and the post that words look like, a listed surname before one that is parted by the form of the post."""
    found = None if PUBLIC.search(words) else _POSTED.match(words)
    if found and is_surname(found["name"]):
        return Posted(found["name"], found["post"])
    return surname_and_post(words) or (Posted(found["name"], found["post"]) if found else None)


def _held(words: str) -> Posted | None:
    """Return the surname and the post behind it, or None where a post stands without its holder's name: 市民部長."""
    found = _parted(words)
    return None if found is None or is_office(found.name) or found.name.endswith(_CHAIRS) else found


def _in_body(words: str) -> int | None:
    """Return where the surname begins behind the ministry, or its unit, that is set right before it: 架空庁日下部審議官, 架空庁戦略本部例田総括室長."""
    found = _MINISTRY.match(words)
    if found is None:
        return None
    begin = next((at for at in (found.end("unit"), found.end("body")) if at > 0 and words[at] not in "長次副" and _held(words[at:])), None)
    return begin if begin is not None and (begin == found.end("unit") or _PLAIN.fullmatch(words, begin)) else None


def names_holder(words: str) -> bool:
    """Say whether words name somebody by surname and post or role, a ministry before them perhaps: 例田事務局長, 仮野委員長, 架空庁見本審議官."""
    return holds(words) or stands_in_body(words) or _CHAIRED.fullmatch(words) is not None or is_short_name(words)


def is_short_name(words: str) -> bool:
    """Say whether words are a surname of one letter and a role: 原委員, 辻副会長; 副委員 and 各委員 are none."""
    return words[:1] not in _PREFIXES and group_word(words[1:]) is not None and is_surname(words[:1])


def stands_in_body(words: str) -> bool:
    """Say whether words are a ministry or one of its units, a surname and a post, nothing between them."""
    return _in_body(words) is not None


def _heads_group(words: str, group: str | None) -> Posted | None:
    """Return the surname and the post of whoever heads the body that heads the list: 【航路局】 大潮航路局長."""
    if group is None or not group.endswith(("局", "部", "課", "室", "院", "庁")) or group_word(group):
        return None
    found = re.fullmatch(rf"(?P<name>[\u3400-\u9fff々]{{1,4}})(?P<post>{re.escape(group)}(?:次?長|長補佐|長代理))", words)
    return Posted(found["name"], found["post"]) if found else None


def behind_unit(text: Text, line: Line, at: int, words: str, state: State) -> list[Attendee]:
    """Return those who stand behind a unit, their posts set right behind their surnames: 企画課　乙野係長, 建設課　丁野課長　甲田係長."""
    if not holds((words.rsplit(maxsplit=1) or [""])[-1]):
        return []
    tokens = list(_WORD.finditer(words))
    first = next((index for index, token in enumerate(tokens) if holds(token.group())), 0)
    units = [token.group() for token in tokens[:first]]
    if not units or not all(is_lead(unit) or _TOWN.fullmatch(unit) for unit in units) or not all(holds(token.group()) for token in tokens[first:]):
        return []
    people = [posted_person(text, line, at + token.start(), token.group(), state) for token in tokens[first:]]
    return [in_unit(person, " ".join(units)) for person in people if person]
