"""Finds the sentences of each opinion and the act that each performs."""

from graph.annotating.acts import act_of, opinion_act
from graph.annotating.protocol import Work
from graph.annotating.sentences import sentence_spans
from graph.model import Sentence


class Acts:
    """The annotator that parts opinions into sentences and names their acts."""

    name = "acts"
    version = "2"

    def annotate(self, work: Work) -> None:
        """Add sentences with acts, and the act of the whole, to each opinion."""
        for piece in work.opinions:
            reply = piece.utterance.reply
            sentences = []
            for start, end in sentence_spans(piece.text):
                text = piece.text[start:end]
                act = act_of(text)
                name = "answer" if reply else act.act
                rule = "reply" if reply else act.rule
                sentences.append(Sentence(start, end, text, name, act.cue, rule, act.confidence, act.hedges))
            piece.finding.sentences = sentences
            piece.finding.act = opinion_act([sentence.act for sentence in sentences], reply=reply)
