"""The words that made-up minutes are put together from."""

from typing import NamedTuple


class Phrase(NamedTuple):
    """A sentence in pieces, a concept between any two; what gives its act away, and what it says of the first concept, or of the first two."""

    pieces: tuple[str, ...]
    cue: str = ""
    polarity: str | None = None
    predicate: str | None = None
    hedge: str | None = None

    @property
    def places(self) -> int:
        """How many concepts it speaks of."""
        return len(self.pieces) - 1


def _phrase(text: str, cue: str = "", polarity: str | None = None, predicate: str | None = None, hedge: str | None = None) -> Phrase:
    return Phrase(tuple(text.split("◇")), cue, polarity, predicate, hedge)


SHARES = {"proposal": 0.34, "concern": 0.14, "support": 0.1, "opposition": 0.06, "question": 0.08, "answer": 0.06, "statement": 0.22}
"""Which share of the sentences each act has."""

PHRASES = {
    "proposal": (
        _phrase("◇は、◇と一体で計画的に進めるべきである。", "べきである", "for"),
        _phrase("まずは◇の実態を調べ、◇と◇の役割を整理してはどうか。", "てはどうか"),
        _phrase("◇を通じて◇を広げていくことが必要ではないか。", "必要", "for", "enables", "ではないか"),
        _phrase("小規模な団体でも使えるよう、◇の要件に◇を含めてほしい。", "てほしい"),
        _phrase("国が◇の標準を示し、◇は地域の判断に任せるのがよい。", "のがよい"),
    ),
    "concern": (
        _phrase("◇が進むと◇にかかる費用が増えるのではないかと懸念している。", "懸念", "against", "hinders", "のではないか"),
        _phrase("現場では◇の担い手が足りず、◇に手が回らないことが課題である。", "課題"),
        _phrase("◇だけが先に決まり、◇の見通しが立たないことに不安がある。", "不安", "against"),
    ),
    "support": (
        _phrase("◇に賛成である。", "賛成", "for"),
        _phrase("◇は◇の負担を減らすものであり、高く評価したい。", "評価", "for", "enables"),
    ),
    "opposition": (
        _phrase("◇を一律に求めることには反対である。", "反対", "against"),
        _phrase("◇と◇を切り離したまま◇を急ぐのは適切ではない。", "適切ではない", "against"),
    ),
    "question": (
        _phrase("◇の対象には◇も含まれるのか。", "のか"),
        _phrase("◇と◇の関係について、どのように考えているか伺いたい。", "伺いたい"),
    ),
    "answer": (
        _phrase("◇については、◇の検討状況を踏まえて次回までに整理する。", "整理する"),
        _phrase("御指摘の◇は、◇に含めて試算している。", "試算している"),
    ),
    "statement": (
        _phrase("◇は◇を前提としている。", predicate="requires"),
        _phrase("昨年度は◇の利用が増え、◇と◇の窓口に相談が寄せられた。"),
        _phrase("資料のとおり、◇は◇の見直しと時期を同じくする。"),
        _phrase("◇には◇や◇といった取組があり、地域によって進み方が違う。", predicate="includes"),
    ),
}
"""Sentences by their act."""

FRONT = (
    "窓口 申請 届出 証明 手数料 相談 広報 統計 会計 契約 調達 人事 研修 採用 税務 徴収 福祉 介護 子育て 保育 学校 図書 給食 通学 "
    "防災 避難 消防 救急 防犯 交通 道路 河川 上水道 下水道 公園 緑地 住宅 空き家 景観 環境 廃棄物 再資源 省電力 森林 農地 漁港 商店街 観光 "
    "移住 雇用 創業 医療 検診 予防 年金 保険 選挙 議会 文書 公印 庁舎 "
).split()
MIDDLE = (
    "手続 業務 情報 台帳 記録 利用 運営 管理 支援 連携 共有 公開 電子化 自動化 標準化 共同化 効率化 集約 分担 委託 評価 点検 更新 移行 "
    "認証 通知 予約 収納 案内 集計 "
).split()
HEAD = {
    "基盤": "system", "端末": "technology", "様式": "document", "制度": "policy", "計画": "policy", "条例": "law", "体制": "organisation", "担当者": "actor",
    "件数": "indicator", "率": "indicator", "事業": "activity", "訓練": "activity", "拠点": "place", "説明会": "event", "課題": "issue", "格差": "issue",
}  # fmt: skip
"""Made-up concepts are a word of each in turn; the last one gives the type."""

PLACES = [f"{first}{second}{kind}" for kind in ("県", "市", "町", "村") for first in "霞浜岬峰瀬杜原" for second in "野川崎島沢"]
FIRST = ("行政手続", "窓口業務", "情報基盤", "公共施設", "地域交通", "子育て支援", "防災", "財政", "環境", "産業振興")
BODIES = ("検討会", "審議会", "懇談会", "推進会議", "委員会")
TOPICS = ("について", "の進め方について", "の課題", "に係る論点")
GROUPS = ("構成員", "事務局", "オブザーバー")
ORGANISATIONS = ("総務部", "企画課", "大学", "商工会", "自治会連合会", "情報センター", "市民会議")
POSTS = ("部長", "課長", "教授", "会長", "主幹", "代表")
FAMILY = ("甲野", "乙川", "丙山", "丁田", "戊島", "己原", "庚沢", "辛崎", "壬生野", "癸谷", "子安原", "丑川", "寅沢", "卯野", "辰島")
GIVEN = ("一子", "二郎", "三枝", "四朗", "五月", "六花", "七海", "八重", "九市", "十和")
