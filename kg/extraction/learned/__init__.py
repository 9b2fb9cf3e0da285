"""Finds who says what by a trained tagger; the rules read the rest off the parse."""

from __future__ import annotations

from kg.extraction.learned.extractor import LearnedExtractor

EXTRACTOR = LearnedExtractor()
