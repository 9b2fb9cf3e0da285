"""Sentences without a source, and notices of correction."""
