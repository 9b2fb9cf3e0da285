"""Reviews: what people say of single statements, and the record as that makes it."""

from kg.reviewing.applying import RULE, applied, builds_on
from kg.reviewing.standing import gold, rejected, standing

__all__ = ["RULE", "applied", "builds_on", "gold", "rejected", "standing"]
