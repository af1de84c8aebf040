from __future__ import annotations

import django.db.models.deletion
from django.db import migrations, models


def point(apps, schema_editor):
    """The value becomes the kind of this slug; loading the process folder gives a new one its names."""
    Organisation = apps.get_model("accounts", "Organisation")
    MembershipKind = apps.get_model("framework", "MembershipKind")
    used = Organisation.objects.exclude(itu_membership="none").order_by()
    for slug in used.values_list("itu_membership", flat=True).distinct():
        name = slug.replace("_", " ").capitalize()
        kind, _new = MembershipKind.objects.get_or_create(slug=slug, defaults={"name_en": name})
        Organisation.objects.filter(itu_membership=slug).update(membership=kind)


def spell(apps, schema_editor):
    Organisation = apps.get_model("accounts", "Organisation")
    MembershipKind = apps.get_model("framework", "MembershipKind")
    for kind in MembershipKind.objects.all():
        Organisation.objects.filter(membership=kind).update(itu_membership=kind.slug)


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0011_shows_name"),
        ("framework", "0005_membership_kinds"),
    ]

    operations = [
        migrations.AddField(
            "organisation",
            "membership",
            models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="organisations",
                to="framework.membershipkind",
                verbose_name="membership",
            ),
        ),
        migrations.RunPython(point, spell),
        migrations.RemoveField("organisation", "itu_membership"),
    ]
