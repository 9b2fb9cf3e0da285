"""What all tests share: where things lie, and how Hypothesis runs."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import settings

CHECKOUT = Path(__file__).resolve().parent.parent

# In CI the same examples every time, and no limit on one example: the machine may be busy.
settings.register_profile("ci", derandomize=True, deadline=None)
settings.register_profile("desk", deadline=None)
settings.load_profile("ci" if os.environ.get("CI") else "desk")


@pytest.fixture(scope="session")
def checkout() -> Path:
    """Return the top of the checkout."""
    return CHECKOUT


@pytest.fixture(scope="session")
def material() -> Path:
    """Return the folder of outside test material, which is no part of this repository.

    A test that asks for it is skipped where it is absent: set ONRECORD_MATERIAL to have it run.
    """
    folder = Path(os.environ.get("ONRECORD_MATERIAL") or CHECKOUT.parent / "shared")
    if not folder.is_dir():
        pytest.skip(f"no outside test material at {folder}: set ONRECORD_MATERIAL to its folder")
    return folder
