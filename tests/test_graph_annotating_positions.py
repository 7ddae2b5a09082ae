"""What opinions are for and against, in fields of policy that no rule was written on."""

import pytest

from graph.annotating import annotate, work_on
from graph.annotating.candidates import POSITIONS
from graph.annotating.positions import weighable
from graph.annotating.vocabulary import Vocabulary
from graph.annotating.weights import shipped
from graph.model import Alignment, Minutes, Passage, Span, Text, Utterance


def documented(*texts: str) -> Minutes:
    utterances = [Utterance(Passage(text, Span(0, 0), Alignment([]))) for text in texts]
    return Minutes(Text("", "", Alignment([])), "summary", utterances=utterances)


def sides(minutes: Minutes) -> list[set[tuple[str, str]]]:
    found = annotate(minutes, Vocabulary([])).opinions
    return [{(one.target.label, one.polarity) for one in opinion.positions} for opinion in found]


def positions(text: str) -> set[tuple[str, str]]:
    return sides(documented(text))[0]


@pytest.mark.parametrize(
    ("text", "target", "polarity"),
    [
        ("学童保育の待機児童を解消するため、小学校の空き教室を活用してはどうか。", "空き教室", "for"),
        ("水道料金の改定に当たっては、低所得世帯への減免制度を併せて検討すべきである。", "減免制度", "for"),
        ("ライドシェアの解禁には反対である。", "ライドシェアの解禁", "against"),
        ("電子図書館は、来館が難しい高齢者にも読書の機会を提供するものであり、高く評価する。", "電子図書館", "for"),
        ("紙の時刻表に代えて、バスロケーションシステムを整備すべきではないか。", "バスロケーションシステム", "for"),
        ("夜間の「見守りドローン」を試行してほしい。", "見守りドローン", "for"),
        ("議事録はPDFではなくテキストデータで出してほしい。", "テキストデータ", "for"),
        ("生簀の増設については、禁止を明記すべきではないか。", "生簀の増設", "against"),
        ("林道の標準化が先ではないか。", "林道の標準化", "for"),
        ("漁師の手間が増えないよう、操業日誌を電子化してもらいたい。", "操業日誌", "for"),
        ("宿泊税を一律に課すのは適切ではない。", "宿泊税", "against"),
        (
            "入漁料の統一を直ちに行うことは、零細な組合に負担を強いるものであり、賛成できない。",
            "入漁料の統一",
            "against",
        ),
        ("養殖場を束ねる「さざなみ協定」から始めてはどうか。", "さざなみ協定", "for"),
        ("農道の測量を大学が担う枠組みを設けるべきである。", "農道の測量", "for"),
        ("「しおさい便り」のような手引きを県が示してほしい。", "しおさい便り", "for"),
        ("電子投票への切替えを急ぐ必要がある。", "電子投票", "for"),
        ("磯焼け対策にこそ重きを置いてほしい。", "磯焼け対策", "for"),
        ("みなと市場の趣旨は面白いが、駐車場が足りなくなるのではないか。", "みなと市場", "mixed"),
        ("遊歩道の舗装は歓迎するが、夜間の照明まで認めることには賛成できない。", "遊歩道の舗装", "for"),
        ("防犯カメラを外すと夜道が危ないとの不安がある。防犯カメラを残してほしい。", "防犯カメラ", "for"),
        ("藻場の座標を集めて「うみの地図帳」を作っている組合の試みを、県内に広げてはどうか。", "うみの地図帳", "for"),
        ("渡船の便数を減らすことには反対である。", "渡船の便数", "against"),
        ("渡船の運航を打ち切ることには賛成できない。", "渡船の運航", "for"),
        ("渡船場の朝市に加えることは、加工場の機会を狭めることになるため、賛成しかねる。", "渡船場の朝市", "against"),
        ("漁協には、運賃の目安を示していただきたい。", "運賃の目安", "for"),
        ("禁漁の延長を認めるべきである。", "禁漁の延長", "for"),
        ("港湾計画の道筋を示すべきである。", "港湾計画", "for"),
        ("海岸の手入れを基本計画に明記してほしい。", "海岸の手入れ", "for"),
        ("「ふなのり帳」のような仕組みを設け、若手が経験を積めるようにしてはどうか。", "ふなのり帳", "for"),
        ("貨物の予約を増やすことで、待ち時間を減らすべきだ。", "貨物の予約", "for"),
        ("渡船予約システムの導入により、島の高齢者の利便性が向上したことを高く評価している。", "渡船予約システム", "for"),
        ("海岸の手入れを採択要件に据えてほしい。", "海岸の手入れ", "for"),
        ("料金を据え置くことを条件に、桟橋の改修に賛成したい。", "桟橋の改修", "mixed"),
        ("通院の足を支える「ぐるり便」から始める工夫がほしい。", "ぐるり便", "for"),
        ("朝市の再開は大いに歓迎する。ただし、トイレが足りないままでは本末転倒である。", "朝市の再開", "mixed"),
    ],
)
def test_a_side_is_taken(text, target, polarity):
    assert (target, polarity) in positions(text)


@pytest.mark.parametrize(
    ("text", "target", "polarity"),
    [
        ("紙の時刻表に代えて、バスロケーションシステムを整備すべきではないか。", "時刻表", "against"),
        ("常設展を省くことには賛成できない。", "常設展", "for"),
        ("届出については、来庁を求めない方式に改めるべきである。", "届出", "for"),
    ],
)
def test_what_a_rule_sees_is_stated_only_where_it_is_likely(text, target, polarity):
    work = work_on(documented(text), Vocabulary([]), ("mentions", "acts"))
    ((piece, named),) = weighable(work)
    assert (target, polarity) in {(one.target.label, one.polarity) for one in piece.finding.positions}
    unlikely = next(one for one in named if one.target.label == target)
    assert shipped(POSITIONS).chances(unlikely.shown)[0] > 0.6
    assert (target, polarity) not in positions(text)


def test_a_position_is_as_sure_as_the_weights_say():
    (opinion,) = annotate(documented("宿泊税を一律に課すのは適切ではない。"), Vocabulary([])).opinions
    (found,) = opinion.positions
    work = work_on(documented("宿泊税を一律に課すのは適切ではない。"), Vocabulary([]), ("mentions", "acts"))
    ((_, (named,)),) = weighable(work)
    assert found.confidence == round(1 - shipped(POSITIONS).chances(named.shown)[0], 2)


@pytest.mark.parametrize(
    "text",
    [
        "昨年度は三つの地区で間伐を実施した。",
        "減免制度の対象者は何人か。",
        "空き教室に反対との意見もあったが、資料を配った。",
        "紙の書類よりも画面の方が見やすい。",
        "全ての学童保育に一律に導入することには反対である。",
    ],
)
def test_where_none_is_taken_there_is_none(text):
    assert positions(text) == set()


def test_what_a_document_names_may_be_said_shorter_afterwards():
    minutes = documented("船賃の差を県が補う「ふなで基金」を設けてはどうか。", "島に来ない人にまで負わせる基金には賛成できない。")
    assert sides(minutes) == [{("ふなで基金", "for")}, {("ふなで基金", "against")}]


def test_a_worry_about_what_others_propose_is_against_it_also_where_that_is_somebody():
    minutes = documented("荷運びを担う「みなとサポーター」を置いてはどうか。", "みなとサポーターの導入には不安を覚える。")
    assert sides(minutes) == [{("みなとサポーター", "for")}, {("みなとサポーター", "against")}]
