"""What sentences do, in fields of policy that no rule was written on, written and spoken."""

from pathlib import Path

import pytest

from graph.annotating.acts import act_of, opinion_act
from graph.annotating.plain import plain

SENTENCES = [
    line.split("\t")
    for line in """\
proposal	住民説明会を早めに開いていただければと思います。
proposal	農業用水路の更新を進めていくべきではないでしょうか。
proposal	まずは小規模な実証から始めてはいかがでしょうか。
proposal	利用者の声を聞く機会を設けていただきたいと思います。
proposal	夜間の巡回を増やしてください。
proposal	他市の事例も調べていただけるとありがたいです。
proposal	早急に対応する必要があると考えております。
proposal	司書の研修を充実させることが大切だと思います。
proposal	資料を事前に送っていただくよう、お願いいたします。
proposal	この点をもう少し丁寧に書き込んだほうがいいのかなと思います。
proposal	木材の地産地消を進めるべきであると考える。
proposal	対象を拡大できないか検討していただきたい。
concern	高齢者が取り残されるのではないかと心配しています。
concern	職員の負担が増えるのではないかと懸念しております。
concern	これでは現場が回らないのではないでしょうか。
concern	財源が続くのか不安を感じます。
concern	間伐の遅れが災害につながるおそれがあります。
concern	人手が足りず、対応は難しいと思います。
opposition	使用料の引上げには賛成できません。
opposition	一律に廃止するのは適切ではないのではないか。
opposition	拙速に決めるべきではないと考えます。
opposition	学校の統合には反対です。
opposition	現時点で導入する必要はないと思います。
support	事務局の案に賛成です。
support	この取組は高く評価しております。
support	原案のとおりで異論ありません。
support	新しい図書館の整備に反対するものではない。
support	現行の窓口が不要とまでは言えない。
support	大変よい取組だと思います。
question	予算はどの程度を見込んでいるのでしょうか。
question	いつから始まるのですか。
question	その根拠を教えていただけますか。
question	対象者は何人ぐらいなのか伺いたい。
question	市民への周知はどのように行うのか。
statement	昨年度は三つの地区で実施しました。
statement	本日は資料に沿って説明いたします。
statement	来月から受付を始めます。
statement	参加者は前年より増えています。
statement	以前から同じような議論がありました。
statement	ほかに御質問はありますか。
statement	発言のある方は挙手をお願いします。
statement	執行部からの説明を求めます。
question	ほかに使える補助はありますか。
proposal	まず一つの地区で試してみてはどうですか。
statement	段差があることが外出の妨げになっている。
statement	小さな団体には新しい機器をそろえる余裕がない。
concern	断水が続く点が気に掛かる。
concern	雨が続くと収穫の見通しが立たない。
concern	窓口を減らすことが必要とまでは言えないが、予約が取れないことが問題である。
opposition	全員に義務付けることが必要とまでは言えない。
proposal	反対するものではないが、経過措置を置くべきである。
proposal	費用が高いとの指摘があったが、段階的に進めるべきである。
support	全て反対というわけではありません。
proposal	ご検討をお願いします。
proposal	住民の意見も聞きながら進めていただきたいなというふうに思っております。
question	これについて、県のお考えをお聞かせください。
concern	空き家がこのまま増え続けると、防犯上も問題があると思っています。
statement	ありがとうございました。
statement	事務局から説明をお願いします。
concern	相談員の処遇が低いままでは、なり手がいなくなってしまう。
proposal	子どもの意見を聴く仕組みを取り入れてみてはどうだろうか。
proposal	保護者の負担を減らす方向で検討すべきと考えている。
""".splitlines()
    if line
]


MORE = [line.split("\t") for line in Path(__file__).with_suffix(".tsv").read_text(encoding="utf-8").splitlines()]
"""Each act with and without a hedge, reported, denied and conceded."""


@pytest.mark.parametrize(("act", "sentence"), [*SENTENCES, *MORE])
def test_the_last_predicate_decides(act, sentence):
    assert act_of(sentence).act == act


@pytest.mark.parametrize(
    ("sentence", "hedge"),
    [
        ("漁港の改修を急ぐべきではないか。", "ではないか"),
        ("移住者向けの住宅が足りないのではないか。", "のではないか"),
        ("司書を増やす必要があると思う。", "と思う"),
        ("給食費の無償化を検討すべきと考える。", "と思う"),
    ],
)
def test_hedges_are_recorded(sentence, hedge):
    assert hedge in act_of(sentence).hedges


@pytest.mark.parametrize(
    ("spoken", "written"),
    [
        ("早めに周知する必要があると考えております", "早めに周知する必要があると考えている"),
        ("農道の補修は進んでいません", "農道の補修は進んでいない"),
        ("巡回の回数を増やします", "巡回の回数を増やす"),
        ("苦情はございません", "苦情はない"),
        ("混乱を招きかねません", "混乱を招きかねない"),
        ("担い手が減っています", "担い手が減っている"),
        ("説明会を開くべきである", "説明会を開くべきである"),
    ],
)
def test_polite_endings_become_plain(spoken, written):
    assert plain(spoken) == written


def test_an_opinion_does_what_its_last_telling_sentence_does():
    assert opinion_act(["concern", "proposal", "statement"], reply=False) == "proposal"
    assert opinion_act(["statement"], reply=False) == "statement"
    assert opinion_act(["proposal"], reply=True) == "answer"
