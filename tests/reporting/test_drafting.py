"""Reports are drafted from the mandates, the progress and the evidence of their period."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone
from tests.reporting import made

from actionline.common.translations.models import Translation
from actionline.mandates.models import Evidence, Mandate, Occurrence
from actionline.reporting import facts
from actionline.reporting.documenting import document
from actionline.reporting.drafting import draft


def test_it_works(report, mandates):
    first, second = mandates
    blocks = {block.key: block for block in made.section_of(report, "work").now}

    assert blocks[f"work.m{first.pk}"].text == (
        "PP Resolution 900, `instructs/1`, asked of: Secretary-General."
        " “to report to the Council, every year;”"
        " Reported for 1 January 2026 to 31 December 2026:"
        " The \\*yearly\\* report was handed in."
        f" 1 record shows what was done: {second}."
    )
    assert blocks[f"work.m{second.pk}"].text == (
        "PP Resolution 900, `instructs/2`, asked of: Director of the Development Bureau."
        " “to keep a list of the beacons;” Nothing was reported on this in the period."
    )
    assert made.text_of(report, "intro") == (
        "This report covers the period from 1 January 2026 to 31 December 2026.\n"
        "It is asked for in PP Resolution 900, `instructs/1`:"
        " “to report to the Council, every year;”\n"
        "This report tells of 2 mandates. In the period, progress was reported on 1 of them."
        " Evidence was given for 1 of them. The evidence of the period is 1 record."
    )


def test_each_sentence_carries_the_records_it_comes_from(report, mandates):
    first, second = mandates
    progress = first.progress_reports.get()
    block = next(b for b in made.section_of(report, "work").now if b.key == f"work.m{first.pk}")

    told = {each.key.rpartition(".")[2]: set(each.sources) for each in block.sentences}

    asked = {f"mandates.mandate:{first.pk}", f"mandates.provision:{first.pk}"}
    reported = {f"progress.report:{progress.pk}", f"mandates.mandate:{first.pk}"}
    assert told == {
        "asked": asked,
        "words": asked,
        f"r{progress.pk}-who": reported,
        f"r{progress.pk}-done": reported,
        "evidence": {f"mandates.mandate:{second.pk}", f"mandates.mandate:{first.pk}"},
    }
    rows = report.sources.filter(record_type="progress.report", record_id=str(progress.pk))
    assert set(rows.values_list("key", flat=True)) == {
        f"work.m{first.pk}.r{progress.pk}-who",
        f"work.m{first.pk}.r{progress.pk}-done",
    }


def test_it_is_drafted_in_each_language_under_the_same_keys(report):
    english, arabic = (made.section_of(report, "work", code).now for code in ("en", "ar"))

    assert [block.key for block in english] == [block.key for block in arabic]
    assert english[0].text != arabic[0].text


def test_words_in_another_language_say_so_until_a_translation_is_approved(
    mandates, definition, officer
):
    version = made.told(mandates[1], "Le registre est tenu.", "fr")
    shape = definition.shape
    known = facts.gather(shape, starts=made.STARTS, ends=made.ENDS, year=2027)

    def sentences():
        blocks = draft(shape, known, ["en"])["work"]["en"]
        return {each.key.rpartition("-")[2]: each for each in blocks[1].sentences}

    before = sentences()
    assert before["who"].text.endswith(": [in French]")
    assert (before["done"].text, before["done"].language) == ("Le registre est tenu.", "fr")

    Translation.objects.create(
        content="progress.version",
        field="done",
        key=str(version.pk),
        language="en",
        state="approved",
        text="The register is kept.",
        source="Le registre est tenu.",
    )
    after = sentences()
    assert (after["done"].text, after["done"].language) == ("The register is kept.", "")


def test_only_what_is_public_and_of_the_period_is_told(mandates, definition):
    first, second = mandates
    made.told(second, "Inside the office.", internal=True)
    Evidence.objects.update(at=timezone.now().replace(year=2020))
    Occurrence.objects.create(mandate=first, due=made.ENDS + timedelta(days=1))
    known = facts.gather(definition.shape, starts=made.STARTS, ends=made.ENDS, year=2027)

    found = {each.mandate.pk: each for each in known.asked}

    assert [len(found[first.pk].progress), len(found[first.pk].evidence)] == [1, 0]
    assert found[second.pk].progress == ()
    assert all(date.due <= made.ENDS for date in found[first.pk].due)


def test_a_definition_selects_by_any_of_its_parameters(mandates, definition):
    known = facts.gather(definition.shape, starts=made.STARTS, ends=made.ENDS, year=2027)

    def paths(**parameters):
        return [each.row.wording.path for each in known.select(parameters)]

    assert paths() == ["instructs/1", "instructs/2"]
    assert paths(actor="director-tdb") == ["instructs/2"]
    assert paths(recipient=["council"]) == ["instructs/1"]
    assert paths(has="evidence") == ["instructs/1"]
    assert paths(kind=["maintain", "report"], path="instructs/2") == ["instructs/2"]
    assert paths(line="C9") == []


def test_a_document_counts_its_paragraphs_and_names_its_head(report):
    sections = {key: made.section_of(report, key).now for key in ("intro", "work", "annex")}

    told = document(report, "en", sections)

    numbers = [block.number for section in told.sections for block in section.blocks]
    assert numbers == ["1.", "2.", "3.", "Table 1", "4.", "5.", "Table 2"]
    assert [section.number for section in told.sections] == ["I", "II", "III", "IV", "Annex 1"]
    assert (told.head.organisation, told.head.symbol) == ("Harbour Union", "H27/…-E")
    assert document(report, "ar", {}).head.symbol == "H27/…-A"


@pytest.mark.parametrize("many", [1, 3])
def test_the_number_of_queries_does_not_grow(
    many, file_edition, definition, django_assert_num_queries
):
    from tests.mandates.documents import asks

    file_edition("2022", *(asks(f"instructs/{n}", f"to do {n};") for n in range(1, many + 1)))
    for mandate in Mandate.objects.all():
        made.told(mandate, "Done.")
        made.shown(mandate, mandate)

    with django_assert_num_queries(13):
        shape = definition.shape
        known = facts.gather(shape, starts=made.STARTS, ends=made.ENDS, year=2027)
        draft(shape, known, ["en", "ar"])
