"""Splits the words behind an attendee's name into organisation and position."""

import re
from functools import lru_cache

from graph.parsing.endings import Endings
from graph.parsing.offices import is_office_name

_TITLES = (
    "代表取締役社長 代表取締役副社長 代表取締役会長 代表取締役 専務取締役 常務取締役 取締役会長 取締役社長 取締役副社長 取締役相談役 "
    "代表社員 代表理事 業務執行理事 常務理事 専務理事 常任理事 副理事長 理事長 理事 監事 取締役 "
    "執行役員 執行役 社長 副社長 会長 副会長 "
    "名誉教授 特任教授 客員教授 特任准教授 准教授 教授 講師 助教 主任研究員 主席研究員 上席研究員 客員研究員 研究員 フェロー 所長 副所長 館長 "
    "院長 副院長 校長 副校長 教頭 園長 学長 副学長 "
    "弁護士 公認会計士 税理士 司法書士 社会保険労務士 医師 薬剤師 保健師 参与 顧問 相談役 代表 副代表 リーダー マネージャー マネジャー "
    "ディレクター プロデューサー コンサルタント アドバイザー エンジニア "
    "専門職 主任専門職 総括補佐 課長代理 室長代理 部長代理 "
    "審査官 戦略官 計画官 交渉官 評価官 監察官 広報官 報道官 研究官 検査官 監督官 対策官 政策官 指導官 官房長 "
    "参事官補佐 参事官 審議官 視学官 教科調査官 統括監 企画官 専門官 企画専門官 調査官 補佐官 分析官 政策統括官 局長 次長 部長 副部長 課長補佐 課長 副課長 "
    "室長補佐 室長 副室長 係長 主査 主任 主事 指導主事 主幹 参事 主席 技師長 技師 技監 "
    "事務局長 事務局次長 事務総長 事務次官 長官 大臣 副大臣 大臣政務官 政務官 知事 副知事 市長 副市長 区長 副区長 町長 副町長 村長 副村長 "
    "教育長 議員 議長 委員 会計管理者 監査委員 消防長 支所長 館員 職員 "
    "編集委員 編集委員長 論説委員 論説委員長 記者 編集長 支配人 組合長 専務 常務 本部長 副本部長 支部長 支店長 センター長 "
    "グループ長 チーム長 チームリーダー 班長 "
    "判事 検事 検察官 裁判官 書記官 調査役 技術顧問 主任教授 教諭 司書教諭 主幹教諭 養護教諭 "
    "推進監 企画監 危機管理監 政策監 管理監 相談員 支援員 指導員 推進員 "
    "消防監 消防司令 "
    "一級建築士 建築士 技術士 弁理士 看護師 助産師 栄養士 社会福祉士 行政書士 中小企業診断士 税務署長 署長 "
    "隊長 副隊長 分団長 副分団長 団長 副団長 団員 隊員 総監 司書 学芸員 "
    "施設長 副施設長 事務長 委員長 副委員長 実行委員長 運営委員長 執行委員長 執行委員 書記長 書記次長 "
    "住職 宮司 牧師 店長 副店長 店主 工場長 駅長 船長 会頭 副会頭 総裁 副総裁 頭取 部会長 副部会長 分会長 主宰 世話人 代表世話人 発起人 女将 塾長 寮長 院生 "
    "保育士 介護福祉士 精神保健福祉士 救急救命士 防災士 歯科医師 獣医師 臨床心理士 公認心理師 作業療法士 理学療法士 管理栄養士 不動産鑑定士 測量士 "
    "作家 写真家 評論家 建築家 ジャーナリスト デザイナー ライター カウンセラー ソーシャルワーカー アナリスト オーナー 監督 コーチ "
    "総括 統括 担当官 調整官 推進官 管理官 戦略官 最高情報責任者 管理者 責任者 介護支援専門員 民生委員 児童委員 主任児童委員"
    " 民生児童委員 民生・児童委員 民生委員・児童委員 教務主任 学年主任 研究主任 生活指導主任 生徒指導主事 進路指導主事 保健主事 栄養教諭"
).split()
_TITLE = Endings(_TITLES)
_WHOLE_TITLES = frozenset(_TITLES)
_UNIT = re.compile(
    r"(?:局|部|課|室|科|係|班|グループ|本部|センター|研究所|研究院|研究科|研究室|学部|学科|学院|学府|支部|支社|支所|事務所|事務局|チーム|ユニット|病院|事業部|委員会|部会|講座|学系|学群|ラボ|研究センター|機構)"
)
_COUNCIL = re.compile(
    r"^(?:全国|指定都市|中核市|施行時特例市|特別区)[^\s]{0,12}?(?:知事会|市長会|町村会|議長会|区長会)"
)
_PUBLIC = re.compile(
    r"^(?:.{1,20}?(?:大学院大学|大学校|大学|高等専門学校)|内閣官房|内閣府|内閣法制局|人事院|会計検査院|最高裁判所|警視庁|警察庁|[^\s庁]{1,6}?省(?!エネ|庁)|.{1,8}?庁|"
    r"(?:北海|東京|京都|大阪|[\u3041-\u309f]{2,6}|[^\s]{2,3}?)(?:都|道|府|県)(?!市|[央北南東西内][^\s]|立)|[^\s都道府県]{1,6}?[市区町村](?<!地区)(?![長民場内外政立部])|[^\s]{1,6}?[市区町村](?=立)|[^\s]{1,20}?委員会)"
)
_BELONGING = re.compile(
    r"(?:(?:教育|選挙管理|人事|農業|公安|監査)委員会|町村会|市長会|知事会|(?:市|町村|市町村)議会議長会|[^\s]{0,14}?(?:連合会|協議会|協会|医師会|薬剤師会|看護協会|組合中央会|組合(?!連合|協議|会|中央)|連盟|防災士会|士会|連絡会)|"
    r"議会(?=\s|[^\s議]{2,12}委員会)|立[^\s]{0,12}?(?:小学校|中学校|高等学校|学校|大学|病院|図書館|公文書館|博物館|美術館|館|研究所|センター|園)|医学部附属病院|附属病院|附属[^\s]{1,6}学校)"
)
_MEMBERS = re.compile(r"(?<=.)(?:団|[^部員]会|委員会|組合|連盟|クラブ|[^会]社)$")
_DEPARTMENT = re.compile(
    r"(?:開発|営業|企画|総務|業務|技術|研究|事業|広報|情報|経営|管理|製造|人事|法務|経理|財務|調査|運用|推進|戦略|政策|システム|第[一二三四])+(?:本部|部|課|室)?$"
)
_CORPORATE = re.compile(
    r"^(?:(?:一般|公益)(?:社団|財団)法人|(?:認定)?特定非営利活動法人|(?:地方)?独立行政法人|国立研究開発法人|国立大学法人|学校法人|社会福祉法人|(?:社会)?医療法人(?:社団|財団)?|宗教法人|農事組合法人|管理組合法人|(?:弁護士|税理士|司法書士|監査|更生保護)法人|"
    r"株式会社|合同会社|有限会社|合資会社|合名会社|NPO法人|[一二]級建築士事務所|\(株\)|\(一社\)|\(一財\)|\(公社\)|\(公財\))\s*"
)
_COMPANY_BEHIND = re.compile(
    r"^\S(?:[^、,]{0,40}?)(?:株式会社|合同会社|有限会社|\(株\)|監査法人|法律事務所|会計事務所|特許事務所)"
)
_ASSOCIATION = re.compile(
    r"^[^\s]{2,30}?(?:協議会|連合会|協会|機構|連盟|知事会|市長会|町村会|議長会|商工会議所|商工会|組合|連合|学会|医師会|薬剤師会|看護協会|研究所|銀行|新聞社|放送|センター|財団|基金|振興会|推進会|[^\s]の会|ネットワーク|応援団|連絡会|クラブ|病院(?!長)|クリニック|消防(?:局|本部|署)(?!長)|警察(?:署|本部)(?!長)|保健所(?!長)|百貨店|信用金庫|農業法人)(?!協会|ホールディングス|文化|労働|大学|機構|連盟)(?:(?<=協会)連合会|(?<=組合)(?:連盟|中央会)(?:[^\s]{1,8}連合会)?|(?<=組合)連合会|(?<=クラブ)連合会|(?<=連合会)連絡会)?"
)
_UNIVERSITY = re.compile(r"^(?:国立|公立)大学法人\s*[^\s]{1,20}?(?:大学院大学|大学)(?!院大学)")
_SCHOOL = re.compile(r"^[^\s]{1,20}?(?:大学院大学|大学校|大学|高等専門学校)(?!長)")
_FORMER = re.compile(r"[元前](?=[^\s]{3,})")
_RESIDENTS = re.compile(r"(?P<body>[^\s、]{2,16}(?:町内会|自治会|同窓会|後援会|振興会|父母会|保護者会))長")
_TWO_POSTS = re.compile(r"^(?P<first>[^\s、]{2,10})、(?=\S{4,})")
_KATAKANA_POST = re.compile(r"(?<=[局部課室社])[\u30a1-\u30fa\u30fc]{4,12}$|(?<=事務所)パートナー$")
_HEAD = re.compile(r"(?P<place>[^\s市区町村]{1,6})(?P<unit>[市区町村])(?P<rest>長(?:職務代理者)?|議会議員|議会議長)")
_NO_BODY = re.compile(r"公募(?:委員|市民)?|市民(?:公募|委員|代表)?|住民代表|学識経験者|有識者|一般公募")
_LATIN_TAIL = re.compile(r"(?:^|(?<=\s))(?:[A-Z][A-Za-z&.]*)(?:\s+(?:of|and|for|the|[A-Z][A-Za-z&.]*))*$")
_INCORPORATED = re.compile(
    r"^[A-Z][\w&.\- ]*?\b(?:Corp\.|Corporation|Inc\.|Ltd\.|LLC|K\.K\.|University|Institute|Foundation|Association),?\s+"
)
_OF_BODIES = frozenset(
    (
        "代表",
        "代表理事",
        "会長",
        "副会長",
        "理事長",
        "副理事長",
        "理事",
        "事務局長",
        "事務局次長",
        "代表取締役",
        "取締役",
        "委員長",
        "運営委員長",
        "実行委員長",
        "施設長",
        "団長",
        "副団長",
        "社長",
        "専務理事",
        "常務理事",
        "常任理事",
        "事務総長",
        "監事",
    )
)
_OF_UNITS = frozenset(("部長", "副部長", "課長", "室長", "係長", "課長補佐", "室長補佐", "次長"))
_AFTER_KANA = re.compile(r"(?<!の)(?<=[\u3041-\u309f\u30a1-\u30ffA-Za-z])[\u3400-\u9fff・]{2,10}$")
_UNIT_HEAD = re.compile(
    r"(?!.*(?:[のと]|課課|室室))[\u3400-\u9fff\u3041-\u309f\u30a1-\u30ff\u30fc・]{2,12}(?:課|室|係)(?:長|次長|長補佐)|[\u3400-\u9fff・]{2,8}(?<!事務)局(?:長|次長)"
)
_OWN_POSTS = frozenset(
    (
        "館長 副館長 司書 保健師 主事 主査 主任 主幹 参事 指導主事 推進監 管理監 危機管理監 政策監 企画監 統括監 専門官 企画専門官 審議官 参事官 "
        "調査官 企画官 管理官 対策官 調整官 推進官 補佐官 課長補佐 室長補佐 係長 次長 技師 技監 栄養士 管理栄養士 専門職 主任専門職 会計管理者 支所長 学芸員"
    ).split()
)
"""Posts that public bodies have in their own offices."""
_OWN_UNIT = re.compile(r"[^\s部局課室係都道府県市区町村()・]{1,12}(?:課|室|係|局)|[\u3400-\u9fff]{1,4}")
"""What stands before such a post: one office, or a rank."""
_OFFICE_HEAD = re.compile(r"[\u3400-\u9fff・]{2,8}(?:部|局|本部)(?:長|次長|副部長)")
_BRANCH = re.compile(r"(?P<body>\S{2,14}?(?:事務所|出張所|警察署|消防署|税務署|保健所))(?P<post>[\u3400-\u9fff]{1,8}[課係室]長(?:補佐)?)")
_INSTITUTION_HEAD = re.compile(
    r"[\u3400-\u9fff\u30a1-\u30ff・]{0,10}(?:(?:附属|付属)病院|(?:図書|公民|体育|博物|美術|資料|児童|文化|科学|記念)館|事務所|保健所|保育所|(?:センター)所?)副?長"
)
_HOUSED = ("医療法人", "社会医療法人", "社会福祉法人", "学校法人")
_HOUSE = re.compile(r"[^\s]{1,12}?(?:(?<!社)会|学園|学院)(?=[^\s会]{1,4}$)")
"""The own name of such a corporation before one of its units: 医療法人社団汐風会|看護部長."""
_MINISTER = re.compile(r"内閣総理大臣|内閣官房長官|内閣官房副長官|(?!.*[府省庁])[\u3400-\u9fff\u30a1-\u30ff\u30fc]{2,6}(?:副大臣|大臣政務官|大臣)")
_COUNSELLOR = re.compile(r"(?!.*[省庁府市県区町村])[\u3400-\u9fff]{2,6}(?:審議官|参事官|統括官)|(?:大臣)?官房長")
"""Whose post is named with a field, no body: 総務審議官, 官房参事官."""
_PUBLIC_HEAD = re.compile(
    r"(?P<body>\S{0,8}[都道府県市区町村]立\S{0,14}?(?:館|学校|幼稚園|保育園|こども園|保育所|病院|センター))(?P<post>[館校園院所]?長)"
)
"""Whoever heads a public institution, the last letter of its name being the first of the post: 例田市立中央図書|館長."""
_PARTS_OF = re.compile(r"(?P<body>[\u3400-\u9fff]{2,8}部会)(?P<head>長)?")
_LOOSE_TITLE = re.compile(r"(?<=\s)\S*(?:取締役|創設者|責任者|担当者|代表|役員|C[A-Z]{1,2}O)\S*$")
_OWN_UNITS = ("センター", "研究所", "病院", "保健所")
"""What a body has of its own: its people are listed by posts such as 学校給食センター所長."""
_PARENTHESES = re.compile(r"\s*[(〔\[][^()〔〕\[\]]*[)〕\]]")


def is_title(words: str) -> bool:
    """Say whether words are a post's title and nothing more: 知事."""
    return words in _WHOLE_TITLES


def title_of(words: str) -> str:
    """Return the longest title of a post that words end in, or nothing: 企画経営部長 → 部長."""
    return _TITLE.of(words) or ""


@lru_cache(maxsize=8192)
def ends_in_title(words: str) -> bool:
    """Say whether words end in a post's title: 企画経営部長, 警視総監."""
    return bool(_TITLE.of(words)) or words.endswith(
        ("監査委員", "兼務", "総監", "専門員", "職務代理者", "長代理", "長代行")
    )


@lru_cache(maxsize=8192)
def split_affiliation(affiliation: str) -> tuple[str | None, str | None]:
    """Return the organisation and the position that an affiliation (NFKC) names; what its words do not show is None."""
    words = _PARENTHESES.sub(
        lambda found: (
            found.group() if found.group().strip() in {"(株)", "(一社)", "(一財)", "(公社)", "(公財)"} else ""
        ),
        affiliation,
    ).strip()
    if not words:
        return None, None
    known = _set_form(words) or _without_body(words)
    if known:
        return known
    position_at = _position(words)
    own = _UNIT_HEAD.fullmatch(words) or (_OFFICE_HEAD.fullmatch(words) and is_office_name(words)) or _own_post(words)
    if own and not _closes(words):
        return None, words  # 食品流通課長, 教育部長, 教材課専門官, 副館長: nothing but a post of the body's own
    organisation = _organisation(words, position_at)
    position = words[position_at:].strip() if position_at is not None else None
    if position_at is not None and organisation and len(organisation) > position_at:
        position = words[len(organisation) :].strip()
    between = words[len(organisation) : position_at].rstrip() if position_at is not None else ""
    if position in _OF_BODIES and between and not re.search(r"\s", between) and not _UNIT.search(between):
        organisation += between  # 読み聞かせの会どんぐり|代表: who leads a body bears its whole name
    return organisation or None, position or None


@lru_cache(maxsize=8192)
def names_own_body(words: str) -> bool:
    """Say whether words open with the whole name of a university, company or association: 例田大学教授, but no ministry's or city's post."""
    named = any(pattern.match(words) for pattern in (_CORPORATE, _COMPANY_BEHIND, _UNIVERSITY, _SCHOOL))
    association = None if named else _ASSOCIATION.match(words)
    return named or (association is not None and not association.group().endswith(_OWN_UNITS))


def _own_post(words: str) -> bool:
    """Whether words are a post in one office of a body, which they do not name: 教材課専門官, 統括保健師."""
    title = _TITLE.of(words)
    return title in _OWN_POSTS and _OWN_UNIT.fullmatch(words.removesuffix(title)) is not None


def _set_form(words: str) -> tuple[str | None, str | None] | None:
    """Return organisation and position of words of a set form: who heads a municipality, a public institution, a branch office, a section of a council."""
    if _MINISTER.fullmatch(words) or _COUNSELLOR.fullmatch(words):
        return None, words
    if head := _HEAD.fullmatch(words):
        council = "議会" if head["rest"].startswith("議会") else ""
        body = head["place"] + head["unit"] + council
        return body, head["rest"].removeprefix(council) if council else head["unit"] + head["rest"]
    if public := _PUBLIC_HEAD.fullmatch(words):
        heads = public["body"][-1] if public["body"][-1] in "館校園院所" else "センター"
        return public["body"], public["post"] if len(public["post"]) > 1 else heads + "長"
    if inside := _BRANCH.fullmatch(words):
        return inside["body"], inside["post"]
    if _INSTITUTION_HEAD.fullmatch(words) and not _PUBLIC.match(words):
        return None, words  # 中央図書館長, 学校給食センター所長: whoever heads one of the body's own
    led = _PARTS_OF.fullmatch(words)
    return (led["body"], "部会長" if led["head"] else None) if led else None


def _without_body(words: str) -> tuple[str | None, str | None] | None:
    """Return organisation and position where no organisation's own name closes the words: 公募委員, 元例田小学校長, 弁護士、例田法律事務所代表."""
    if _NO_BODY.fullmatch(words):
        return None, None
    if _FORMER.match(words) and _TITLE.of(words) and not _closes(words[1:].removeprefix("市").removeprefix("県")):
        return None, words  # what somebody was: no body that he belongs to
    residents = _RESIDENTS.fullmatch(words)
    if residents:
        return residents["body"], "会長"
    both = _TWO_POSTS.match(words)
    if both and _TITLE.of(both["first"]) == both["first"]:  # the second tells where
        return split_affiliation(words[both.end() :])[0], words
    return None


def _closes(words: str) -> bool:
    """Whether an organisation's own name closes at the beginning of the words."""
    return any(pattern.match(words) for pattern in (_CORPORATE, _COMPANY_BEHIND, _COUNCIL, _PUBLIC, _ASSOCIATION))


def _position(words: str) -> int | None:
    """Return where the position begins, or None where the words end in no title."""
    latin = _LATIN_TAIL.search(words)
    if latin:
        incorporated = _INCORPORATED.match(words)
        begin = incorporated.end() if incorporated else latin.start()
        return begin if 0 < begin < len(words) else None
    title = _TITLE.of(words)
    if not title:
        last = _LOOSE_TITLE.search(words) or _KATAKANA_POST.search(words)
        return last.start() if last else None
    begin = len(words) - len(title)
    if "兼" in words[:begin]:
        before = _position(words[: words.index("兼")])
        return before if before is not None else begin
    whole = _organisation_end(words, begin)
    boundaries = [found.end() for found in _UNIT.finditer(words, whole, len(words)) if not _heads(words, found.end())]
    spaces = [found.end() for found in re.finditer(r"\s+|付", words[:begin])]
    if not title.endswith(("審議官", "参事官", "官")):
        spaces += [found.end() for found in re.finditer("大臣官房", words[:begin])]
    floor = max([at for at in (*boundaries, *spaces) if at <= begin], default=None)
    if floor is not None:
        return floor
    if whole < begin:
        return begin if title in _OF_BODIES and not _DEPARTMENT.search(words[whole:begin]) else whole
    return _department(words, begin, title)


def _department(words: str, begin: int, title: str) -> int:
    """Return where the department begins that a head's title names (株式会社例田ケア|保育事業部長), or where the title begins."""
    if not title.endswith("長"):
        return begin
    department = _DEPARTMENT.search(words[:begin])
    behind_kana = _AFTER_KANA.search(words[:begin]) if _CORPORATE.match(words) and title in _OF_UNITS else None
    return min((found.start() for found in (department, behind_kana) if found), default=begin)


def _heads(words: str, at: int) -> bool:
    """Whether the unit that ends at `at` only names its head or his deputy: 課|長, 室|次長, 機構|長."""
    return bool(re.match(r"(?:次|副)?長(?!寿)|員|内|外|付(?!参)", words[at:])) or at == len(words)


def _organisation_end(words: str, limit: int) -> int:
    """Return where the organisation's own name ends: at its closing word, else before its first unit, else at `limit`."""
    university = _UNIVERSITY.match(words)
    if university:
        return university.end()
    corporate = _CORPORATE.match(words)
    start = corporate.end() if corporate else 0
    closed = _housed(words, corporate, limit) if corporate else _closed(words, limit)
    if closed is not None:
        return closed
    association = _ASSOCIATION.match(words[start:])
    if association and start + association.end() <= limit:
        return start + association.end()
    space = re.search(r"\s", words[start:limit])
    unit = _UNIT.search(words, start + 1, limit)
    ends = [limit]
    if space and space.start() > 0:
        ends.append(start + space.start())
    elif unit and unit.end() == limit:
        ends.append(limit)  # くらしの相談室|室長: the unit that is led closes the name
    elif unit and corporate is None:
        ends.append(unit.start())
    return min(ends)


def _housed(words: str, corporate: re.Match[str], limit: int) -> int | None:
    """Return where the own name of a medical, welfare or school corporation ends before one of its units, or None."""
    house = _HOUSE.match(words, corporate.end(), limit) if corporate.group().startswith(_HOUSED) else None
    return house.end() if house else None


def _closed(words: str, limit: int) -> int | None:
    """Return where the name of a company, council or public body closes, what belongs to it taken in, or None."""
    company = _COMPANY_BEHIND.match(words)
    if company and company.end() <= limit:
        return company.end()
    closed = _COUNCIL.match(words) or _PUBLIC.match(words)
    if closed is None:
        return None
    whole = len(words[:limit].rstrip())
    if _MEMBERS.search(words, closed.end(), whole):
        return whole
    belonging = _BELONGING.match(words, closed.end())
    return belonging.end() if belonging and belonging.end() <= limit else closed.end()


def _organisation(words: str, position_at: int | None) -> str:
    incorporated = _INCORPORATED.match(words)
    if incorporated:
        return incorporated.group().strip(" ,")
    limit = len(words) if position_at is None else max(position_at, 0)
    return words[: _organisation_end(words, limit)].strip(" 、,・")
