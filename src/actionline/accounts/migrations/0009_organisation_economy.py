from __future__ import annotations

import django.db.models.deletion
from django.db import migrations, models


def point(apps, schema_editor):
    """The code becomes the economy that has it: the form took no others."""
    Organisation = apps.get_model("accounts", "Organisation")
    Economy = apps.get_model("framework", "Economy")
    for iso3, key in Economy.objects.values_list("iso3", "pk"):
        Organisation.objects.filter(code=iso3).update(economy=key)


def spell(apps, schema_editor):
    Organisation = apps.get_model("accounts", "Organisation")
    Economy = apps.get_model("framework", "Economy")
    for iso3, key in Economy.objects.values_list("iso3", "pk"):
        Organisation.objects.filter(economy=key).update(code=iso3)


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0008_invitation"),
        ("framework", "0002_vocabulary"),
    ]

    operations = [
        migrations.RenameField("organisation", "economy", "code"),
        migrations.AddField(
            "organisation",
            "economy",
            models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="organisations",
                to="framework.economy",
                verbose_name="country",
            ),
        ),
        migrations.RunPython(point, spell),
    ]
