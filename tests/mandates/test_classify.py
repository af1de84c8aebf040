"""The kind of a mandate is told by the rules of the process folder."""

from __future__ import annotations

import json

import pytest
from django.conf import settings

from actionline.mandates.classify import kind_of, rules
from actionline.mandates.models import Kind

DATA = json.loads((settings.ROOT / "process/wsis/mandate_kinds.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("example", DATA["examples"], ids=lambda example: example["text"])
def test_each_example_of_the_data_file_holds(example):
    assert kind_of(example["action"], example["text"]) == example["kind"]


def test_a_kind_is_one_of_the_register():
    assert {row["kind"] for row in DATA["rules"]} | {"other"} == set(Kind.values)


def test_objects_begin_a_word():
    assert kind_of("provide", "to provide unsupported claims") == Kind.OTHER


def test_a_process_without_rules_has_other_acts_only(settings, tmp_path):
    settings.PROCESS_DIR = tmp_path

    assert kind_of("report", "to report") == Kind.OTHER
    assert rules(tmp_path) == ()
