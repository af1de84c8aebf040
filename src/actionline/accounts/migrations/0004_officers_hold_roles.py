"""Who was marked as an officer now holds that role."""

from django.db import migrations


def give_roles(apps, schema_editor):
    Role = apps.get_model("accounts", "Role")
    for user in apps.get_model("accounts", "User").objects.filter(is_officer=True):
        Role.objects.create(person=user, kind="officer", starts=user.date_joined)


def mark_officers(apps, schema_editor):
    officers = apps.get_model("accounts", "Role").objects.filter(kind="officer")
    people = apps.get_model("accounts", "User").objects
    people.filter(pk__in=officers.values("person")).update(is_officer=True)


class Migration(migrations.Migration):
    dependencies = [("accounts", "0003_role")]
    operations = [migrations.RunPython(give_roles, mark_officers)]
