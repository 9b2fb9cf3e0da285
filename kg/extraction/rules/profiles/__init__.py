"""What an article tells of each source: role, body, number, kind, why unnamed."""
