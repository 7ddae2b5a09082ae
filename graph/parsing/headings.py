"""Headings in the body of minutes: which lines are one, how deep it stands, and the topic that follows from it."""

import re
from dataclasses import dataclass, field

from graph.parsing.dates import number
from graph.parsing.lines import Line, squeeze

_BRACKETED = re.compile(
    r"^(?P<mark>[○〇◯●◎◆◇■□・*]?)\s*(?P<open>[【〔<《\[(「])(?P<words>[^【】〔〕<>《》\[\]]{1,60})(?P<close>[】〕>》\])」])$"
)
_HASHES = re.compile(r"^(?P<hashes>#{1,6})\s+(?P<words>.{1,400}?)\s*#*$")
_NUMBERED = re.compile(
    r"^(?P<style>No\.\s?\d{1,3}(?=[\s:])|\(\s*(?:\d{1,2}|[一二三四五六七八九十]{1,3}|[アイウエオカキクケコ])\s*\)|\d{1,2}(?:-\d{1,2})*\s*[.、](?!\d)|\d{1,2}\)|\d{1,2}-\d{1,2}\.?(?=\s)|\d{1,2}(?:\.\d{1,2}){1,2}\.?(?=\s)|\d{1,2}(?=\s)|[一二三四五六七八九十]{1,3}(?:\s*[、.]|(?=\s))|"
    r"第\s*(?:\d{1,2}|[一二三四五六七八九十]{1,3})\s*(?=\s)|[IVX]{1,4}(?:-\d{1,2}(?=\s)|[.\s])|[アイウエオカキクケコ](?:[.、)]|(?=\s))|議題\s*\(?\d{0,2}\)?\s*[:.]?(?=[\s「【])|(?:議事|案件|(?:協議|審議|報告|検討|議決)(?:事項|案件)?)\s*\d{1,2}\s*[:.]?(?=[\s「【])|(?:論点|テーマ|課題|検討項目|検討事項|柱)\s*\(?(?:\d{1,2}|[一二三四五六七八九十])\)?(?:\s*[:.、]|(?=[\s「【]))|(?:議題|議事|案件|(?:協議|審議|報告)事項)\s*\(\s*(?:\d{1,2}|[一二三四五六七八九十]{1,3})\s*\)|議案第\s*\d+\s*号|第\s*\d+\s*号\s*議案(?=\s)|日程第\s*(?:\d{1,3}|[一二三四五六七八九十]{1,3})(?=[\s、]))\s*(?P<words>\S.{0,80})$"
)
_NUMBERS = frozenset("0123456789一二三四五六七八九十アイウエオカキクケコIVXNTtAaSs([【〔<第議案協審報検論テ課柱日")
"""What a number, or the word before it, begins with."""
_TOPIC = re.compile(r"^(?:Sub)?(?:Topic|Agendum|Agenda item)(?:\s*\d{1,2})?\s*:\s*(?P<words>\S.{0,80})$", re.IGNORECASE)
_TOPIC_HEADS = frozenset("TtAaSs")
_CIRCLED = re.compile(r"^\d{1,2}\s*(?P<words>\S.{0,60})$")
_MARKED = re.compile(r"^(?P<mark>[○〇◯●◎◆◇■□▲△▼▽★☆・])\s*(?P<words>\S.{0,80})$")
_NAMED_ITEM = re.compile(
    r"^(?:[【〔\[<](?:議題|議事|論点|テーマ|項目|案件|議案|報告)\s*\(?[\d一二三四五六七八九十]{0,3}\)?[】〕\]>]"
    r"|\((?:議題|議事|案件|議案|報告|協議)(?:事項)?\s*[\d一二三四五六七八九十]{1,3}\))\s*(?P<words>\S.{0,60})$"
)
_LISTED = re.compile(
    r"^(?:日程第\s*(?:\d+|[一二三四五六七八九十]{1,3})(?=\s)|第\s*\d+\s*号\s*議案(?=\s)|\(?\d{1,2}\)|\d{1,2}(?:-\d{1,2})*[.、]|\d{1,2}(?=\s+\D))\s*(?=\S)"
)
_ITEM_WORD = re.compile(
    r"^(?:議題|議事|論点|テーマ|案件|質問|課題|報告事項|協議事項|審議事項)\s*(?:\(\s*\d{1,2}\s*\)|\d{1,2}|[一二三四五六七八九十])(?:\s*[:.、]\s*|\s+)(?=\S)"
)
_BOLD = re.compile(r"^(?:\*\*|__)(?P<words>[^*_]{1,60})(?:\*\*|__)\s*:?$")
_DRAWN = re.compile(r"(?P<line>[=―─━~〜※*–-]{1,8})\s*(?P<words>[^\s=―─━~〜※*–-].{0,80}?)\s*(?P=line)")
_LEAD = re.compile(r"^[○〇◯●◎◆◇■□▲△▼▽★☆・]\s*(?=\S)")
_EMPHASIS = re.compile(r"\*\*|__|`")
_ENCLOSED = re.compile(r"[【〔<《\[「](.+)[】〕>》\]」]")
_DIGITS = re.compile(r"\d+|[一二三四五六七八九十]+")
_LINK = re.compile(r"\[(?P<words>(?:[^\[\]]|\[[^\[\]]*\])*)\]\([^()\s]*\)")
_LINES = frozenset("=―─━~〜※*–-")
_UNDERLINES = frozenset('=-~^"*+#')
_OPENERS = _LINES | frozenset("#_")
_COUNTED = re.compile(r"^\d{1,2}(?:[.、]\s*|\s+)(?=\D)")
_CLOSE = {"【": "】", "〔": "〕", "<": ">", "《": "》", "[": "]", "(": ")", "「": "」"}
_CLOSERS = tuple(_CLOSE.values())
_PROCEDURE = re.compile(
    r"^(?:事務局|資料|議題|議事)?(?:から)?(?:の)?(?:説明|報告|質疑|質疑応答|質疑・応答|意見交換|自由討議|討議|討論|議論|審議|主な意見|主な発言|主な質疑|概要|挨拶)(?:等)?(?:について)?$|.*(?:からの?説明|事務局説明)$|(?:事務局|当局|執行部)(?:から)?の?(?:回答|答弁|見解|対応|補足説明|コメント)$|(?:意見|質疑|質問|回答|答弁|要望|討論|採決|結果|審議結果|結論)(?:等)?$|(?:主な)?(?:質疑|質問|意見)(?:・|と|及び|、)(?:御|ご)?(?:意見|質疑|応答|回答|質問|要望)(?:等|など)?$|"
    r"^(?:各?委員|構成員|団体|アドバイザー|参加者|出席者|有識者|参考人|会員|発表者)(?:から|より)?の?(?:主な)?(?:御|ご)?(?:意見|発言|質問|質疑|指摘|コメント)"
    r"(?:等|・|と|及び|(?:その|事務局)?の?(?:回答|応答|対応)|意見|質問|質疑)*$"
)
_NOT_WORDS = re.compile(r"^(?:以上|拍手|休憩|再開|閉会|開会|散会|異議なし|了承|笑|略|別紙.*|別添.*|資料.{0,6}参照)$")
_SENTENCE = re.compile(r"[。?!]$|(?:ます|です|ました|である|ください)$")


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading: its words without brackets or number, and the style that tells its depth."""

    words: str
    style: str

    @property
    def procedural(self) -> bool:
        """Whether it names a step of the meeting (事務局説明, 質疑応答), not what was spoken about."""
        return bool(_PROCEDURE.match(squeeze(self.words)))


@dataclass(slots=True)
class Topics:
    """The headings that are open at one place, the outermost first.

    `topic` is the innermost one that says what is spoken about; a step of the meeting counts only where nothing else is open.
    """

    steps: frozenset[str] = frozenset()
    topic: str | None = None
    _open: list[Heading] = field(default_factory=list)

    def enter(self, heading: Heading) -> None:
        """Open a heading; one of the same style closes it and all inside it. A step on a line of its own, of style `step`, opens and closes nothing."""
        if heading.style == "step":
            return
        for depth, known in enumerate(self._open):
            if known.style == heading.style or self._shallower(heading, known):
                del self._open[depth:]
                break
        self._open.append(heading)
        self._tell()

    def _step(self, heading: Heading) -> bool:
        """Whether a heading names a step of the meeting, as such or because it recurs below several topics."""
        return heading.procedural or heading.words in self.steps

    def _tell(self) -> None:
        words = (known.words for known in reversed(self._open) if not self._step(known))
        self.topic = next(words, self._open[-1].words)

    def extend(self, words: str) -> None:
        """Add the words that a heading goes on with on its second line."""
        last = self._open.pop()
        self._open.append(Heading(last.words + words, last.style))
        self._tell()

    @staticmethod
    def _shallower(heading: Heading, known: Heading) -> bool:
        return heading.style.startswith("#") and known.style.startswith("#") and len(heading.style) < len(known.style)

    def clear(self) -> None:
        """Close all headings: a chapter of its own begins."""
        self._open, self.topic = [], None

    def leave(self, style: str) -> None:
        """Close the headings of a style and deeper ones: a heading of that style follows that is none of a topic."""
        for depth, known in enumerate(self._open):
            if known.style == style:
                del self._open[depth:]
                self.topic = next((open_.words for open_ in reversed(self._open) if not self._step(open_)), None)
                break


def bracketed_heading(line: Line) -> Heading | None:
    """Return the heading that stands alone in brackets or behind hashes on the line, or None."""
    if line.body[:1] not in _OPENERS and not line.body.endswith(_CLOSERS):
        return None
    hashes = _HASHES.match(line.body) if line.body.startswith("#") else None
    if hashes:
        return Heading(_clean(_unlisted(hashes["words"])), hashes["hashes"])
    bold = _BOLD.match(line.body) if line.body[:1] in "*_" else None
    if bold and not _SENTENCE.search(bold["words"]):
        return Heading(_clean(_unlisted(bold["words"])), "**")
    return _drawn_heading(line) or (_enclosed_heading(line) if line.body.endswith(_CLOSERS) else None)


def _drawn_heading(line: Line) -> Heading | None:
    """Return the heading between two short lines that are drawn: == … ==, ～ … ～."""
    drawn = _DRAWN.fullmatch(line.body) if line.body[:1] in _LINES and line.body[-1:] == line.body[:1] else None
    if drawn is None or line.page_number or _SENTENCE.search(drawn["words"]):
        return None
    return Heading(_clean(_unlisted(drawn["words"])), "=" + drawn["line"][0])


def _enclosed_heading(line: Line) -> Heading | None:
    """Return the heading in brackets that fill the line."""
    found = _BRACKETED.match(line.body)
    if (
        not found
        or _CLOSE[found["open"]] != found["close"]
        or (found["open"] == "「" and not found["mark"])
        or (found["open"] == "(" and found["mark"])
    ):
        return None
    words = found["words"].strip()
    if found["open"] == "(" and not _one_pair(words):
        return None
    if _NOT_WORDS.match(squeeze(words)) or words.endswith(("。", "?", "!")):
        return None
    words = _COUNTED.sub("", words) if found["open"] in "【《〔<" else words  # 《1.開会》
    return Heading(_clean(_ITEM_WORD.sub("", words)), found["mark"] + found["open"])


def _unlisted(words: str) -> str:
    """Return the words of a heading without the marks and numbers before them: ２　議題（１）　…."""
    return _ITEM_WORD.sub("", _LEAD.sub("", _LISTED.sub("", words)))


def _one_pair(words: str) -> bool:
    """Whether the brackets around the words belong together: (A) B (C) has two pairs."""
    if ")" not in words:
        return "(" not in words
    depth = 0
    for character in words:
        depth += (character == "(") - (character == ")")
        if depth < 0:
            return False
    return depth == 0


def ruled_heading(line: Line, following: Line) -> Heading | None:
    """Return the heading that a rule of one mark underlines (reStructuredText, plain text), or None."""
    mark = following.body[:1]
    if (
        mark not in _UNDERLINES
        or len(following.body) < 4
        or following.body != mark * len(following.body)
        or following.indent != line.indent
    ):
        return None
    if line.rule or not 0.5 <= following.width / max(line.width, 1) <= 2.5 or _SENTENCE.search(line.body):
        return None
    return Heading(_clean(line.body), "rule" + mark)


def opens_topic(line: Line) -> bool:
    """Say whether a line names a topic behind the word itself, as logs do: `Topic: …`."""
    return line.body[:1] in _TOPIC_HEADS and ":" in line.body[:20] and _TOPIC.match(line.body) is not None


def numbered_heading(line: Line) -> Heading | None:
    """Return the heading behind a list number or behind `Topic:`, where the line is short and no sentence, or None."""
    if line.body[:1] not in _NUMBERS:
        return None
    named = _NAMED_ITEM.match(line.body)
    if named and not _SENTENCE.search(named["words"]):
        return Heading(_clean(named["words"]), "【n】")
    told = _TOPIC.match(line.body) if opens_topic(line) else None
    if told:
        return Heading(_clean(told["words"]), "topic:")
    circled = _CIRCLED.match(line.body) if line.circled else None
    if circled:
        return None if _SENTENCE.search(circled["words"]) else Heading(_clean(circled["words"]), "①")
    found = _NUMBERED.match(line.body)
    if not found or _SENTENCE.search(found["words"]):
        return None
    style = re.sub(r"\d+|[一二三四五六七八九十]+|[アイウエオカキクケコ]|[IVX]+", "n", squeeze(found["style"]))
    return Heading(_clean(found["words"]), style)


def marked_heading(line: Line, marks: frozenset[str]) -> Heading | None:
    """Return the heading behind one of the marks that open headings in this document, or None."""
    found = _MARKED.match(line.body)
    if not found or found["mark"] not in marks or _SENTENCE.search(found["words"]):
        return None
    return Heading(_clean(_LISTED.sub("", found["words"])), found["mark"])


def _clean(words: str) -> str:
    words = _EMPHASIS.sub("", _LINK.sub(r"\g<words>", words) if "](" in words else words).strip()
    inside = _ENCLOSED.fullmatch(words)
    return (inside.group(1) if inside else words).strip()


def number_of(line: Line) -> tuple[str, int] | None:
    """Return the style and the number of a numbered heading, or None."""
    heading = numbered_heading(line) if 0 < len(line.body) <= 90 else None
    digits = _DIGITS.search(line.body) if heading else None
    count = number(digits.group()) if digits else None
    return (heading.style, count) if heading and count is not None else None
