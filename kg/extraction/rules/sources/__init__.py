"""Who the sources of an article are."""
