"""Setting a report as files, in the background: all languages of an edition, or one of a draft.

The files of an edition are kept beside it; that of a draft is the result of the job.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from contextlib import closing
from typing import Any

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from actionline.common import documents, work
from actionline.common.models import Job
from actionline.common.setting.document import Document

from . import queries
from .editions import document_of
from .leading import leading
from .models import Edition, EditionFile, Report

SET = "reporting.set"
SET_TITLE = gettext_lazy("Files of a report")
SET_DRAFT = "reporting.set_draft"
SET_DRAFT_TITLE = gettext_lazy("File of a draft report")
#: Forms by the ending of their files, with their media types.
FORMS: dict[str, str] = {str(form): documents.MEDIA[form] for form in documents.FORMS}


def start(*, edition: Edition, by: Any) -> Job:
    """Have all files of an edition made."""
    arguments = {"edition": edition.pk, "report": edition.report_id}
    return work.start(kind=SET, by=by, arguments=arguments)


def set_edition(progress: work.Progress, *, edition: int, report: int) -> None:
    """Each language in each form; what is there already is left."""
    found = Edition.objects.select_related("report").filter(pk=edition).first()
    if found is None:
        raise work.WorkError(_("There is no such report any longer."))
    languages = list(found.content["documents"])
    there = set(found.files.values_list("language", "form"))
    missing = [code for code in languages if any((code, form) not in there for form in FORMS)]
    made = (leading(document_of(found, code), report) for code in missing)
    total = len(missing) * len(FORMS)
    try:
        with closing(documents.files(made)) as files:
            for file in progress.of(files, total):
                _keep(found, file.document.language, file.form, file.content)
    except documents.SettingError as error:
        raise work.WorkError(str(error)) from None


@transaction.atomic
def _keep(edition: Edition, language: str, form: str, content: bytes) -> None:
    if edition.files.filter(language=language, form=form).exists():
        return
    row = EditionFile(
        edition=edition,
        language=language,
        form=form,
        size=len(content),
        sha256=hashlib.sha256(content).hexdigest(),
    )
    row.file.save(f"{edition.pk}-{language}.{form}", ContentFile(content), save=False)
    row.save()


def set_draft(
    progress: work.Progress, *, report: int, language: str, form: str
) -> work.Result | None:
    """A report as it is being written, in one language and form."""
    found = Report.objects.select_related("definition", "meeting", "line").filter(pk=report).first()
    if found is None or form not in FORMS or language not in found.languages:
        raise work.WorkError(_("There is no such report any longer."))
    told: Iterable[Document] = [leading(queries.standing(found, language), report)]
    for file in progress.of(documents.files(told, [file_form(form)]), 1):
        return work.Result(f"report-{report}-{language}.{form}", FORMS[form], file.content)
    return None


def file_form(form: str) -> documents.Form:
    """The form of this name. KeyError where there is none."""
    return {str(each): each for each in documents.FORMS}[form]
