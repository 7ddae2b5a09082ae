"""An annotator that asks a language model (see `asking`); off unless RONTEN_LLM_URL and RONTEN_LLM_MODEL are set.

Its answers stand beside what the rules found and never replace it: each must quote the opinion to the letter. Answers are kept by
the hash of all that was asked, so that the same document costs nothing the second time. Whatever goes wrong with the endpoint, the
rules' result remains.
"""

import asyncio
import hashlib
import json
import logging
import tempfile
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

import httpx

from graph.annotating.asking import INSTRUCTIONS, Conversation, Endpoint, client, endpoint
from graph.annotating.kinds import kind_of
from graph.annotating.protocol import Work, Workpiece
from graph.annotating.replies import Reply, checked, parsed, schema, sound
from graph.annotating.vocabulary import Vocabulary
from graph.model import Concept, Mention, Position, Relation

_log = logging.getLogger(__name__)
_PATIENCE = 3
"""So many failures one after the other, and the rest of the document is left to the rules."""
_CONFIDENCE = 0.5


class Llm:
    """The annotator that adds what a language model finds."""

    name = "llm"
    version = "2"

    def __init__(self, where: Endpoint | None = None, transport: httpx.AsyncBaseTransport | None = None) -> None:
        self._where = where or endpoint()
        self._transport = transport
        self._failures = 0
        if self._where is not None:
            self.version = f"2+{'_'.join(self._where.model.split())}"

    def annotate(self, work: Work) -> None:
        """Add the model's checked mentions, positions and relations to each opinion."""
        if self._where is not None:
            asyncio.run(self._annotate(work, self._where))

    async def _annotate(self, work: Work, where: Endpoint) -> None:
        # An endpoint that failed to the end of one document gets one try in the next, else a folder waits for hours.
        self._failures = min(self._failures, _PATIENCE - 1)
        async with client(where, self._transport) as open_client:
            conversation = Conversation(open_client, where)
            for piece in work.opinions:
                text = piece.text
                try:
                    reply = checked(await self._answer(conversation, where, text), text)
                except (httpx.HTTPError, ValueError, OSError) as error:
                    self._failures += 1
                    work.unfinished.add(self.name)
                    _log.warning("The language model gave nothing to use: %s", _reason(error, where))
                    if self._failures >= _PATIENCE:
                        _log.warning("The language model is left alone for the rest of the document.")
                        return
                    continue
                self._failures = 0
                _add(piece, reply, work.vocabulary, f"llm:{where.model}")

    async def _answer(self, conversation: Conversation, where: Endpoint, text: str) -> Mapping[str, Any]:
        """Return the model's answer, from the folder where it is kept; raises what `Conversation.answer` raises."""
        kept = where.cache / f"{_digest(where, text)}.json" if where.cache is not None else None
        if kept is not None:
            with suppress(ValueError, OSError):
                return parsed(kept.read_text(encoding="utf-8"))
        # Only what stands in the opinion is kept, so that an endpoint cannot fill the folder with words of its own.
        answer = sound(await conversation.answer(text), text)
        if kept is not None:
            with suppress(OSError):
                _keep(kept, answer)
        return answer


def _reason(error: Exception, where: Endpoint) -> str:
    """Say what went wrong without the key, which an endpoint may have sent back in a header that is quoted here."""
    reason = f"{type(error).__name__}: {error}"
    return reason.replace(where.key, "…") if where.key else reason


def _digest(where: Endpoint, text: str) -> str:
    asked = json.dumps([where.url, where.model, where.tokens, INSTRUCTIONS, schema(), text])
    return hashlib.sha256(asked.encode()).hexdigest()


def _keep(path: Path, answer: Mapping[str, Any]) -> None:
    """Write an answer so that a reader meets all of it or nothing, whoever else writes the same one; raises OSError."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile("w", encoding="utf-8", dir=path.parent, suffix=".part", delete=False) as part:
        try:
            json.dump(answer, part)
            part.close()
            Path(part.name).replace(path)
        except OSError:
            Path(part.name).unlink(missing_ok=True)
            raise


def _add(piece: Workpiece, reply: Reply, vocabulary: Vocabulary, rule: str) -> None:
    """Add what a reply holds and the rules do not; the rules' own findings stay as they are."""
    finding = piece.finding
    known = {mention.surface: mention.concept for mention in finding.mentions}
    taken = [(mention.start, mention.end) for mention in finding.mentions]
    for said in reply.mentions:
        crossing = any(start < said.span.end and said.span.start < end for start, end in taken)
        if not crossing:
            concept = vocabulary.lookup(said.names[0]) or Concept(said.names[0], said.kind)
            known.setdefault(said.names[0], concept)
            taken.append(said.span)
            finding.mentions.append(Mention(*said.span, said.names[0], concept, rule, _CONFIDENCE))
    finding.mentions.sort(key=lambda mention: (mention.start, -mention.end))

    def concept_of(name: str) -> Concept:
        return known.get(name) or vocabulary.lookup(name) or Concept(name, kind_of(name))

    _positions(piece, reply, rule, concept_of)
    related = {frozenset((relation.subject.label, relation.object.label)) for relation in finding.relations}
    for said in reply.relations:
        subject, target = map(concept_of, said.names)
        ends = frozenset((subject.label, target.label))
        if ends not in related and len(ends) == 2:
            related.add(ends)
            finding.relations.append(Relation(subject, said.kind, target, *said.span, rule, _CONFIDENCE))


def _positions(piece: Workpiece, reply: Reply, rule: str, concept_of: Callable[[str], Concept]) -> None:
    held = {position.target.label for position in piece.finding.positions}
    for said in reply.positions if piece.finding.act != "answer" else ():
        target = concept_of(said.names[0])
        if target.label not in held:
            held.add(target.label)
            piece.finding.positions.append(Position(target, said.kind, *said.span, rule, _CONFIDENCE))
