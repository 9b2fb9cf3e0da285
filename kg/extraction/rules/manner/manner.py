"""In what manner everything was said: by which way, from whom, on what ground, when, on what terms.

All of it is read of the reporting clauses, which are found once.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extraction.rules.manner.channels import channels
from kg.extraction.rules.manner.days import days
from kg.extraction.rules.manner.grounds import grounds
from kg.extraction.rules.manner.hopping import hopping
from kg.extraction.rules.manner.reporting import Clauses
from kg.extraction.rules.manner.terms import terms
from kg.model import Extraction

if TYPE_CHECKING:
    from kg.extraction.rules.reading.reading import Reading

_READ = (channels, hopping, grounds, days, terms)


def manner(reading: Reading, found: Extraction) -> Extraction:
    """Return the attributions with the manner in which they were made."""
    clauses = Clauses(reading, found)
    for one in _READ:
        found = one(reading, found, clauses)
    return found
