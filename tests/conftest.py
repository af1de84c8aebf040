"""The cast: a stranger (`client`), a person without a right, a secretariat officer."""

from __future__ import annotations

import os
import tempfile

# Before Django reads its settings: tests keep their files in a folder of their own, and fix
# the languages of the pages they ask for, whatever the environment says.
os.environ["ACTIONLINE_DATA"] = tempfile.mkdtemp(prefix="actionline-tests-")
for name in ("ACTIONLINE_DEBUG", "ACTIONLINE_HTTPS", "ACTIONLINE_URL", "ACTIONLINE_HOSTS"):
    os.environ.pop(name, None)

import pytest  # noqa: E402 - after the environment is set
from django.test import Client  # noqa: E402

from actionline.accounts.models import User  # noqa: E402

LANGUAGES = ["ar", "zh-hans", "en", "fr", "ru", "es"]


@pytest.fixture
def officer(db) -> User:
    return User.objects.create_user("officer@example.org", name="Officer", is_officer=True)


@pytest.fixture
def person(db) -> User:
    return User.objects.create_user("person@example.org", name="Person")


@pytest.fixture
def officer_client(officer: User) -> Client:
    client = Client()
    client.force_login(officer, backend="django.contrib.auth.backends.ModelBackend")
    return client


@pytest.fixture
def person_client(person: User) -> Client:
    client = Client()
    client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
    return client
