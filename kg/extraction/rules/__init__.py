"""Rules over spaCy's parse, with the cue lexicon as data under `ontology/lexicon/`.

Each attribution names the rule that found it:

clause        a cue and the clause it governs: "She said that ..."
infinitive    a cue and what is to be done: "He promised to ..."
object        a cue and a thing: "They support the bill"
preposition   a cue and what follows its preposition: "She called for ..."
adjective     a state of mind: "He is confident that ..."
noun          a noun for a saying or a view: "the consensus is that ...", "claims of ..."
passive       what is said, thought or done to the subject: "The plan was criticised"
parenthesis   a clause dropped into its content: "..., as the paper reports"
tail          a reporting clause at the end of a sentence that the parser reads otherwise
quotation     quotation marks and the cue beside them, also across paragraphs
according     "according to"
colon         a speaker and a colon at the head of a line
dash          a quotation that is signed
viewpoint     whose view or count a clause gives: "in her view, ...", "by the union's count"
hearsay       what is told of and by nobody: "allegedly", "it is claimed", "is said to"
reading       what a document holds or a measurement gives: "lists", "puts it at 5.9"
heading       words of a headline or heading that the body gives to somebody
nested-...    the same, inside somebody else's content

Requests have the rule `response-wording`. A candidate counts when the weights of its
cue and of what surrounds it add up (`ontology/lexicon/cues.ttl`, `evidence.ttl`).
"""

from __future__ import annotations

from kg.extraction.rules.extractor import RulesExtractor, extract_doc

__all__ = ["EXTRACTOR", "RulesExtractor", "extract_doc"]

EXTRACTOR = RulesExtractor()
"""The extractor that this package offers."""
