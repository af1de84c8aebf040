"""Sending documents and forms as a browser does."""

from __future__ import annotations

from pathlib import Path

from django.core.files.uploadedfile import SimpleUploadedFile

CORPUS = Path(__file__).parents[1] / "reading" / "corpus"
PAGE = "/en/instruments/import/"


def document(name="pp-submarine-cables.txt", called=None):
    return SimpleUploadedFile(called or name, (CORPUS / name).read_bytes())


def send(client, *files, **more):
    return client.post(PAGE, {"documents": list(files), **more})


def fields(response, name="form"):
    """What a browser would send back from a form of the page."""
    form = response.context[name]
    values = {form.add_prefix(name): form[name].value() for name in form.fields}
    return {name: "" if value is None else value for name, value in values.items()}
