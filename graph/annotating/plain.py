"""Spoken politeness taken off the end of a sentence: 考えております → 考えている, so that the same rules read minutes of both kinds."""

import re

from graph.annotating.morphology import Word, Words, morphemes

_POLITE = tuple(
    "ます ました ません ませんでした ましょう まして ますが ますけれども ますので ますね ますよ ますか ませんか ましたか ませんでしょうか".split()
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
_THOUGHT = ("思", "考え", "感じ")
_TALK = (
    (re.compile(r"(?:な)?(?:という|といった)(?:ふう|風|よう|こと|ところ)に(?=(?:も)?(?:思|考え|感じ))"), "と"),
    (re.compile(r"(?:のかな|かな|な)(?:あ|ー)?(?=と(?:いう)?(?:も)?(?:思|考え|感じ))"), ""),
)
"""What is said before a verb of thinking without saying more."""
_COPULAS = ("である", "でございます", "です", "だ")
_SAID = re.compile(r"(?:ところ|わけ|次第|もの)(?:である|でございます|です|だ)$")
_DONE = ("はい", "ええ", "以上")
_RISING = re.compile(r"^(?:ます|ました|ません|ましょう|まして)(?:でした)?")
_ROWS = dict(zip("いきぎしちにびみり", "わかがさたなばまら", strict=True))


def plain(sentence: str) -> str:
    """Return a sentence with its polite ending in the plain form; one that has none comes back as it is."""
    if any(word in sentence for word in _THOUGHT):
        for pattern, shorter in _TALK:
            sentence = pattern.sub(shorter, sentence)
    if sentence.endswith(_COPULAS):
        sentence = _SAID.sub("", sentence)
    for word in _DONE:
        if sentence.endswith(word):
            sentence = sentence.removesuffix(word)
            sentence = sentence[:-1] if sentence.endswith(("、", ",")) else sentence
            break
    if not sentence.endswith(_POLITE):
        return sentence
    begin = max(len(sentence) - _REACH, 0)
    words = morphemes(sentence[begin:])
    place = next((at for at in range(len(words) - 1, 0, -1) if words[at].lemma == "ます"), 0)
    if not place or words[place - 1].shape not in "VxS":
        return sentence
    return sentence[: begin + words.starts[place - 1]] + _ending(words, place)


def _ending(words: Words, place: int) -> str:
    """Return the plain form of a verb, its ます at words[place] and what follows."""
    lemma = words[place - 1].lemma
    verb = _HUMBLE.get(lemma, f"{lemma[:-2]}じる" if lemma.endswith("ずる") else lemma)
    behind = "".join(word.surface for word in words.items[place:])
    rest = _RISING.sub("", behind)
    if behind.startswith("ません"):
        return ("ない" if verb == "ある" else f"{_stem(words[place - 1], verb)}ない") + rest
    return verb + rest


def _stem(word: Word, verb: str) -> str:
    """Return the form of a verb that ない follows, as far as its ending in the polite form shows it."""
    if verb in {"する", "できる", "いる"}:
        return {"する": "し", "できる": "でき", "いる": "い"}[verb]
    return (
        word.surface[:-1] + _ROWS.get(word.surface[-1], word.surface[-1])
        if verb[-1] != "る" or word.surface[-1] == "り"
        else word.surface
    )
