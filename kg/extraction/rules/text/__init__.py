"""The parse of an article as the rules see it, and the lexicon."""
