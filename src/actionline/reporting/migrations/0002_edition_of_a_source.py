"""What the public reads keeps the way from records to its sentences."""

import django.db.models.deletion
from django.db import migrations, models


def keep(apps, schema_editor):
    """Published reports are as they were when their newest edition was."""
    sources = apps.get_model("reporting", "SentenceSource").objects
    for report in apps.get_model("reporting", "Report").objects.filter(state="published"):
        newest = report.editions.filter(published_at__isnull=False).order_by("-number").first()
        rows = list(sources.filter(report=report, edition=None).order_by("pk"))
        for row in rows:
            row.pk, row.edition = None, newest
        sources.bulk_create(rows, batch_size=1000)


class Migration(migrations.Migration):
    dependencies = [("reporting", "0001_reports")]

    operations = [
        migrations.AddField(
            model_name="sentencesource",
            name="edition",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="sources",
                to="reporting.edition",
            ),
        ),
        migrations.RunPython(keep, migrations.RunPython.noop),
    ]
