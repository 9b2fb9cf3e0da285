"""On Record: who said what, according to whom, to whom, as a knowledge graph of news articles."""

__version__ = "0.1.0"
