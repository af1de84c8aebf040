"""Chain the entries that are there already, in their order."""

import secrets

from django.db import migrations

from actionline.common import chain

AT_A_TIME = 1000
FIELDS = ["number", "salt", "actor", "content", "previous", "hash"]


def chain_entries(apps, _editor):
    AuditEntry = apps.get_model("common", "AuditEntry")
    number, last = chain.START
    while True:
        some = list(AuditEntry.objects.filter(number=None).order_by("id")[:AT_A_TIME])
        if not some:
            break
        for entry in some:
            entry.salt = secrets.token_hex(16)
            chain.seal(entry, number=number + 1, previous=last)
            number, last = entry.number, entry.hash
        AuditEntry.objects.bulk_update(some, FIELDS)
    apps.get_model("common", "AuditHead").objects.create(pk=1, number=number, hash=last)


def forget_head(apps, _editor):
    apps.get_model("common", "AuditEntry").objects.update(number=None)
    apps.get_model("common", "AuditHead").objects.all().delete()


class Migration(migrations.Migration):
    dependencies = [("common", "0002_audit_chain")]

    operations = [migrations.RunPython(chain_entries, forget_head)]
