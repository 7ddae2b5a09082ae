"""Lines that stand among speeches and are none: stage directions, times of the meeting, the closing, notes of the secretariat."""

import re

from graph.parsing.moments import moment_of

_CLOSING = re.compile(
    r"^[(〔\[【<]?\s*[-―─—=]*\s*(?:以\s*上|了|閉\s*会|終\s*了|散\s*会|[(]?以上[)]?)\s*[-―─—=]*\s*[)〕\]】>]?$|"
    r"^[(〔\[]?\s*(?:文責|作成|記録|問い?合わ?せ先?|お問い?合わ?せ先?|担当|連絡先|議事録作成者?)\s*[:/].*|"
    r"^\s*(?:地方自治法第|(?:上記|以上|右)(?:の(?:とおり|通り)|の)?、?会議の(?:次第|経過|顛末|てん末|大要|結果)|この会議録は|本会議録の).{0,80}$|"
    r"^\s*(?:この|本|上記の?|以上の?)(?:議事録|会議録|記録|議事要旨)の?.{0,40}(?:署名|記名|押印|証する|証明する).{0,12}$|"
    r"^\s*この(?:議事録|会議録|記録)が.{0,20}正確.{0,60}$|"
    r"^[^。、]{2,40}\s{2,}\(?印\)?$|"
    r"^[【\[<(]?\s*(?:本件(?:に関する|の))?(?:お?問い?合わ?せ先?|照会先|連絡先|担当部署)\s*[】\]>)]?$"
)
_NOTICE = re.compile(r"^(?:>\s*)?[(〔\[]?\s*(?:※|注\s+|\(注|注\s*\d?\s*[):.]|\*\d)")
_ACCOUNT = re.compile(
    r"^[(〔\[<][^()〔〕\[\]<>]{0,60}(?:説明|報告|読み上げ|朗読|紹介|挨拶|あいさつ)(?:した|する|を行った|を行う|があった)?。?[)〕\]>]$"
)
_DIRECTION = re.compile(
    r"^[(〔\[<].{0,80}(?:者あり|拍手|登壇|朗読|着席|退席|退室|入室|退場|入場|異議なし|了承|承認|なし|声あり|声|発言する者|休憩|挙手|起立|採決|参照|略|休\s*憩|暫時|掲載|中継|再生|笑|録音|投影|黙祷|点呼|投票|交代|配付|配布|多数|全員|総員|一同|離席|復席|移動|中断|採点|集計|開票|評決|合議|視察|内覧|実演|手交|交付|授与|贈呈|朗読|読上げ|回覧|署名|非公開)"
    r"[^()〔〕]{0,20}(?:\([^()]{1,12}\))?[)〕\]>]$|"
    r"^[【(〔\[<]?\s*(?:開\s*会|開\s*議)\s*[】)〕\]>]?$|^[【(〔\[<]?\s*(?:休\s*憩|再\s*開|暫時休憩|\(?休憩\s*\d{1,3}\s*分(?:間)?\)?)\s*[】)〕\]>]?$|^.{0,10}休憩\s*\(?\d{1,3}\s*分間?\)?$|"
    r"^(?:(?:御|ご)?(?:意見|質問|質疑|発言)(?:等)?(?:は|も)?、?)?特に(?:意見|質問|質疑|発言)?(?:等)?(?:は|も)?(?:なし|無し|ない|なかった)。?$"
)
_CLOSERS = (")", "〕", "]", ">")
_DECIDED = re.compile(
    r"(?:RESOLUTION|RESOLVED|ACTION|ACTION[- ]ITEM|DECISION|TODO)\s*[-\d]{0,4}\s*:\s*\S.{0,200}$|"
    r"[(【〔\[<]?(?:議決|採決|表決|裁決)(?:の?結果)?[)】〕\]>]?\s*[:】\])]\s*\S.{0,60}$|(?:議決|採決|表決|裁決)(?:の?結果)?\s+(?=全員|賛成|反対|挙手|起立|異議|原案|可決|否決|多数|満場)\S.{0,60}$|[(【〔\[<]?審議の?結果[)】〕\]>]?\s*:\s*\S.{0,60}$|"
    r"(?:(?:採決|表決|投票|審議|協議)の結果|(?:挙手|起立|拍手)(?:による採決)?(?:の結果|により)|(?:賛成多数|全会一致|全員(?:一致|賛成)|満場一致)(?:により|で|をもって)|異議なく)、?"
    r"[^。]{0,60}(?:承認|可決|了承|決定|同意|採択|否決)(?:された|した|となった|した旨.{0,12})。?$|"
    r"[【〔\[<〈《](?:審議|会議|協議)?の?(?:結果|決定|結論|事務局説明|説明)[】〕\]>〉》]\s*\S.{0,60}$"
)
_TOLD = re.compile(
    r"(?:委員長|議長|会長|座長|部会長)[、は]?\s*(?:開会|閉会|休憩|再開|散会)を(?:告げ|宣告し|宣言し|宣し)(?:る|た|ました)?。?|"
    r"[-―–—─~〜]\s*[^-―–—─~〜。]{2,60}(?:説明|報告|紹介|了承|承認)\s*[-―–—─~〜]|"
    r"(?:事務局|担当課|[^\s、。()]{1,10}[課室係局])(?:より|から)、?(?:(?:別紙|資料|議題|議案|案件|参考資料)[^。]{0,60}?)(?:説明|報告|紹介)(?:した|があった|が行われた|を行った|がなされた|を受けた)?。?|"
    r"[^、。]{2,30}(?:より|から)、?(?:資料|別紙)[^。]{0,40}(?:説明|報告|発表|紹介|プレゼンテーション)(?:があった|が行われた|がなされた|を行った|が行われ、質疑応答が行われた)。?"
)
"""Who told what of the papers: 事務局より資料１について説明。, －資料１に基づき、事務局から説明－."""
_VOTE = re.compile(
    r"[-―–—─=◇◆〜~\s]{1,8}\s*(?:[^。\s]{0,20}により\s*|全員|賛成|起立|挙手|異議|満場|原案)[^。]{0,30}(?:可決|否決|承認|採択|決定|同意|了承|認定|多数|全員|なし)[^。]{0,8}?\s*[-―–—─=◇◆〜~\s]{1,8}"
)
"""What was decided, between drawn lines: ―― 賛成多数（反対３）により可決 ――."""
_AFTERMATH = re.compile(
    r"^(?:#{1,6}\s+|[(〔\[【<○◯〇■◆・])?\s*(?:次回(?:の?(?:開催|会議|日程|予定|期日|委員会|部会|検討会))*(?:予定|日|等|について)*|今後の(?:予定|日程|スケジュール)(?:等|について)?|お?問い?合わ?せ先?|事務局連絡先|連絡先)\s*[】)\]〕>]?(?::|\s+|$)"
)
_HEADS = re.compile(r"(?:について|に関して|に関すること|の件|の在り方|のあり方|の方向性)[)〕\]>]$")


def is_aftermath(body: str) -> bool:
    """Say whether a line, set apart, says when the next meeting is or whom to ask: a field that stands behind the body."""
    return len(body) <= 80 and bool(_AFTERMATH.match(body))


def is_closing(body: str) -> bool:
    """Say whether a line ends the record: 以上, 閉会, who wrote it, the signatures' formula, the time of the end."""
    moment = moment_of(body)
    return bool(_CLOSING.match(body)) or (moment is not None and moment.kind == "end")


def is_direction(body: str) -> bool:
    """Say whether a line tells what happened in the room: 〔拍手〕, （異議なしの声あり）, 午後２時50分再開, 議決：原案どおり可決."""
    if body.endswith(_CLOSERS) and _HEADS.search(body):
        return False
    return bool(_DIRECTION.match(body) or _DECIDED.match(body) or _VOTE.fullmatch(body) or _TOLD.fullmatch(body)) or moment_of(body) is not None


def is_notice(body: str) -> bool:
    """Say whether a line is a note below the text: ※…, （注）…."""
    return bool(_NOTICE.match(body))


def is_account(body: str) -> bool:
    """Say whether a line in brackets tells what its speaker did in place of the words: （資料１により説明）."""
    return bool(_ACCOUNT.match(body))
