"""What a page shows, as frozen values made from what the store holds; templates only lay it out."""
