"""Names in brackets behind what somebody said (`賛成である（例田委員）`), where the opinions of a document are attributed like that."""

import re
from collections import Counter
from collections.abc import Iterable

from graph.parsing.labels import Labels
from graph.parsing.roles import SPEAKING, is_body_label, is_role_label
from graph.parsing.speakers import Label, replies

_REACH = 48  # characters at an opinion's end that are looked at
_BEHIND = re.compile(
    r"\s*(?:[(【\[〔<](?P<names>[^()【】\[\]〔〕<>。?!]{1,40})(?:[)】\]〕>]|$)|(?<=[。.?!\s])[―—─/]{1,2}\s*(?P<dashed>[^\s。、―—─]{2,14}))\s*[。.]?\s*$"
)
_ALONE = re.compile(r"[(【\[〔](?P<names>[^()【】\[\]〔〕。?!]{2,40})[)】\]〕]")
_BRACKETS = frozenset("([〔")
_SIGN = re.compile(r"[(【\[〔<―—─/]")
_AND = re.compile(r"\s*(?:[、,・/&]|及び|ほか)\s*")
_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_.-]{1,19}|[^\d\s、。:;/=]{1,12}(?:\s[^\d\s、。:;/=]{1,8})?[A-ZＡ-Ｚ]?")
_HANDLE = re.compile(r"[A-Za-z][A-Za-z0-9_.-]{2,19}")
_HONORIFIC = re.compile(r"\s+|(?:さん|氏|様)$")
_NOT_NAMES = re.compile(
    r"^(?:笑|拍手|略|同上|複数|済み?|案|仮|例|中略|合計|最大|最小|以上|以下|未満|税込?|税抜き?|約|図|表|注|後述|前述|再掲|新規|拡充|継続|同意|賛成|反対|了承)$|予定|参照|別紙|別添|資料"
)


def stands_alone(body: str) -> bool:
    """Say whether a line holds nothing but who said what stands above, in brackets: （例田委員）."""
    found = _ALONE.fullmatch(body) if body[:1] in _BRACKETS else None
    names = _AND.split(found["names"].strip()) if found else []
    return bool(names) and all(_NAME.fullmatch(name) and is_role_label(name) and not _NOT_NAMES.search(name) for name in names)


class Attributions:
    """Knows by all opinions of a document that name nobody before them, a good part of the `total`, which brackets behind them hold names."""

    def __init__(self, texts: Iterable[str], total: int, labels: Labels) -> None:
        self._labels = labels
        found = [names for behind in map(_behind, texts) if behind for names in [_names_in(behind)] if names]
        counts = Counter(name for names in found for name in names)
        recurring = {name for name, count in counts.items() if count >= 2}
        telling = sum(any(name in recurring or self._speaks(name) or is_body_label(name) for name in names) for names in found)
        self.trusted = trusted = len(found) >= 3 and 3 * len(found) >= total and 2 * telling >= len(found)
        every = trusted and 4 * len(found) >= 3 * total
        self._known = frozenset(counts if every else recurring if trusted else ())

    def _means(self, name: str) -> bool:
        """Whether a name behind an opinion is known for its speaker's."""
        if name in self._known or (self.trusted and _HANDLE.fullmatch(name)):
            return True
        if self.trusted:
            return self._speaks(name)
        return replies(Label(name, "enclosed", 0)) or self._labels.attends(_HONORIFIC.sub("", name))

    def _speaks(self, name: str) -> bool:
        bare = _HONORIFIC.sub("", name)
        return name in SPEAKING or is_role_label(name) or self._labels.attends(bare)

    def behind(self, text: str) -> tuple[int, str | None]:
        """Return where the words of an opinion end, and who stands behind them, as printed."""
        found = _behind(text)
        end = len(text[:-_REACH]) + found.start() if found else 0
        names = _names_in(found) if found and end > 0 else []
        if found is None or not names or not all(self._means(name) for name in names):
            return len(text), None
        return end, (found["names"] or found["dashed"]).strip()


def _behind(text: str) -> re.Match[str] | None:
    """Return the brackets, or the words behind a dash, that close an opinion."""
    tail = text[-_REACH:]
    return _BEHIND.search(tail) if _SIGN.search(tail) else None


def _names_in(found: re.Match[str]) -> list[str]:
    """Return the words behind an opinion, parted where several people are meant, if they can be names."""
    names = _AND.split((found["names"] or found["dashed"]).strip())
    return names if all(_NAME.fullmatch(name) and not _NOT_NAMES.search(name) for name in names) else []
