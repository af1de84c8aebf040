"""From here on no entry is without its place, and the database refuses to change one."""

from django.db import migrations, models

from actionline.common import triggers


class Migration(migrations.Migration):
    dependencies = [("common", "0003_chain_entries")]

    operations = [
        migrations.AlterField(
            "auditentry", "number", models.BigIntegerField(unique=True, verbose_name="number")
        ),
        migrations.AlterField(
            "auditentry", "salt", models.CharField(blank=True, max_length=32)
        ),
        migrations.AlterField(
            "auditentry", "actor", models.CharField(blank=True, max_length=64)
        ),
        migrations.AlterField("auditentry", "content", models.CharField(max_length=64)),
        migrations.AlterField(
            "auditentry", "previous", models.CharField(blank=True, max_length=64)
        ),
        migrations.AlterField("auditentry", "hash", models.CharField(max_length=64)),
        migrations.RunPython(triggers.migrate_forwards, triggers.migrate_backwards),
    ]
