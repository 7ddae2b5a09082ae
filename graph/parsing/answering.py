"""Who answers for the body that holds the meeting: its secretariat and those who came to explain, as the attendance list groups them."""

import re
from dataclasses import replace

from graph.model import Attendee, Utterance
from graph.parsing.lines import squeeze

_ANSWERING = frozenset(
    "事務局 説明員 説明者 説明補助者 当局 執行部 理事者 政府参考人 庶務 担当課 所管課 職員 市職員 県職員 区職員 書記".split()
)
_EXPLAINING = re.compile(r"(?:説明|職務)のため|事務局職員")
_MEMBERS = re.compile(r"委員(?!会)|構成員|議員|会員|理事|役員|座長|会長|議長|教育長|管理者")
_CLAIMANTS = re.compile(r"組合|労働")
_MEMBER = re.compile(r"(?:委員|議員|構成員)(?:\(.*\))?[A-Z\d]{0,2}$")
_OFFICER = re.compile(r"(?:課長|部長|局長|係長|室長|次長|課長補佐|室長補佐|主幹|主査)$")
_CALLS = re.compile(
    r"(?:説明|報告|紹介)(?:の?(?:ほう|ほど))?(?:を|は)?(?:よろしく)?"
    r"(?:お願い(?:し|いた|でき)|求めます|願います|いただきます|いただけ|してもらい|ください|下さい)"
)
_END = 90  # characters at a speech's end in which it calls somebody


def answering(utterances: list[Utterance], attendees: list[Attendee]) -> list[Utterance]:
    """Return the utterances, marked as replies where somebody who answers for the body follows a member; an explanation that was called for is none."""
    houses = _houses(attendees)
    members = any(_MEMBER.search(squeeze(utterance.speaker or "")) for utterance in utterances)
    found: list[Utterance] = []
    asked: Utterance | None = None  # what a member said last
    for utterance in utterances:
        if asked is not None and asked.topic != utterance.topic:
            asked = None
        if not (utterance.reply or _answers(utterance, attendees, houses, members=members)):
            asked = utterance
            found.append(utterance)
            continue
        called = asked is not None and bool(_CALLS.search(asked.passage.text[-_END:]))
        reply = not called and asked is not None
        found.append(utterance if utterance.reply == reply else replace(utterance, reply=reply))
    return found


def _answers(utterance: Utterance, attendees: list[Attendee], houses: frozenset[str], *, members: bool) -> bool:
    groups = _ANSWERING | houses
    by = attendees[utterance.attendee] if utterance.attendee is not None else None
    if by is None and members and _OFFICER.search(squeeze(utterance.speaker or "")):
        return True  # no list names them: among members, heads of sections are the body's own
    if by is not None and by.group is None:
        return _by_post(by) and any(_MEMBERS.search(person.group or "") for person in attendees)
    return (by is not None and by.group in groups) or squeeze(utterance.speaker or "") in groups


def _by_post(person: Attendee) -> bool:
    """Whether somebody stands in no group and is known by a post alone, not that of a member: 出席職員 教育部長 例田."""
    return bool(person.position) and not person.organisation and not _MEMBERS.search(person.position or "")


def _houses(attendees: list[Attendee]) -> frozenset[str]:
    """Return the groups, members' aside, whose people all stand there by post alone: they are of the body that holds the meeting."""
    groups = {person.group for person in attendees if person.group and not _MEMBERS.search(person.group) and not _CLAIMANTS.match(person.group)}
    return frozenset(
        group
        for group in groups
        if _EXPLAINING.match(group)
        or all(person.position and not person.organisation for person in attendees if person.group == group)
    )
