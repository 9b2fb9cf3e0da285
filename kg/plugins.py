"""A folder is the registry: what each module of a package offers, found loudly."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable
from importlib.metadata import entry_points
from types import ModuleType
from typing import TypeVar

from kg.errors import UsageError

T = TypeVar("T")


def discover(
    package: ModuleType, attribute: str, kind: type[T], key: Callable[[T], str]
) -> dict[str, T]:
    """Return what every module of `package` offers under `attribute`, by `key`, sorted.

    A module that offers nothing, or a key taken twice, is a defect of the program and raises.
    """
    found: dict[str, T] = {}
    for info in pkgutil.iter_modules(package.__path__):
        module = importlib.import_module(f"{package.__name__}.{info.name}")
        add(found, getattr(module, attribute, None), kind, key, module.__name__)
    return dict(sorted(found.items()))


def add(
    found: dict[str, T], offered: object, kind: type[T], key: Callable[[T], str], where: str
) -> None:
    """Put one offer into `found`."""
    if not isinstance(offered, kind):
        raise TypeError(f"{where} offers no {kind.__name__}")
    name = key(offered)
    if name in found:
        raise TypeError(f"{where} offers {name!r}, which another module offers already")
    found[name] = offered


def installed(group: str, kind: type[T], key: Callable[[T], str]) -> dict[str, T]:
    """Return what other distributions offer by the entry point group, by `key`."""
    found: dict[str, T] = {}
    for point in sorted(entry_points(group=group), key=lambda point: point.name):
        add(found, point.load(), kind, key, point.value)
    return found


def choose(offered: dict[str, T], name: str, what: str) -> T:
    """Return the one called `name`, or say which there are."""
    try:
        return offered[name]
    except KeyError:
        raise UsageError(
            f"there is no {what} {name!r}", todo="there are: " + ", ".join(offered)
        ) from None
