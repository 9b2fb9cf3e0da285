"""An HTML page as an article: its own words in reading order, and what the page declares.

Nothing here asks the network for anything: a page is what its file holds.
"""
