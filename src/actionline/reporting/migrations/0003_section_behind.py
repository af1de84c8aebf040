from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("reporting", "0002_edition_of_a_source")]

    operations = [
        migrations.AddField(
            model_name="section",
            name="behind",
            field=models.PositiveSmallIntegerField(default=0),
        ),
    ]
