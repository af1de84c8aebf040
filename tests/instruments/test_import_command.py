"""`actionline import`."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from actionline.instruments.models import Edition, Import

CORPUS = Path(__file__).parents[1] / "reading" / "corpus"
CABLES = str(CORPUS / "pp-submarine-cables.txt")


def run(*arguments):
    out, err = io.StringIO(), io.StringIO()
    try:
        call_command("import", *arguments, stdout=out, stderr=err)
        status = 0
    except CommandError as error:
        status = error.returncode
    return status, out.getvalue(), err.getvalue()


def test_it_reads_and_waits_to_be_checked(bodies):
    status, out, err = run(CABLES)

    item = Import.objects.get()
    assert (status, err) == (0, "")
    assert out.startswith(f"{CABLES}: import {item.pk}: {len(item.draft['provisions'])} provisions")
    assert not Edition.objects.exists()


def test_it_files_when_asked_in_the_name_of_an_officer(bodies, officer):
    status, out, _err = run(CABLES, "--file", "--by", officer.email)

    edition = Edition.objects.get()
    assert (status, out) == (0, f"{CABLES}: filed as {edition}\n")
    assert (edition.filed_by, edition.version) == (officer, "2026")


def test_the_same_file_again_is_no_second_import(bodies):
    run(CABLES, "--file")

    status, out, _err = run(CABLES, "--file")

    assert (status, Import.objects.count()) == (0, 1)
    assert "filed before as" in out


def test_it_goes_on_after_a_bad_file_and_says_so(bodies, tmp_path):
    recipe = tmp_path / "recipe.txt"
    recipe.write_text("Take two eggs and some flour.\nStir well.\n")

    status, out, err = run(str(recipe), str(tmp_path / "missing.txt"), CABLES)

    assert status == 2
    assert len(err.splitlines()) == 2
    assert "resolution" in err.splitlines()[0]
    assert len(out.splitlines()) == 1


@pytest.mark.parametrize("email", ["person@example.org", "nobody@example.org"])
def test_only_an_officer_imports(person, email):
    assert run(CABLES, "--by", email)[0] == 2
    assert not Import.objects.exists()
