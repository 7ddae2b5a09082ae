"""The words that name a role in a meeting, as attendance lists and speakers' labels use them."""

import re
from functools import lru_cache

from graph.parsing.endings import Endings
from graph.parsing.lines import squeeze

GROUPS = frozenset(
    "座長 座長代理 副座長 委員 構成員 委員等 構成員等 委員側 "
    "専門委員 臨時委員 特別委員 常任委員 幹事 代表幹事 オブザーバー オブザーバ 事務局 有識者 参考人 説明員 "
    "説明者 関係省庁 関係府省 関係府省庁 "
    "関係機関 行政 理事 理事長 副理事長 監事 議員 会長 副会長 会長代理 会長職務代理 会長職務代理者 職務代理者 "
    "部会長 部会長代理 副部会長 主査 主査代理 副主査 メンバー 主任 委員長 副委員長 委員長代理 "
    "委員長職務代理者 議長 副議長 顧問 アドバイザー "
    "傍聴者 ゲスト 講師 発表者 報告者 プレゼンター 教育委員 農業委員 出席者 参加者 出席委員 出席構成員 その他 専門員 政府参考人 政府側 省庁 府省庁 市 県 町 村 "
    "区 国 都 府 道 内閣官房 総務省 デジタル庁 庶務 書記 "
    "学識経験者 学識者 学識経験 公募委員 市民委員 関係団体 関係者 関係課 担当課 所管課 執行部 当局 理事者 コーディネーター ファシリテーター "
    "進行 司会 司会者 登壇者 パネリスト モデレータ モデレーター 筆記者 記録者 説明補助者 陪席 陪席者 随行 代理出席 代理出席者 "
    "専門調査員 調査員 研究員 協力者 実証事業者 事業者 自治体 職員 市職員 県職員 区職員 会員 評議員 役員 裁判所 検察庁 弁護士会 助言者 管理者 "
    "代表 招待者 招聘者 政府特別補佐人 管理会社 会社側 組合側 労働者側 使用者側 労働側 経営側 労働者代表 使用者代表 公益代表 "
    "公述人 意見陳述人 紹介議員 委員外議員 議会事務局 "
    "chair Chair co-chair scribe Scribe facilitator Facilitator moderator Moderator "
    "病院 病院側 大学側 法人側 教育委員会 指定管理者 受託者 受託事業者 設計者 コンサルタント "
    "施行者 実施機関 市側 町側 村側 区側 県側 都側 府側 道側 国側 行政側 学校側 事務局側 執行部側 当局側 市当局 町当局 村当局 県当局 区当局".split()
)
"""Words that head a group of attendees."""

ABSENT = frozenset(
    "欠席 欠席者 欠席委員 欠席構成員 欠席議員 御欠席 ご欠席 欠 欠席(委員) 欠席説明員 欠席役員 欠席理事".split()
)

SPEAKING = GROUPS - frozenset(
    "その他 出席者 参加者 出席委員 出席構成員 代理出席 代理出席者 陪席 陪席者 随行 "
    "学識経験 関係省庁 関係府省 関係府省庁 関係機関 関係団体 招待者 招聘者".split()
)
"""Group words that can label a speech."""

_SUFFIX = (
    "委員|専門委員|臨時委員|特別委員|構成員|座長|座長代理|副座長|座長代行|議長|副議長|部会長|部会長代理|副部会長|会長|副会長|会長代理|委員長|副委員長|委員長代理|職務代理者|主査|主査代理|"
    "幹事|代表幹事|参考人|オブザーバー|オブザーバ|事務局|事務局長|事務局次長|政府参考人|説明員|説明者|発表者|報告者|講師|司会|進行|書記|"
    "内閣総理大臣|国務大臣|総務大臣|法務大臣|外務大臣|財務大臣|文部科学大臣|厚生労働大臣|農林水産大臣|経済産業大臣|国土交通大臣|環境大臣|防衛大臣|大臣|副大臣|大臣政務官|政務官|長官|次官|代理|審議官|統括官|参事官|参事官補佐|企画官|専門官|調査官|戦略官|審査官|計画官|交渉官|評価官|監察官|官房長|広報官|報道官|管理官|調整官|推進官|対策官|監督官|検査官|分析官|政策官|研究官|指導官|書記官|事務官|技師|補佐官|統括監|技監|総監|局長|次長|部長|課長|課長補佐|室長|室長補佐|係長|主任|主事|主幹|参事|補佐|"
    "知事|副知事|市長|副市長|区長|副区長|町長|副町長|村長|副村長|教育長|管理者|監査委員|議員|理事|監事|理事長|常務理事|専務理事|代表|取締役|社長|所長|館長|院長|校長|園長|学長|"
    "病院長|連合長|組合長|署長|消防長|消防次長|センター長|支所長|本部長|支部長|支店長|分科会長|小委員長|会頭|総裁|総長|学部長|研究科長|CIO|CDO|CISO|"
    "メンバー|副主査|保健師|司書|学芸員|推進監|管理監|政策監|企画監|危機管理監|栄養士|指導員|相談員|支援員|専門職|技官|教授|准教授|先生|弁護士|氏|様|さん|君|くん|部会員|会員|評議員|顧問|アドバイザー|調査員|研究員|専門員|職員|者|課|室|係|省|庁|裁判官|裁判長|裁判所|検察官"
)
_ROLE = Endings(_SUFFIX.split("|"))
_COUNT = re.compile(r"(?:[A-Z]|\d{1,2})$")
_SEATED = re.compile(r"\d{1,3}番(?:委員|議員)?")
_COUNTED = frozenset(
    "委員 構成員 議員 会員 参加者 出席者 市民 住民 質問者 発言者 記者 保護者 町民 区民 県民 傍聴人 住民代表 "
    "申請者 応募者 提案者 申請団体 応募団体 団体 事業者 応募事業者 申請事業者 企業 業者 グループ 班".split()
)
_SPEAKING = re.compile(
    r"(?:裁判所|検察庁|弁護士会|内閣府|内閣官房|警察庁|[^\s]{1,8}[省庁局部課室係市県町村区館]|[^\s]{1,10}(?:機構|協会|連盟|組合|公文書館|大学|センター|株式会社|社|会議所|連合会|協議会|財団|法人|団体))$|^(?:(?:株式|有限|合同)会社|(?:一般|公益)(?:社団|財団)法人|(?:国立研究開発|独立行政|特定非営利活動|国立大学|学校|社会福祉)法人)\S{2,20}(?<![長役事員授師士])$"
)


def group_word(text: str) -> str | None:
    """Return the group or role that a string names, spaces inside it passed over, or None."""
    word = squeeze(text)
    return word if word in GROUPS or word in ABSENT else None


def is_role_label(text: str) -> bool:
    """Say whether a string could be a speaker's label: it ends in a role, a title or an honorific."""
    word = squeeze(text)
    return bool(_ROLE.of(word)) or _COUNT.sub("", word) in _COUNTED or bool(_SEATED.fullmatch(word))


def is_body_label(text: str) -> bool:
    """Say whether a string names a body that speaks: a ministry, a section, an agency."""
    return bool(_SPEAKING.search(squeeze(text)))


@lru_cache(maxsize=8192)
def name_in(label: str) -> str | None:
    """Return the name in a speaker's label (山田委員 → 山田, 議長(吉野利明君) → 吉野利明), or None where it is a role only."""
    word = squeeze(label)
    inside = re.search(r"\(([^()]+?)(?:君|氏|さん|様|委員|議員)?\)$", word)
    if inside:
        return inside.group(1)
    if word in GROUPS:
        return None
    bare = word.removesuffix(_ROLE.of(word))
    while bare not in GROUPS and (role := _ROLE.of(bare)) and len(bare) - len(role) >= 2:
        bare = bare.removesuffix(role)
    return bare if bare and bare != word and bare not in GROUPS else None
