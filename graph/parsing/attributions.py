"""Names in brackets behind what somebody said (`賛成である（例田委員）`), where the opinions of a document are attributed like that."""

import re
from collections import Counter
from collections.abc import Iterable

from graph.parsing.labels import Labels
from graph.parsing.roles import SPEAKING, is_role_label

_REACH = 48  # characters at an opinion's end that are looked at
_BEHIND = re.compile(
    r"\s*(?:[(【\[〔<](?P<names>[^()【】\[\]〔〕<>。?!]{1,40})(?:[)】\]〕>]|$)|(?<=[。.?!\s])[―—─/]{1,2}\s*(?P<dashed>[^\s。、―—─]{2,14}))\s*[。.]?\s*$"
)
_AND = re.compile(r"\s*(?:[、,・/&]|及び|ほか)\s*")
_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_.-]{1,19}|[^\d\s、。:;/=]{1,12}(?:\s[^\d\s、。:;/=]{1,8})?[A-ZＡ-Ｚ]?")
_HANDLE = re.compile(r"[A-Za-z][A-Za-z0-9_.-]{2,19}")
_HONORIFIC = re.compile(r"\s+|(?:さん|氏|様)$")
_NOT_NAMES = re.compile(
    r"^(?:笑|拍手|略|同上|複数|済み?|案|仮|例|中略|合計|最大|最小|以上|以下|未満|税込?|税抜き?|約|図|表|注|後述|前述|再掲|新規|拡充|継続|同意|賛成|反対|了承)$|予定|参照|別紙|別添|資料"
)


class Attributions:
    """Knows by all opinions of a document that name nobody before them, a good part of the `total`, which brackets behind them hold names."""

    def __init__(self, texts: Iterable[str], total: int, labels: Labels) -> None:
        self._labels = labels
        found = [names for text in texts for names in [_names_behind(text)] if names]
        counts = Counter(name for names in found for name in names)
        recurring = {name for name, count in counts.items() if count >= 2}
        telling = sum(any(name in recurring or self._speaks(name) for name in names) for names in found)
        self.trusted = trusted = len(found) >= 3 and 3 * len(found) >= total and 2 * telling >= len(found)
        every = trusted and 4 * len(found) >= 3 * total
        self._known = frozenset(counts if every else recurring if trusted else ())

    def _means(self, name: str) -> bool:
        """Whether a name behind an opinion is known for its speaker's."""
        if name in self._known or (self.trusted and _HANDLE.fullmatch(name)):
            return True
        return self._speaks(name) if self.trusted else self._labels.attends(_HONORIFIC.sub("", name))

    def _speaks(self, name: str) -> bool:
        bare = _HONORIFIC.sub("", name)
        return name in SPEAKING or is_role_label(name) or self._labels.attends(bare)

    def behind(self, text: str) -> tuple[int, str | None]:
        """Return where the words of an opinion end, and who stands behind them, as printed."""
        names = _names_behind(text)
        if not names or not all(self._means(name) for name in names):
            return len(text), None
        found = _BEHIND.search(text[-_REACH:])
        end = len(text[:-_REACH]) + found.start() if found else 0
        return (end, (found["names"] or found["dashed"]).strip()) if found and end > 0 else (len(text), None)


def _names_behind(text: str) -> list[str]:
    """Return the words in brackets behind an opinion, parted where several people are meant, if they can be names."""
    found = _BEHIND.search(text[-_REACH:])
    names = _AND.split((found["names"] or found["dashed"]).strip()) if found else []
    fit = all(_NAME.fullmatch(name) and not _NOT_NAMES.search(name) for name in names)
    return names if names and fit else []
