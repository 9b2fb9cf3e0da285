"""One article as it was read, which every pass over its attributions reads."""
