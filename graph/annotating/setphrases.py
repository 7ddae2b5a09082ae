"""Relations that stand between two neighbouring terms: AやBなどのC, AによるB, AかBかの二者択一."""

import itertools
import re
from collections.abc import Iterator, Sequence

from graph.annotating.causes import Stated
from graph.annotating.lexicons import valence, word_list
from graph.model import Concept, Mention

_BETWEEN = tuple(
    (re.compile(rf"[」』]?{pattern}[「『]?"), predicate, turned, confidence)
    # what stands between the two, the relation, whether the second is the subject, confidence
    for pattern, predicate, turned, confidence in (
        (
            r"(?:など|等|といった|のような|をはじめとする|をはじめ|を始めとする)(?:の)?、?(?:様々な|さまざまな|各種の?|多様な|他の)?",
            "includes",
            True,
            0.75,
        ),
        (r"を(?:含む|含めた|備えた|備える|有する|搭載した|内蔵した|盛り込んだ|束ねた|まとめた)", "includes", True, 0.8),
        (r"付き(?:の)?", "includes", True, 0.6),
        (r"のうち、?", "includes", False, 0.6),
        (r"である", "includes", False, 0.55),
        (
            r"を(?:用いた|用いる|使った|使う|活用した|活用する|利用した|利用する|生かした|活かした)",
            "uses",
            True,
            0.75,
        ),
        (r"を(?:介した|介する|通じた|通した|経由した|経由する|もとにした|基にした)", "uses", True, 0.6),
        (
            r"に(?:登録|収録|掲載|搭載|同封|内蔵|収載)(?:された|されている|する|した|されて(?:いる|おり))",
            "includes",
            False,
            0.55,
        ),
        (r"による(?!と)", "uses", True, 0.5),
        (r"を可能と(?:する|した)", "enables", True, 0.85),
        (r"(?:に代わる|の代わりに|に代わって)、?", "contrastsWith", False, 0.7),
        (r"と(?:は)?(?:異なり|違い|違って|対照的に)、?", "contrastsWith", False, 0.6),
        (r"(?:に|と)比べ(?:て)?、?", "contrastsWith", False, 0.5),
    )
)
_ANY = re.compile("|".join(pattern.pattern for pattern, *_ in _BETWEEN))
_ASIDE = re.compile(r"^\([^()]*\)")
"""Another name in brackets behind the first term."""
_NEAR = 16
"""A set phrase is no longer than this."""
_CHOICE = re.compile(
    r"か[、]?(?P<second>.{1,20}?)か(?:の|という)?(?:二者択一|二択|選択|どちら|いずれ)|(?:と|か)(?P<other>.{1,20}?)の(?:いずれ|どちら|二者択一)"
)
_MEMBERS = re.compile(r"[」』]?(?:や|、|と|・|及び|並びに|又は)[「『]?")
_GIVERS = frozenset({"organisation", "actor"})
_GIVEN = frozenset({"document", "policy", "system"})
_DEEDS = ("助言", "承認", "許可", "認定", "勧告", "協力", "声掛け", "声かけ", "指導", "監査", "通知", "提案書", "監修")
"""What those give whose deed it is: 獣医師会の助言, 企業からの声掛け."""
_WHOLES = frozenset({"system", "technology", "document", "organisation"})
_TAKEN = re.compile(r"[」』]?(?:から|が(?!、)|の(?:高|多|少|低|大き|ある|ない|良)|を(?!、))")
_PUT_TO_USE = re.compile(r"[」』]?の(?:利用|活用|導入|適用|応用|採用)")
_OWN = re.compile(r"[」』]?の[「『]?")
_OWN_OR_FROM = re.compile(r"[」』]?(?:から)?の[「『]?")
_MEANS = word_list("clauses", "means")
_ISSUES = frozenset({"issue", "indicator"})


def phrases(text: str, mentions: Sequence[Mention], nested: Sequence[Mention]) -> Iterator[tuple[Stated, int, int]]:
    """Yield what set phrases between neighbouring mentions of one sentence say, with the span."""
    for mention in mentions:
        if mention.method == "genitive" and mention.surface.endswith(_DEEDS):
            yield from _deed(mention, nested)
    for place, (first, second) in enumerate(itertools.pairwise(mentions)):
        if second.start - first.end > _NEAR:
            continue
        between = text[first.end : second.start]
        if between.startswith("("):
            between = _ASIDE.sub("", between)
        if _ANY.fullmatch(between):
            yield from _between(text, place, mentions, between)
        if _OWN_OR_FROM.fullmatch(between) and _gives(first, second):
            yield Stated(first.concept, "provides", second.concept, "of-organisation", 0.5), first.start, second.end
        if between == "への" and _PUT_TO_USE.match(text, second.end):
            yield Stated(first.concept, "uses", second.concept, "put-to-use", 0.7), first.start, second.end
        choice = _CHOICE.match(text, first.end) if between[:1] in {"か", "と"} else None
        if choice and (choice["second"] or choice["other"] or "").startswith(second.surface):
            yield Stated(first.concept, "contrastsWith", second.concept, "choice", 0.75), first.start, second.end


def _deed(mention: Mention, nested: Sequence[Mention]) -> Iterator[tuple[Stated, int, int]]:
    """Yield whose deed it is, where AのB is one term: 審査委員会の承認."""
    owner, _, deed = mention.surface.rpartition("の")
    for other in nested:
        if other.start == mention.start and other.surface == owner and other.concept.type in _GIVERS:
            done = Concept(deed, "activity")
            yield Stated(other.concept, "provides", done, "of-organisation", 0.5), mention.start, mention.end


def _gives(first: Mention, second: Mention) -> bool:
    """Whether AのB says that A provides B: an organisation its guideline, a company its data."""
    if first.concept.type in _GIVERS and second.surface.endswith(_DEEDS):
        return True
    if first.concept.type == "organisation":
        return second.concept.type in _GIVEN
    return first.concept.type in {"actor", "system"} and second.concept.type == "document"


def _between(text: str, place: int, mentions: Sequence[Mention], between: str) -> Iterator[tuple[Stated, int, int]]:
    first, second = mentions[place], mentions[place + 1]
    for pattern, predicate, turned, confidence in _BETWEEN:
        if not pattern.fullmatch(between):
            continue
        if predicate == "uses" and "よる" in between and first.concept.type in _GIVERS:
            yield Stated(first.concept, "provides", second.concept, "by-agent", 0.45), first.start, second.end
            return
        if predicate == "uses" and "よる" in between and second.concept.type in _ISSUES:
            yield (
                Stated(
                    first.concept,
                    "causes" if valence(second.concept.label) == "bad" else "affects",
                    second.concept,
                    "by",
                    0.5,
                ),
                first.start,
                second.end,
            )
            return
        if (
            predicate == "includes"
            and turned
            and (
                (confidence == 0.75 and _TAKEN.match(text, second.end))
                or (
                    predicate == "includes"
                    and second.concept.type in {"actor", "person"}
                    and first.concept.type not in _GIVERS
                )
            )
        ):
            return
        if (
            "である" in between
            and first.surface in _MEANS
            and place
            and _OWN.fullmatch(text[mentions[place - 1].end : first.start])
        ):
            first = mentions[place - 1]
        second = _headed(text, place + 1, mentions) if turned else second
        subject, target = (second, first) if turned else (first, second)
        yield (
            Stated(subject.concept, predicate, target.concept, f"phrase:{between[:6]}", confidence),
            first.start,
            second.end,
        )
        if predicate == "includes" and turned:
            yield from _siblings(text, place, mentions, second, confidence)
        return


def _headed(text: str, place: int, mentions: Sequence[Mention]) -> Mention:
    """Return the term that a set phrase modifies: of 民間のアプリ the second half, of 受付システムの実証 the first."""
    mention = mentions[place]
    after = mentions[place + 1] if place + 1 < len(mentions) else None
    if after is not None and _OWN.fullmatch(text[mention.end : after.start]) and after.concept.type in _WHOLES:
        return after
    return mention


def _siblings(
    text: str, at: int, mentions: Sequence[Mention], whole: Mention, confidence: float
) -> Iterator[tuple[Stated, int, int]]:
    """Yield the rest of an enumeration: 職員認証や宛名等の共通機能 includes 職員認証 too."""
    while at > 0 and _MEMBERS.fullmatch(text[mentions[at - 1].end : mentions[at].start]):
        at -= 1
        yield (
            Stated(whole.concept, "includes", mentions[at].concept, "phrase:enumeration", confidence),
            mentions[at].start,
            whole.end,
        )
