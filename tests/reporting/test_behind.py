"""What people write in the original language marks the other languages, until somebody follows."""

from __future__ import annotations

from django.urls import reverse
from tests.reporting import made

from actionline.reporting import actions


def test_other_languages_are_behind_until_somebody_follows(
    report, officer, officer_client, mandates
):
    first, second = (f"work.m{mandate.pk}" for mandate in mandates)

    def behind(language="ar"):
        return made.section_of(report, "work", language).behind

    def field(key):
        officer_client.post(reverse("reporting:hold", args=[report.pk, "ar", "work"]))
        page = officer_client.get(reverse("reporting:edit", args=[report.pk, "ar", "work"]))
        text = page.content.decode()
        return text[text.index(f'name="text:{key}"') - 1500 :].partition(f'"add:{key}"')[0]

    made.write(report, "work", officer, "ar", texts={second: "لا شيء بعد."})
    assert behind() == 0  # nobody changed the original
    made.write(
        report,
        "work",
        officer,
        texts={first: "Handed in, and read."},
        added={second: "A last word."},
    )
    own = next(b.key for b in made.section_of(report, "work").now if b.key.startswith("hand-"))
    assert (behind(), behind("en")) == (2, 0)
    assert "the original language says something else since" in field(first)
    assert f'name="right:{first}"' in field(first)
    assert "Handed in, and read." in field(first)
    assert "in the original language only" in field(own)
    assert "A last word." in field(own)
    assert (
        "2 paragraphs are behind the original"
        in officer_client.get(
            reverse("reporting:desk", args=[report.pk]), {"in": "ar"}
        ).content.decode()
    )
    asked = officer_client.get(reverse("reporting:move", args=[report.pk, "submit"]))
    assert "Arabic</a>: 2 paragraphs" in asked.content.decode()

    edit = reverse("reporting:edit", args=[report.pk, "ar", "work"])
    number = made.section_of(report, "work", "ar").number
    sent = {"number": number, f"right:{first}": "1", f"text:{own}": "كلمة أخيرة.", "done": "1"}
    officer_client.post(edit, sent)
    assert behind() == 0
    keys = [block.key for block in made.section_of(report, "work", "ar").now]
    assert keys == [first, second, own]  # where it stands in the original
    assert made.text_of(report, "work", "ar").endswith("كلمة أخيرة.")

    made.write(report, "work", officer, texts={first: "Handed in, read and discussed."})
    assert behind() == 1
    made.write(report, "work", officer, "ar", texts={first: "قُدِّم ونوقش."})
    assert behind() == 0

    made.told(mandates[0], "A second one was handed in.")
    redraft = made.drafted(report, officer)
    choices = {("work", "en", first): actions.drafting.Choice.NEW}
    actions.take_redraft(redraft=redraft, choices=choices, by=officer)
    assert behind() == 1  # what stands in Arabic was written for other words

    made.write(report, "work", officer, added={own: "For readers of English."})
    last = made.section_of(report, "work").now[-1].key
    assert behind() == 2
    made.write(report, "work", officer, "ar", right=frozenset({last}))
    made.write(report, "work", officer, "ar", texts={last: ""})  # as the field is sent again
    assert behind() == 1
    assert "English" not in made.text_of(report, "work", "ar")

    made.write(report, "work", officer, texts={own: ""})
    assert behind() == 2  # one of them has gone from the original
    made.write(report, "work", officer, "ar", back=frozenset({first}), right=frozenset({own}))
    assert behind() == 0
