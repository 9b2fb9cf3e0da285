"""What every reader shares: strict bytes and JSON, and what is known of an article beside its text."""
