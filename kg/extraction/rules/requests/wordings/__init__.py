"""The wordings by which newsrooms tell what came of a request for comment.

Each group of outcomes has a module of its own; they are asked in this order, for the first
that knows a wording is right: "would not respond" is a refusal, "did not respond" silence.
"""

from __future__ import annotations

from kg.extraction.rules.requests.wordings.afterwards import Afterwards
from kg.extraction.rules.requests.wordings.answering import Answering
from kg.extraction.rules.requests.wordings.clauses import Clauses, Told
from kg.extraction.rules.requests.wordings.meeting import Meeting
from kg.extraction.rules.requests.wordings.prompted import Prompted
from kg.extraction.rules.requests.wordings.reaching import Reaching
from kg.extraction.rules.requests.wordings.refusing import Refusing
from kg.extraction.rules.requests.wordings.replies import Replies
from kg.extraction.rules.requests.wordings.silence import Silence
from kg.extraction.rules.requests.wordings.trying import Trying


class Wordings:
    """Reads off what came of a request from the verb that tells it."""

    def __init__(self, clauses: Clauses) -> None:
        """Take what answers questions about clauses."""
        self._readers = (
            Refusing(clauses),
            Answering(clauses),
            Meeting(clauses),
            Prompted(clauses),
            Silence(clauses),
            Reaching(clauses),
            Trying(clauses),
            Afterwards(clauses),
        )
        self._replies = Replies(clauses)

    def told(self, verb: int) -> Told | None:
        """Return what the verb tells of a request, or nothing where it tells no such thing."""
        for reader in self._readers:
            told = reader.told(verb)
            if told is not None:
                return self._replies.weighed(told) if told.parties else None
        return None
