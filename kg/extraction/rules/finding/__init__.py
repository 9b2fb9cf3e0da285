"""Which words are attributions: candidates, and the choice among them."""
