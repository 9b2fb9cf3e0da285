"""In what manner each statement was made."""
