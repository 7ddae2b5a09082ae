"""Leads speakers' labels to the people of the attendance list: only where exactly one of them can be meant."""

from dataclasses import replace
from itertools import takewhile

from graph.model import Attendee, Utterance
from graph.parsing.lines import squeeze

_VARIANTS = str.maketrans(
    "﨑髙邊邉齋齊斎澤濵濱廣國櫻德嶋眞冨神桒館彌惠塚柳黑瀨顯祐賴靜圓龍",
    "崎高辺辺斉斉斉沢浜浜広国桜徳島真富神桑館弥恵塚柳黒瀬顕祐頼静円竜",
) | {code: code + 0x60 for code in range(0x3041, 0x3097)}


def attributed(utterances: list[Utterance], attendees: list[Attendee]) -> list[Utterance]:
    """Return the utterances with the attendee that each label gives, None where nobody or more than one fits."""
    if not any(utterance.speaker for utterance in utterances):
        return utterances
    known = _Known(attendees)
    cache: dict[tuple[str, str | None], int | None] = {}
    result = []
    for utterance in utterances:
        if not utterance.speaker:
            result.append(utterance)
            continue
        key = (utterance.speaker, utterance.speaker_name)
        if key not in cache:
            cache[key] = known.find(*key)
        found = cache[key]
        result.append(utterance if found is None else _led_to(utterance, found, attendees[found].name))
    return result


def _led_to(utterance: Utterance, attendee: int, known: str) -> Utterance:
    """Return the utterance with its attendee; a name that took words of the post with it (乙野総務) is cut to what the list knows."""
    name = utterance.speaker_name
    alike = takewhile(lambda pair: pair[0] == pair[1], zip(plain(known), plain(name or ""), strict=False))
    shared = sum(1 for _ in alike)
    return replace(utterance, attendee=attendee, speaker_name=name[:shared] if name and shared else name)


def plain(name: str) -> str:
    """Return a name in the form in which variants of its characters are one: 﨑 and 崎, 髙 and 高, か and カ."""
    return squeeze(name).translate(_VARIANTS)


class _Known:
    """The people of one list, by their names and roles."""

    def __init__(self, attendees: list[Attendee]) -> None:
        self._people = [person for person in attendees if person.present]
        self._indices = [index for index, person in enumerate(attendees) if person.present]
        self._names = [[plain(name) for name in (person.name, *person.also)] for person in self._people]
        self._heads: dict[str, list[int]] = {}
        self._roles: dict[str, list[int]] = {}
        for at, (names, person) in enumerate(zip(self._names, self._people, strict=True)):
            for head in {name[:length] for name in names for length in range(1, len(name) + 1)}:
                self._heads.setdefault(head, []).append(at)
            for role in {person.group, person.position} - {None}:
                self._roles.setdefault(role or "", []).append(at)

    def find(self, label: str, name: str | None) -> int | None:
        """Return the index in the attendance list of the one person that a label means, or None."""
        word = squeeze(label)
        if name:
            wanted = plain(name)
            begins = self._heads.get(wanted, [])
            found = [at for at in begins if wanted in self._names[at]] or begins or self._by_longer(wanted)
        else:
            found = self._roles.get(word, [])
        if not found and name:
            found = self._by_post(plain(word)) or self._roles.get(word, [])
        if len(found) > 1:
            found = self._by_role(found, word, plain(name or ""))
        return self._indices[found[0]] if len(found) == 1 else None

    def _by_longer(self, wanted: str) -> list[int]:
        """Return those whose listed surname the label goes on from: the list says 例田, the label 例田太郎."""
        return [
            at
            for length in range(2, len(wanted))
            for at in self._heads.get(wanted[:length], [])
            if any(len(name) == length for name in self._names[at])
        ]

    def _by_post(self, word: str) -> list[int]:
        """Return those whose surname opens the label and whose post is the rest of it: 乙野総務部長."""
        for length in range(min(len(word) - 2, 4), 0, -1):
            rest = word[length:]
            found = [
                at
                for at in self._heads.get(word[:length], [])
                if self._bears(at, rest) or self._belongs(at, rest)
            ]
            if found:
                return found
        return []

    def _by_role(self, found: list[int], word: str, name: str) -> list[int]:
        """Return those of several whose role or post is the one that the label gives."""
        role = plain(word).removeprefix(name)
        if not role:
            return found
        return [at for at in found if self._bears(at, role)] or [at for at in found if self._belongs(at, role)]

    def _bears(self, at: int, role: str) -> bool:
        return role in {plain(self._people[at].group or ""), plain(self._people[at].position or "")}

    def _belongs(self, at: int, role: str) -> bool:
        return plain(self._people[at].affiliation or "").endswith(role)
