"""How the types of entities are called."""

from graph.analysis.matching import CONCEPT, MEETING, ORGANISATION, PERSON, Entity

CLASSES = {CONCEPT: "概念", PERSON: "人", ORGANISATION: "組織", MEETING: "会議"}
_KINDS = {
    "organisation": "組織", "actor": "主体", "system": "システム", "technology": "技術", "policy": "政策", "law": "法令",
    "activity": "活動", "indicator": "指標", "document": "文書", "place": "場所", "person": "人物", "event": "出来事",
    "issue": "課題",
}  # fmt: skip


def type_name(type_: str) -> str:
    """Return the name of a type for people."""
    kind = type_.partition(":")[2]
    return CLASSES.get(type_) or (f"概念: {_KINDS[kind]}" if kind in _KINDS else type_)


def typed(entity: Entity) -> list[dict[str, str]]:
    """Return the types of an entity as the API writes them."""
    return [{"id": each, "name": type_name(each)} for each in entity.types]
