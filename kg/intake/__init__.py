"""What every reader shares: strict bytes and JSON, and what is known beside the text."""
