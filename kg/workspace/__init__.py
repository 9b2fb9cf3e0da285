"""The workspace: a second dataset beside the articles, for whatever others want to add.

Graphs that do not lie under our base land here: notes, links, another tool's findings. They are
never mixed with what articles present, never read by a stored question, and shown as what they
are. Updates run on a copy of the data, in a process that may be killed; what they changed is
written to a journal before it is applied, so that the journal alone gives the data back.

Nothing is imported here: the process of a change has to start quickly.
"""
