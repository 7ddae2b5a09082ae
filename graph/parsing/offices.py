"""The names of offices and their units, as they begin: 市民|部長 is a post, 例田|部長 a person."""

import re

OFFICES = (
    "水管理|総合|電気|通信|電波|放送|郵政|学習|初等|高等|科学|安全|基盤|図書|中央|主計|主税|関税|理財|金融|証券|保安|老健|社会|援護|民事|刑事|矯正|外交|領事|食料|農産|植物|漁港|特許|商務|中小|エネルギー|再生|自然|大気|水質|防衛|装備|宇宙|規制|共生|知的|市街地|"
    "市民|町民|区民|県民|住民|総務|企画|財政|財務|福祉|教育|健康|環境|建設|都市|産業|経済|観光|税務|人権|生活|農林|農政|商工|土木|水道|消防|学校|道路|住宅|人事|広報|文化|防災|保健|医療|介護|子育|生涯|社会教育|"
    "大臣|長官|海事|海運|船員|港湾|鉄道|航空|河川|自動車|製造|素材|林政|林野|森林|水産|漁政|畜産|農村|農地|国際|情報|交通|物流|国土|地域|施設|研究|資源|電力|原子力|労働|雇用|職業|年金|食品|医薬|薬事|通商|貿易|統計|調達|法務|秘書|契約|会計|出納|下水|公園|緑地|廃棄|循環|気象|海洋|海上|地方|行政|選挙|議会|まちづくり|地域づくり|こども|子ども|くらし|しごと|みらい|DX|ICT|デジタル|事務|経営|看護|医事|診療|薬剤|入試|学務|教務|消費|国保|保険|納税|収納|戸籍|窓口|人材|男女|青少年|衛生|市場|用地|治水|砂防|建築|営繕|設備|検査|浄水|配水|管財|資産|公共|入札|感染|疾病|食育|給食|体育|美術|博物|奉仕|閲覧"
)
"""How the names of offices begin, as a regular expression."""
_BEGINS = re.compile(OFFICES)
_ENDS = re.compile(r"(?:推進|政策|管理|振興|対策|計画|整備|保険|支援|危機|調整|指導|担当)$")


def is_office_name(words: str) -> bool:
    """Say whether words begin like the name of an office: 市民, 学校教育課."""
    return bool(_BEGINS.match(words))


def is_office(words: str) -> bool:
    """Say whether words in the place of a surname are of an office's name: 市民|部長."""
    return is_office_name(words) or bool(_ENDS.search(words))
