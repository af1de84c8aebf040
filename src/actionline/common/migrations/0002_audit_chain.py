"""The columns of the chain; 0003 fills them for the entries that are there."""

import django.utils.timezone
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("common", "0001_initial")]

    operations = [
        migrations.CreateModel(
            name="AuditHead",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.BigIntegerField(default=0)),
                ("hash", models.CharField(blank=True, max_length=64)),
            ],
            options={"verbose_name": "end of the audit trail"},
        ),
        migrations.AddField("auditentry", "number", models.BigIntegerField(null=True)),
        migrations.AddField(
            "auditentry", "salt", models.CharField(blank=True, default="", max_length=32)
        ),
        migrations.AddField(
            "auditentry", "actor", models.CharField(blank=True, default="", max_length=64)
        ),
        migrations.AddField("auditentry", "content", models.CharField(default="", max_length=64)),
        migrations.AddField(
            "auditentry", "previous", models.CharField(blank=True, default="", max_length=64)
        ),
        migrations.AddField("auditentry", "hash", models.CharField(default="", max_length=64)),
        migrations.AlterField(
            "auditentry",
            "at",
            models.DateTimeField(default=django.utils.timezone.now, verbose_name="when"),
        ),
    ]
