"""Spoken politeness taken off the end of a sentence: 考えております → 考えている, so that the same rules read minutes of both kinds."""

import re

from graph.annotating.morphology import Word, Words, morphemes

_POLITE = re.compile(
    r"(?:ます|ました|ません|ませんでした|ましょう|まして|ますが|ますけれども|ますので|ますね|ますよ|ますか|ませんか|ましたか|ませんでしょうか)$"
)
_REACH = 30
_HUMBLE = {
    "おる": "いる",
    "いたす": "する",
    "ござる": "ある",
    "御座る": "ある",
    "申し上げる": "する",
    "存ずる": "思う",
    "存じる": "思う",
    "頂戴": "いただく",
}
_TALK = (
    (re.compile(r"(?:な)?(?:という|といった)(?:ふう|風|よう|こと|ところ)に(?=(?:も)?(?:思|考え|感じ))"), "と"),
    (re.compile(r"(?:のかな|かな|な)(?:あ|ー)?(?=と(?:いう)?(?:も)?(?:思|考え|感じ))"), ""),
    (re.compile(r"(?:ところ|わけ|次第|もの)(?:である|でございます|です|だ)$"), ""),
    (re.compile(r"[、,]?(?:はい|ええ|以上)$"), ""),
)


def plain(sentence: str) -> str:
    """Return a sentence with its polite ending in the plain form; one that has none comes back as it is."""
    for pattern, shorter in _TALK:
        sentence = pattern.sub(shorter, sentence)
    if not _POLITE.search(sentence):
        return sentence
    begin = max(len(sentence) - _REACH, 0)
    words = morphemes(sentence[begin:])
    place = next((at for at in range(len(words) - 1, 0, -1) if words[at].lemma == "ます"), 0)
    if not place or words[place - 1].shape not in "Vx":
        return sentence
    return sentence[: begin + words.starts[place - 1]] + _ending(words, place)


def _ending(words: Words, place: int) -> str:
    """Return the plain form of a verb, its ます at words[place] and what follows."""
    lemma = words[place - 1].lemma
    verb = _HUMBLE.get(lemma, f"{lemma[:-2]}じる" if lemma.endswith("ずる") else lemma)
    behind = "".join(word.surface for word in words.items[place:])
    rest = re.sub(r"^(?:ます|ました|ません|ましょう|まして)(?:でした)?", "", behind)
    if behind.startswith("ません"):
        return ("ない" if verb == "ある" else f"{_stem(words[place - 1], verb)}ない") + rest
    return verb + rest


def _stem(word: Word, verb: str) -> str:
    """Return the form of a verb that ない follows, as far as its ending in the polite form shows it."""
    if verb in {"する", "できる", "いる"}:
        return {"する": "し", "できる": "でき", "いる": "い"}[verb]
    rows = dict(zip("いきぎしちにびみり", "わかがさたなばまら", strict=True))
    return (
        word.surface[:-1] + rows.get(word.surface[-1], word.surface[-1])
        if verb[-1] != "る" or word.surface[-1] == "り"
        else word.surface
    )
