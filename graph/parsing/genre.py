"""Whether minutes are verbatim or a summary, by how their sentences end."""

import re

_SPOKEN = re.compile(
    r"(?:です|ます|ました|ません|でした|でしょう|ましょう|ください|ございます)(?:か|ね|よ|が|けれども|けど|よね)?[。?!]"
)
_WRITTEN = re.compile(
    r"(?:である|べき|ない|する|した|いる|ある|れる|たい|重要|必要|課題|賛成|反対|ほしい|とのこと|あった)(?:か)?[。]"
)


def genre_of(texts: list[str]) -> str:
    """Return `verbatim` where most sentences are in spoken politeness, else `summary`."""
    spoken = sum(len(_SPOKEN.findall(text)) for text in texts)
    written = sum(len(_WRITTEN.findall(text)) for text in texts)
    return "verbatim" if spoken > written else "summary"
