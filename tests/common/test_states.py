"""State machines as tables."""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import models

from actionline.common.states import Move, Table, WrongStateError


class State(models.TextChoices):
    DRAFT = "draft", "Draft"
    SENT = "sent", "Sent"
    DONE = "done", "Done"


TABLE = Table(
    State,
    [
        Move("send", ("draft",), "sent", "Send", "room.write"),
        Move("call-back", ("sent",), "draft", "Call back", "room.write"),
        Move("finish", ("sent",), "done", "Finish", "room.finish"),
    ],
)


class Person:
    def __init__(self, *permissions):
        self.permissions = permissions

    def has_perm(self, name, record):
        return name in self.permissions


class Record:
    def __init__(self, state):
        self.state = state


def test_it_works():
    assert [move.verb for move in TABLE.from_state("sent")] == ["call-back", "finish"]
    assert TABLE.check("send", Record("draft"), by=Person("room.write")).target == "sent"
    assert TABLE.final() == ["done"]


def test_only_what_somebody_may_is_open_to_them():
    assert [m.verb for m in TABLE.open_to(Person("room.finish"), Record("sent"))] == ["finish"]


def test_a_verb_that_does_not_lead_on_is_refused():
    with pytest.raises(WrongStateError) as caught:
        TABLE.check("send", Record("done"), by=Person("room.write"))
    assert (caught.value.verb, caught.value.state) == ("send", "done")


def test_whoever_may_not_is_refused():
    with pytest.raises(PermissionDenied):
        TABLE.check("finish", Record("sent"), by=Person("room.write"))


def test_a_table_knows_its_states():
    with pytest.raises(ValueError, match="no such state: lost"):
        Table(State, [Move("lose", ("sent",), "lost", "Lose", "room.write")])
