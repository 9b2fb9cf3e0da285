"""What each statement says as a whole."""
