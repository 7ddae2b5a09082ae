"""Pages for people: the start page, lists, one for each concept, opinion, meeting, document, person and organisation, and help."""

from service.pages import concepts, documents, guidance, lists, meetings, opinions, people, start
from service.pages.frame import blueprint

__all__ = ["blueprint", "concepts", "documents", "guidance", "lists", "meetings", "opinions", "people", "start"]
