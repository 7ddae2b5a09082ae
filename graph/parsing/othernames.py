"""Reads what an attendance list puts in brackets behind a name to say the same name otherwise: its reading, another spelling, a former surname."""

import re

from graph.parsing.lines import squeeze

_SAID = re.compile(r"^(?:旧姓|本名|通称|別名|筆名|ペンネーム|よみ|ヨミ|読み)\s*[::]?\s*(?P<name>\S.*)$")
_HIRAGANA = re.compile(r"^[\u3041-\u3096ー]{2,8}\s?[\u3041-\u3096ー]{1,8}$")
_KANA = re.compile(r"^[\u3041-\u3096\u30a1-\u30faー]{2,8}[\s・=][\u3041-\u3096\u30a1-\u30faー]{1,8}$")
_NAME = re.compile(r"^[\u3400-\u9fff\uf900-\ufaff々〆ヶ\u3041-\u3096\u30a1-\u30faー]{2,10}$")
_HAN = re.compile(r"[\u3400-\u9fff]")
_LEADING = re.compile(r"^\((?P<inside>[^()]{2,20})\)\s*")


def other_name(inside: str, name: str) -> str | None:
    """Return the other name that words in brackets give for a name, without space, or None where they say something else."""
    words = inside.strip()
    said = _SAID.match(words)
    if said:
        return squeeze(said["name"])
    if _HAN.search(name) and (_HIRAGANA.match(words) or _KANA.match(words)):
        return re.sub(r"[\s・=]", "", words)
    other = squeeze(words)
    return other if _NAME.match(other) and _halves_meet(other, name) else None


def _halves_meet(other: str, name: str) -> bool:
    """Whether two names differ, but have a surname or a given name of two letters or more in common: サトウ花子 and 佐藤花子."""
    return other != name and (other[:2] == name[:2] or other[-2:] == name[-2:])


def split_other_name(affiliation: str, name: str) -> tuple[str | None, str]:
    """Take another name in brackets off the front of an affiliation; return it, None where there is none, and the rest."""
    found = _LEADING.match(affiliation)
    other = other_name(found["inside"], name) if found else None
    return (other, affiliation[found.end() :]) if found and other else (None, affiliation)
