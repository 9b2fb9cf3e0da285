"""Requests for comment and what came of them."""
