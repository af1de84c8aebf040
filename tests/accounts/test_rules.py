"""Who may do what."""

import pytest

RIGHTS = ["instruments.file", "mandates.confirm", "framework.edit"]


@pytest.mark.parametrize("right", RIGHTS)
def test_officers_may(officer, right):
    assert officer.has_perm(right)


@pytest.mark.parametrize("right", RIGHTS)
def test_others_may_not(person, right):
    assert not person.has_perm(right)


@pytest.mark.parametrize("right", RIGHTS)
def test_an_officer_whose_account_is_closed_may_not(officer, right):
    officer.is_active = False

    assert not officer.has_perm(right)
