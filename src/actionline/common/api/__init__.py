"""What rooms give to the JSON interface: record types, their fields, filters and queries.

A room's `api.py` registers a `Resource` for each of its public record types; the portal makes
addresses and the OpenAPI description of them. These modules are imported with the first request
to the interface, since pydantic takes a while.
"""

from .fields import WRITTEN, Names, Record, names
from .filters import BadParameterError, Parameter, checked
from .resources import Resource, Telling, every, register

__all__ = [
    "WRITTEN",
    "BadParameterError",
    "Names",
    "Parameter",
    "Record",
    "Resource",
    "Telling",
    "checked",
    "every",
    "names",
    "register",
]
