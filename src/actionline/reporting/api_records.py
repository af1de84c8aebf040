"""The fields of reports in the JSON interface."""

from __future__ import annotations

from datetime import date, datetime

from pydantic import Field

from actionline.common.api import Record


class ReportFileRecord(Record):
    """An edition set in one language as one file."""

    language: str
    form: str = Field(description="docx or pdf")
    url: str
    size: int = Field(description="In bytes")
    sha256: str


class ReportEditionRecord(Record):
    """An edition of a report as it was signed off."""

    number: int
    url: str = Field(description="Its lasting page")
    published_at: datetime
    digest: str = Field(description="The SHA-256 of its content, which `content_url` gives")
    content_url: str = Field(
        description="The text in all languages as JSON, each sentence with the records it rests on"
    )
    files: list[ReportFileRecord] = Field(description="Empty until they are made")


class ReportRecord(Record):
    """A report to a governing body, of which an edition is published."""

    id: int
    url: str = Field(description="Its lasting page, which shows the newest edition")
    name: str = Field(description="In the language asked for")
    kind: str = Field(description="Which report it is, by the slug of its definition")
    body: str = Field(description="The body that it is for, by its slug")
    line: str | None = Field(description="The action line that it is about, by its code")
    year: int
    meeting: str | None = Field(description="The session that it is for, by its slug")
    starts: date = Field(description="The first day of the period that it tells of")
    ends: date = Field(description="The last day of that period")
    language: str = Field(description="In which it was written first")
    languages: list[str]
    editions: list[ReportEditionRecord] = Field(description="Those published, the newest first")
