"""What one statement does to another."""
