"""Which graphs are the workspace's and which are ours."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from pyoxigraph import NamedNode

from kg.errors import UsageError

_DIRECT = "workspace/data/"


class NotTheirs(UsageError):
    """A request for the workspace names a graph that is ours."""


@dataclass(frozen=True, slots=True)
class Names:
    """The names of graphs, told apart by what our own IRIs begin with."""

    base: str
    ontology: str

    def direct(self, name: str) -> str:
        """Return the graph that `/workspace/data/NAME` is about."""
        return f"{self.base}{_DIRECT}{name}"

    def is_direct(self, graph: str) -> bool:
        """Return whether a graph's name lies under `/workspace/data/`."""
        return graph.startswith(self.direct(""))

    def reserved(self, graph: str) -> bool:
        """Return whether a name may be no graph of the workspace.

        Everything under the base is, but for the workspace's own part, and so is the
        ontology's neighbourhood.
        """
        if self.is_direct(graph):
            return False
        return graph.startswith((self.base, self.ontology))

    def must_be_theirs(self, graphs: Iterable[str]) -> None:
        """Raise `NotTheirs` where one of the graphs is reserved."""
        if any(map(self.reserved, graphs)):
            raise NotTheirs(
                "a graph under this site's base or the ontology's is no part of the workspace",
                todo="articles change by /data?graph=VERSION; name your own graph otherwise",
            )


def must_be_iri(graph: str) -> None:
    """Raise `UsageError` for what is no absolute IRI."""
    try:
        NamedNode(graph)
    except ValueError as error:
        raise UsageError(
            f"{graph[:200]!r} is no absolute IRI ({error})", todo="name a graph by its whole IRI"
        ) from None
