"""What everybody reads of who proposed a link: a name, never an address."""

import pytest
from django.urls import reverse

from actionline.accounts.models import User
from actionline.framework.models import ActionLine, Goal, MatrixLink

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("name", "shown"), [("Named", "Named"), ("", "a person")])
def test_an_address_is_never_shown(client, name, shown):
    author = User.objects.create_user("hidden@example.org", name=name)
    link = MatrixLink.objects.create(
        line=ActionLine.objects.create(code="C2", name_en="Infrastructure"),
        goal=Goal.objects.create(number=9, name_en="Industry"),
        reason="Roads of the mind.",
        author=author,
    )
    page = client.get(reverse("matrix:link", args=[link.pk])).content.decode()
    assert shown in page
    assert "hidden@example.org" not in page
