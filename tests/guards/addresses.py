"""Every address the product answers, read from the resolver, with what its view says about itself."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver

UNSAFE = {"POST", "PUT", "PATCH", "DELETE"}
SAFE = {"GET", "HEAD", "OPTIONS"}
OURS = ("config", "coordination", "desk", "foundation", "sample", "engagement", "capacity", "monitoring", "fieldsync")


@dataclass(frozen=True)
class Address:
    """A named URL. `name` is as `reverse` takes it; `arguments` are the URL's own."""

    name: str
    route: str
    view: Callable[..., Any] = field(repr=False)
    arguments: tuple[str, ...] = ()

    @property
    def view_class(self) -> Any:
        """The class of a class-based or API view."""
        return getattr(self.view, "cls", None) or getattr(self.view, "view_class", None)

    @property
    def is_ours(self) -> bool:
        home = (self.view_class or inspect.unwrap(self.view)).__module__
        return home.partition(".")[0] in OURS

    @property
    def is_api(self) -> bool:
        return hasattr(self.view, "cls")

    @property
    def gate(self) -> Any:
        return getattr(self.view, "gate", None) or getattr(self.view_class, "gate", None)

    @property
    def reason_to_be_public(self) -> str:
        gate = self.gate
        return gate.removeprefix("public:").strip() if isinstance(gate, str) and gate.startswith("public:") else ""

    @property
    def methods(self) -> frozenset[str]:
        """What the view answers; empty when a function of ours does not say."""
        if actions := getattr(self.view, "actions", None):
            return frozenset(method.upper() for method in actions)
        if self.view_class is not None:
            names = self.view_class.http_method_names
            return frozenset(name.upper() for name in names if hasattr(self.view_class, name) and name != "options")
        return frozenset(found_inside(self.view, "request_method_list") or ())

    @property
    def writes(self) -> bool:
        return bool(self.methods & UNSAFE)

    @property
    def reads(self) -> bool:
        return "GET" in self.methods

    @property
    def model(self) -> Any:
        """The model of the record that the URL names, as its gate or viewset fetches it."""
        if self.is_api:
            return getattr(getattr(self.view_class, "queryset", None), "model", None)
        return found_inside(self.view, "model")


def found_inside(view: Callable[..., Any] | None, name: str) -> Any:
    """A variable of one of the decorators around a view."""
    while view is not None:
        found = inspect.getclosurevars(view).nonlocals.get(name) if inspect.isfunction(view) else None
        if found is not None:
            return found
        view = getattr(view, "__wrapped__", None)
    return None


@cache
def all_addresses() -> tuple[Address, ...]:
    return tuple(sorted(walk(get_resolver(), "", ()), key=lambda one: (one.name, one.route)))


def walk(resolver: URLResolver, route: str, spaces: tuple[str, ...]) -> Iterator[Address]:
    for entry in resolver.url_patterns:
        here = route + str(entry.pattern)
        if isinstance(entry, URLResolver):
            inner = (*spaces, entry.namespace) if entry.namespace else spaces
            yield from walk(entry, here, inner)
        elif isinstance(entry, URLPattern):
            name = ":".join((*spaces, entry.name or f"nameless {here}"))
            # Converters of includes above count too.
            arguments = tuple(dict.fromkeys((*argument_names(here), *entry.pattern.converters)))
            yield Address(name, here, entry.callback, arguments)


def argument_names(route: str) -> list[str]:
    """The names between angle brackets, of `path` routes and of regular expressions alike."""
    inside = [part.partition(">")[0] for part in route.split("<")[1:]]
    return [part.rpartition(":")[2] for part in inside]
