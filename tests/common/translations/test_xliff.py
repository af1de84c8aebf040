"""XLIFF out and in: what a translator's program gets, and whatever comes back."""

from __future__ import annotations

import os
import resource
import time
from dataclasses import replace
from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from lxml import etree
from tests.common.translations.conftest import REASON

from actionline.common import work
from actionline.common.models import AuditEntry, Job
from actionline.common.translations import actions, intakes
from actionline.common.translations.models import Intake, Translation
from actionline.common.translations.queries import Chosen, Desk
from actionline.common.translations.views import desk
from actionline.common.translations.xliff import writing
from actionline.common.translations.xliff.reading import XliffError, read
from actionline.framework.models import Body, MatrixLink, Meeting

N = {"x": writing.NAMESPACE}
WORDS = "كلمات {most} & <أكثر>"


def exported(language: str = "ar", **chosen) -> bytes:
    return writing.write(Desk(language, Chosen(**chosen)).every(), language)


def translated(data: bytes, words: dict[str, str], state: str = "translated") -> bytes:
    """The file as a translator's program gives it back."""
    root = etree.fromstring(data)
    for unit in root.iterfind(".//x:trans-unit", N):
        target = unit.find("x:target", N)
        if unit.get("id") in words:
            target.text = words[unit.get("id")]
            target.set("state", state)
    return etree.tostring(root, xml_declaration=True, encoding="utf-8")


def unit_of(link: MatrixLink) -> str:
    return f"framework.matrixlink:reason:{link.pk}"


def outcomes(data: bytes, language: str = "ar", approving: bool = False) -> list[tuple[str, str]]:
    tried = intakes.outcomes(read(data), language, approving=approving)
    return [(str(each.becomes), " ".join(each.faults)) for each in tried]


@pytest.fixture
def alone(reason) -> MatrixLink:
    MatrixLink.objects.exclude(pk=reason.pk).delete()
    return reason


@pytest.fixture
def take(officer):
    def take(data: bytes, *, approve: bool = False, by=officer) -> Intake:
        found = actions.try_intake(name="x.xlf", data=data, approve=approve, by=by)
        actions.take_intake(intake=found, by=by)
        found.refresh_from_db()
        return found

    return take


#: What the schema imports, for there is no network in tests.
XML_NAMESPACE = """<xs:schema targetNamespace="http://www.w3.org/XML/1998/namespace"
 xmlns:xs="http://www.w3.org/2001/XMLSchema"><xs:attribute name="lang" type="xs:language"/>
 <xs:attribute name="space" type="xs:NCName"/></xs:schema>"""


class Offline(etree.Resolver):
    def resolve(self, url, public_id, context):
        return self.resolve_string(XML_NAMESPACE, context) if url.endswith("xml.xsd") else None


@pytest.mark.skipif("XLIFF_SCHEMA" not in os.environ, reason="XLIFF_SCHEMA names no schema")
def test_a_file_is_valid_by_the_schema_of_oasis(alone, write):
    """The strict one: /usr/share/php/…/xliff-core-1.2-strict.xsd of Debian's package
    php-symfony-translation, for one."""
    write(alone, WORDS, approve=False)
    MatrixLink.objects.update(reason=REASON + " Now.")
    parser = etree.XMLParser(no_network=True)
    parser.resolvers.add(Offline())
    schema = etree.XMLSchema(etree.parse(os.environ["XLIFF_SCHEMA"], parser))

    for language in ("ar", "zh-hans"):
        schema.assertValid(etree.fromstring(exported(language)))


def test_a_file_says_what_a_translator_needs(alone, write):
    write(alone, WORDS, approve=False)
    MatrixLink.objects.update(reason=REASON + " Now.")
    root = etree.fromstring(exported())

    file = root.find("x:file", N)
    assert (root.tag, root.get("version")) == (f"{{{writing.NAMESPACE}}}xliff", "1.2")
    assert (file.get("source-language"), file.get("target-language")) == ("en", "ar")
    unit = root.find(".//x:trans-unit", N)
    assert (unit.get("id"), unit.get("maxwidth")) == (unit_of(alone), "2000")
    assert unit.findtext("x:source", None, N) == REASON + " Now."
    target = unit.find("x:target", N)
    assert (target.text, target.get("state")) == (WORDS, "needs-review-translation")
    notes = [note.text for note in unit.iterfind("x:note", N)]
    assert notes[0].startswith("Reasons in the matrix")
    assert notes[1].endswith(f"/en/matrix/links/{alone.pk}/")
    assert unit.findtext("x:alt-trans/x:source", None, N) == REASON


@pytest.mark.parametrize(
    ("approve", "state", "approved"), [(True, "final", "yes"), (False, "translated", "no")]
)
def test_states_go_out(alone, write, approve, state, approved):
    write(alone, WORDS, approve=approve)
    unit = etree.fromstring(exported()).find(".//x:trans-unit", N)

    assert (unit.find("x:target", N).get("state"), unit.get("approved")) == (state, approved)


def test_what_is_chosen_goes_out_a_file_a_language(reason, write):
    write(reason, WORDS)
    data = exported("zh-hans", state="missing")

    assert b'target-language="zh-Hans"' in data
    assert len(read(data)) == 4
    assert [unit.id for unit in read(exported("ar", state="approved"))] == [unit_of(reason)]


def test_it_comes_in_as_it_went_out(reason, write):
    write(reason, WORDS)
    assert sorted(set(outcomes(exported()))) == [("same", ""), ("untouched", "")]


def test_an_old_translation_is_not_confirmed_by_coming_back_as_it_went(alone, write):
    write(alone, WORDS)
    MatrixLink.objects.update(reason=REASON + " Now.")
    data = exported()

    assert outcomes(data) == [("same", "")]
    confirmed = data.replace(b'"needs-review-translation"', b'"translated"')
    assert outcomes(confirmed) == [("changed", "")]


def test_translations_come_in_as_drafts(alone, take, officer):
    found = take(translated(exported(), {unit_of(alone): WORDS}))

    stored = Translation.objects.get()
    assert (stored.state, stored.draft, stored.translated_by) == ("draft", WORDS, officer)
    assert (found.state, found.taken) == ("taken", 1)
    assert AuditEntry.objects.filter(batch=found.batch, verb="translations.import").count() == 1


def test_what_is_final_is_approved_where_it_is_asked_for(alone, take, drafter):
    data = translated(exported(), {unit_of(alone): WORDS}, "final")
    take(data, by=drafter)
    assert Translation.objects.get().state == "draft"

    take(data, approve=True)
    assert Translation.objects.get().state == "approved"
    with pytest.raises(PermissionDenied):
        actions.try_intake(name="x", data=data, approve=True, by=drafter)


def test_taking_it_again_changes_nothing(reason, take):
    data = translated(exported(), {unit_of(reason): WORDS})
    take(data)
    entries = AuditEntry.objects.filter(verb="translations.import").count()

    assert take(data).taken == 0
    assert AuditEntry.objects.filter(verb="translations.import").count() == entries


def test_it_is_taken_back_save_what_was_changed_since(reason, write, take, officer):
    other = MatrixLink.objects.exclude(pk=reason.pk).first()
    write(other, "لأن")
    data = translated(exported(), {unit_of(reason): WORDS, unit_of(other): "بسبب"})
    found = take(data)
    write(reason, "كلمات {most} أخرى")

    assert actions.undo_intake(intake=found, by=officer) == (1, 1)

    stored = Translation.objects.get(key=str(other.pk))
    assert (stored.state, stored.text, stored.draft) == ("approved", "لأن", "")
    assert Translation.objects.get(key=str(reason.pk)).text == "كلمات {most} أخرى"
    assert actions.undo_intake(intake=found, by=officer) == (0, 0)


def test_what_was_taken_back_can_be_taken_again(alone, take, officer):
    found = take(translated(exported(), {unit_of(alone): WORDS}))
    actions.undo_intake(intake=found, by=officer)
    found.refresh_from_db()

    assert actions.take_intake(intake=found, by=officer) == 1


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("link:reason:", "link:odd:", "There is no such text here"),
        ('id="framework.matrixlink:', 'id="', "There is no such text here"),
        ("Networks", "Roads", "The text has changed since it was exported"),
        ("{most}</target", "</target", "Keep these"),
        ("كلمات بلا {most}", "", "The translation is empty."),
    ],
)
def test_what_cannot_be_taken_says_why(alone, take, old, new, fault):
    words = "كلمات بلا {most}"
    data = translated(exported(), {unit_of(alone): words}).decode()
    assert old in data
    changed = data.replace(old, new)
    (becomes, told), *_rest = outcomes(changed.encode())

    assert becomes == "fault"
    assert fault in told
    assert take(changed.encode()).taken == 0


def test_a_text_twice_and_another_language_within(alone):
    data = translated(exported(), {unit_of(alone): WORDS}).decode()
    start, end = data.index("<file"), data.index("</xliff>")
    twice = data[:end] + data[start:end] + data[end:]
    french = data[:end] + data[start:end].replace('"ar"', '"fr"') + data[end:]

    assert outcomes(twice.encode())[0] == (
        "fault",
        "The same text stands in the file more than once.",
    )
    assert "It is for another language: fr, not ar." in outcomes(french.encode())[1][1]


def test_marks_of_a_program_within_the_words_are_read_through(alone):
    data = translated(exported(), {unit_of(alone): "كلمات {most} هنا"}).decode()
    data = data.replace("{most} هنا", '<g id="1"><mrk mtype="seg">{most}</mrk></g> هنا')

    assert [unit.target for unit in read(data.encode())] == ["كلمات {most} هنا"]


@pytest.mark.parametrize("tag", ["zh-CN", "zh_Hans", "zh", "ZH-HANS", "zh-Hans-CN"])
def test_tags_of_other_programs_mean_the_same_language(alone, tag):
    data = exported("zh-hans").replace(b'"zh-Hans"', f'"{tag}"'.encode())

    assert [unit.language for unit in read(data)] == ["zh-hans"]


HEAD = '<?xml version="1.0"?>'
XLIFF = f'<xliff version="1.2" xmlns="{writing.NAMESPACE}">'
LAUGHS = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
HOSTILE = {
    "empty": b"",
    "no xml": b"PK\x03\x04 not an XLIFF file",
    "html": b"<html><body>x</body></html>",
    "cut off": (HEAD + XLIFF + "<file><body><trans-unit id='1'><source>a").encode(),
    "nothing in it": (HEAD + XLIFF + "</xliff>").encode(),
    "bomb": f'{HEAD}<!DOCTYPE x [<!ENTITY a0 "x">{LAUGHS}]>{XLIFF}&a9;</xliff>'.encode(),
    "file": f'{HEAD}<!DOCTYPE x [<!ENTITY e SYSTEM "/etc/passwd">]>{XLIFF}&e;</xliff>'.encode(),
    "net": f'{HEAD}<!DOCTYPE x SYSTEM "http://127.0.0.1:9/x.dtd">{XLIFF}</xliff>'.encode(),
    "version 2": HEAD.encode()
    + b'<xliff xmlns="urn:oasis:names:tc:xliff:document:2.0" version="2.0"/>',
    "deep": (HEAD + XLIFF + "<g>" * 5000).encode(),
    "wide": (HEAD + XLIFF + "<g/>" * 500_000 + "</xliff>").encode(),
    "attributes": (
        HEAD + XLIFF + "<g " + " ".join(f'a{n}=""' for n in range(1_000_001)) + "/>"
    ).encode(),
    "too large": b"x" * (10 * 1024 * 1024 + 1),
    "long text": (HEAD + XLIFF + "<file>" + "a" * 10_000_001).encode()[: 10 * 1024 * 1024],
    "too many": (HEAD + XLIFF + "<file><body>" + "<trans-unit id='1'/>" * 20_001).encode(),
    "odd coding": b'<?xml version="1.0" encoding="no-such"?><xliff/>',
    "zeros": b"\0" * 1000,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_files_are_refused_in_bounded_time_and_memory(db, name):
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss  # in KB
    begun = time.process_time()
    with pytest.raises(XliffError) as error:
        read(HOSTILE[name])
    seconds = time.process_time() - begun
    more = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - most

    assert str(error.value)
    assert seconds < 4
    assert more < 200 * 1024
    assert "root:" not in str(error.value)


def upload(client, data: bytes, **more):
    file = SimpleUploadedFile("ترجمة.xlf", data)
    return client.post("/en/translations/import/", {"file": file} | more, follow=True)


def test_on_the_pages(officer_client, alone):
    answer = officer_client.get("/en/translations/ar/texts.xlf?state=missing")
    assert answer["Content-Disposition"] == 'attachment; filename="actionline-ar.xlf"'
    data = translated(answer.content, {unit_of(alone): WORDS}, "final")

    page = upload(officer_client, data, approve="on").content.decode()
    assert "1 are new" in page
    assert "Take 1 translation<" in page
    assert not Translation.objects.exists()

    address = Intake.objects.get().get_absolute_url()
    page = officer_client.post(address, {"verb": "take"}, follow=True).content.decode()
    assert "1 translation was taken." in page
    assert Translation.objects.get().state == "approved"

    page = officer_client.post(address, {"verb": "undo"}, follow=True).content.decode()
    assert "1 translation is as it was before." in page
    assert Translation.objects.get().state == "missing"


def test_a_file_that_cannot_be_read_says_why_on_the_page(officer_client, db):
    answer = upload(officer_client, HOSTILE["bomb"])

    assert answer.status_code == 422
    assert "The file declares a document type" in answer.content.decode()
    assert (
        "language that is not kept here: de"
        in upload(
            officer_client,
            f'{XLIFF}<file target-language="de"><trans-unit id="1"/></file></xliff>'.encode(),
        ).content.decode()
    )
    assert not Intake.objects.exists()


def test_a_file_is_thrown_away(officer_client, alone):
    upload(officer_client, exported())
    officer_client.post(Intake.objects.get().get_absolute_url(), {"verb": "discard"})

    assert not Intake.objects.exists()


def test_large_files_go_out_and_come_in_in_the_background(officer_client, officer, monkeypatch):
    monkeypatch.setattr(desk, "AT_ONCE", 100)
    body = Body.objects.create(slug="council", name_en="Council")
    told = {"body": body, "certain": False, "source": "Every year in June."}
    Meeting.objects.bulk_create(
        Meeting(slug=f"c-{year}", starts=date(year, 6, 1), **told) for year in range(2030, 2151)
    )
    address = "/en/translations/ar/texts.xlf"
    assert officer_client.get(address).status_code == 302
    officer_client.post(address, {"query": "state=missing"})
    job = Job.objects.get()
    work.run(job.pk)
    job.refresh_from_db()
    with job.result.open("rb") as file:
        data = file.read()
    units = {unit.id: "كل سنة في يونيو." for unit in read(data)}
    upload(officer_client, translated(data, units))
    found = Intake.objects.get()

    officer_client.post(found.get_absolute_url(), {"verb": "take"})

    job = Job.objects.first()
    work.run(job.pk)
    job.refresh_from_db()
    found.refresh_from_db()
    assert (job.state, job.total, found.taken) == ("done", 121, 121)
    assert actions.undo_intake(intake=found, by=officer) == (121, 0)


def test_units_survive_being_kept(alone, officer):
    data = translated(exported(), {unit_of(alone): WORDS})
    found = actions.try_intake(name="x", data=data, approve=False, by=officer)
    found.refresh_from_db()

    assert intakes.units(found) == read(data)
    assert replace(read(data)[0], state="signed-off").final
