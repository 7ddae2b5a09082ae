"""Finds the sentences of each opinion and the act that each performs."""

import re

from graph.annotating.acts import act_of, opinion_act
from graph.annotating.protocol import Work
from graph.annotating.sentences import sentence_spans
from graph.model import Sentence

_OPEN = re.compile(r"(?:か|は)[。?]?$")
"""How a question may end that elsewhere would propose or leave open: 標準化についてはどうか。 費用の負担は。"""


class Acts:
    """The annotator that parts opinions into sentences and names their acts."""

    name = "acts"
    version = "3"

    def annotate(self, work: Work) -> None:
        """Add sentences with acts, and the act of the whole, to each opinion."""
        for piece in work.opinions:
            reply, asks = piece.utterance.reply, piece.utterance.asks
            sentences = []
            for start, end in sentence_spans(piece.text):
                text = piece.text[start:end]
                act = act_of(text)
                name, rule = ("answer", "reply") if reply else (act.act, act.rule)
                if asks and end == len(piece.text) and _OPEN.search(text):
                    name, rule = "question", "asked"
                sentences.append(Sentence(start, end, text, name, act.cue, rule, act.confidence, act.hedges))
            piece.finding.sentences = sentences
            piece.finding.act = opinion_act([sentence.act for sentence in sentences], reply=reply)
