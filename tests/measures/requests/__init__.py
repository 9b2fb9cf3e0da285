"""How many requests for comment are found; the labels were made by hand before any scoring."""
