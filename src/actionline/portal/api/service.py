"""The interface's operations, made from what rooms register.

Their parameters differ by resource, so the types of the functions made here, which django-ninja
reads, are set by hand.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from typing import Any, Literal

from django.apps import apps
from django.http import HttpRequest, HttpResponse
from django.urls import URLResolver
from django.urls.resolvers import RegexPattern
from ninja import NinjaAPI, Query
from ninja.errors import ValidationError
from pydantic import BaseModel, Field, create_model

from actionline.common import api as registry
from actionline.common.api import BadParameterError, Parameter, Resource, Telling
from actionline.common.api.filters import LONGEST

from .paging import MOST, USUAL, page, site_of
from .problems import problem

VERSION = "1"

_LANG = "The language of names and of what is said in words; names are given in all six besides"


class FaultyParameter(BaseModel):
    name: str
    detail: str


class Problem(BaseModel):
    """What is wrong (RFC 9457)."""

    type: str
    title: str
    status: int
    detail: str
    parameters: list[FaultyParameter] = Field(description="Which parameters are wrong, and why")


class RecordQuery(BaseModel):
    lang: Literal["ar", "zh-hans", "en", "fr", "ru", "es"] = Field("en", description=_LANG)


class PageQuery(RecordQuery):
    limit: int = Field(USUAL, ge=1, le=MOST, description="How many records a page has")
    cursor: str = Field("", max_length=LONGEST, description="Comes with the address in next")


_in_address: Any = Query  # called with types that are made here, which mypy cannot follow
#: What may come instead of what was asked for.
_OTHERWISE: dict[int, Any] = {304: None, 400: Problem, 404: Problem, 429: Problem}


@cache
def resources() -> list[Resource[Any]]:
    """What the rooms give."""
    for room in reversed(list(apps.get_app_configs())):  # the story's order, the shared first
        if room.name.startswith("actionline.") and find_spec(f"{room.name}.api"):
            import_module(f"{room.name}.api")
    return registry.every()


@cache
def interface() -> NinjaAPI:
    """All operations, a list and a record a resource."""
    api = NinjaAPI(
        title="Actionline", version=VERSION, urls_namespace="api", openapi_url=None, docs_url=None
    )
    api.add_exception_handler(ValidationError, _on_invalid)
    api.add_exception_handler(BadParameterError, _on_bad_parameter)
    for resource in resources():
        _add(api, resource)
    return api


@cache
def resolver() -> URLResolver:
    """Finds the operation of an address below `/api/v1/`."""
    from django.urls import path

    from .description import as_json

    patterns = [path("openapi.json", as_json, name="openapi"), *interface().urls[0]]
    return URLResolver(RegexPattern(r"^"), patterns, app_name="ninja", namespace="api")


def _add(api: NinjaAPI, resource: Resource[Any]) -> None:
    name, about = resource.name.replace("-", "_"), [resource.name]
    records: Any = list.__class_getitem__(resource.record)
    pages: Any = create_model(
        f"{resource.record.__name__.removesuffix('Record')}Page",
        records=(records, ...),
        next=(str | None, Field(description="The address of the next page")),
    )
    make_list = api.get(
        f"/{resource.name}",
        operation_id=f"list_{name}",
        summary=resource.summary,
        tags=about,
        response={200: pages, **_OTHERWISE},
    )
    make_one = api.get(
        f"/{resource.name}/{{{resource.converter}:key}}",
        operation_id=f"get_{name}",
        summary=f"One of: {resource.summary}",
        tags=about,
        response={200: resource.record, **_OTHERWISE},
    )
    make_list(_list(resource, pages))
    make_one(_one(resource))


def _list(resource: Resource[Any], pages: type[BaseModel]) -> Callable[..., HttpResponse]:
    filters: dict[str, Any] = {each.name: _field(each) for each in resource.parameters}
    model = create_model(f"{resource.record.__name__}Query", __base__=PageQuery, **filters)

    def listed(request: HttpRequest, query: Any) -> HttpResponse:
        _known_only(request, model)
        records, following = page(resource, request, query.limit)
        content = pages.model_construct(records=records, next=following or None)
        return _json(content, {"Link": f'<{following}>; rel="next"'} if following else {})

    listed.__annotations__["query"] = _in_address[model]
    return listed


def _one(resource: Resource[Any]) -> Callable[..., HttpResponse]:
    def told(request: HttpRequest, key: Any, query: Any) -> HttpResponse:
        _known_only(request, RecordQuery)
        found = resource.rows().filter(**{resource.key: key}).first()
        if found is None:
            return problem(404, f"There is no such record in {resource.name}.")
        return _json(resource.tell(found, Telling(site_of(request))), {})

    told.__annotations__["key"] = int if resource.converter == "int" else str
    told.__annotations__["query"] = _in_address[RecordQuery]
    return told


def _field(parameter: Parameter) -> tuple[Any, Any]:
    """The type of a parameter, and what else is told of it."""
    kind: Any = Literal.__getitem__(parameter.choices) if parameter.choices else str
    limits: dict[str, Any] = {} if parameter.choices else {"max_length": LONGEST}
    if parameter.pattern:
        limits["pattern"] = parameter.pattern
    return (kind | None, Field(None, description=parameter.description, **limits))


def _known_only(request: HttpRequest, model: type[BaseModel]) -> None:
    """A mistyped filter would otherwise give everything."""
    for name in request.GET:
        if name not in model.model_fields:
            raise BadParameterError(name, "There is no such parameter.")


def _json(content: BaseModel, headers: dict[str, str]) -> HttpResponse:
    return HttpResponse(content.model_dump_json(), content_type="application/json", headers=headers)


def _on_invalid(_request: HttpRequest, error: Any) -> HttpResponse:
    return _bad({str(fault["loc"][-1]): fault["msg"] for fault in error.errors})


def _on_bad_parameter(_request: HttpRequest, error: Any) -> HttpResponse:
    return _bad({error.name: error.why})


def _bad(parameters: dict[str, str]) -> HttpResponse:
    return problem(
        400, f"These parameters make no sense: {', '.join(parameters)}.", parameters=parameters
    )
