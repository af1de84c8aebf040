"""A small matrix whose reasons are translated, and people who may translate them."""

from __future__ import annotations

import pytest
from django.test import Client
from tests.framework.terms import link, make_vocabulary

from actionline.accounts.models import User
from actionline.common.translations import actions, checks, queries
from actionline.common.translations.models import Translation
from actionline.framework.models import MatrixLink

CONTENT, FIELD = "framework.matrixlink", "reason"
REASON = "Networks reach {most} people where prices fall, as A/RES/70/125 says."


@pytest.fixture
def reason(db) -> MatrixLink:
    """A link of the matrix with a reason in English; three more have “Because.”."""
    make_vocabulary()
    found = link("C2", "9.c")
    found.reason = REASON
    found.save()
    return found


@pytest.fixture
def drafter(db) -> User:
    """A focal point who drafts and does not publish."""
    user = User.objects.create_user("drafter@example.org", name="Drafter")
    user.roles.create(kind="focal_point", level="drafts")
    return user


@pytest.fixture
def drafter_client(drafter: User) -> Client:
    client = Client()
    client.force_login(drafter)
    return client


@pytest.fixture
def write(officer):
    """Write a translation of a link's reason; approve it unless told otherwise."""

    def write(
        link: MatrixLink, words: str, language: str = "ar", *, approve: bool = True, by=officer
    ) -> Translation:
        text = queries.find_text(CONTENT, FIELD, str(link.pk))
        stored = Translation.objects.filter(key=str(link.pk), language=language).first()
        return actions.save(
            text=text,
            language=language,
            words=words,
            seen=checks.stamp(text.source, stored),
            approve=approve,
            by=by,
        )

    return write


def place(link: MatrixLink) -> tuple[str, str, str]:
    return (CONTENT, FIELD, str(link.pk))


def editor(link: MatrixLink, language: str = "ar") -> str:
    return f"/en/translations/{language}/{CONTENT}/{FIELD}/{link.pk}/"
