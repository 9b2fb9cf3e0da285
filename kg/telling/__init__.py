"""How a record is told to a person: the words that the command line and the pages share."""
