"""What the groups of stored questions are called."""

from __future__ import annotations

from kg.queries import Group

HEADINGS = {
    Group.STANDARDS_EDITOR: "What claims rest on",
    Group.NON_RESPONSE: "Who was asked, and what came of it",
    Group.FACT_CHECKER: "How words came into print, and what speaks against them",
    Group.RESEARCHER: "How often",
    Group.LINKED_DATA: "Whether the graph keeps its promises",
}
"""In the order in which the groups are listed."""
