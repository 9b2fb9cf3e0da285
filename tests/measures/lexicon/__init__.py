"""How the cue lexicon is made: from annotated articles and from what people have set by hand.

    .venv/bin/python -P -m tests.measures.lexicon [--out DIR] [--limit ARTICLES] [--parses DIR]

Reads the train split of the outside material and `ontology/lexicon/hand.ttl`; writes
`cues.ttl` and `evidence.ttl`. Nothing of the articles' wording goes into them but the
dictionary forms of cues that annotators marked in several articles of several outlets.
`docs/reference/extraction.md` explains the method.
"""
