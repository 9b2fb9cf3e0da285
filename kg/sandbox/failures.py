"""Errors of asking: what an answer cannot be, and that there is nobody to give it."""

from __future__ import annotations

from typing import ClassVar

from kg.errors import OnRecordError, Place, UsageError


class NotAcceptable(UsageError):
    """The answer is of a kind for which the asker takes no format."""


class Busy(OnRecordError):
    """Every worker is at other queries; ask again after `retry_seconds`."""

    exit_status: ClassVar[int] = 5

    def __init__(
        self, what: str, *, todo: str = "", place: Place | None = None, retry_seconds: int = 1
    ) -> None:
        super().__init__(what, todo=todo, place=place)
        self.retry_seconds = retry_seconds
