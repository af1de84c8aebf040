"""The OpenAPI description, and what answers to requests made from it."""

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from hypothesis import HealthCheck, settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from actionline.config.wsgi import application
from actionline.framework.models import Body
from actionline.portal.api import service
from actionline.portal.api.description import BASE, described

CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
]
EXAMPLES = 5  # of each operation, besides those on the bounds of what is allowed


def test_the_description_is_served(client, db, settings):
    settings.DATA_LICENCE, settings.DATA_LICENCE_URL = "CC BY 4.0", "https://example.org/by"

    document = client.get(f"{BASE}/openapi.json").json()

    assert document["openapi"].startswith("3.1")
    assert document["info"]["license"] == {"name": "CC BY 4.0", "url": "https://example.org/by"}
    assert document["servers"] == [{"url": BASE}]
    paths = {f"/{each.name}" for each in service.resources()}
    assert {path for path in document["paths"] if "{" not in path} == paths
    assert len(document["paths"]) == 2 * len(paths)


def test_nothing_is_said_of_a_licence_that_nobody_named(settings):
    settings.DATA_LICENCE = ""

    assert "license" not in described()["info"]


def test_every_field_and_parameter_stands_in_the_description():
    schemas = described()["components"]["schemas"]

    for resource in service.resources():
        fields = schemas[resource.record.__name__]["properties"]
        assert list(fields) == list(resource.record.model_fields)
        listed = described()["paths"][f"/{resource.name}"]["get"]
        parameters = [each["name"] for each in listed["parameters"]]
        assert parameters == ["lang", "limit", "cursor", *(p.name for p in resource.parameters)]
        assert all(each["schema"].get("description") for each in listed["parameters"])


def test_errors_are_described_as_problems():
    for methods in described()["paths"].values():
        for code in ("400", "404", "429"):
            content = methods["get"]["responses"][code]["content"]
            assert list(content) == ["application/problem+json"]


@pytest.fixture
def within_the_test():
    """The site closes its connection after a request; that of a test has to stay, as Django's own
    client sees to."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


api = schemathesis.openapi.from_dict(described())
api.app = application


@pytest.mark.django_db
@api.parametrize()
@settings(
    max_examples=EXAMPLES,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=list(HealthCheck),
)
def test_whatever_the_description_allows_is_answered(case, fill, within_the_test):
    """And what it does not allow: texts of all letters, NUL, numbers beyond all bounds."""
    if not Body.objects.exists():
        fill(2)
    case.call_and_validate(checks=CHECKS, headers={"Accept-Encoding": "identity"})
