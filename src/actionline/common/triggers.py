"""What the database itself refuses: to change or delete an entry of the audit trail.

Two changes are let through, for a person has a right to be forgotten: taking away who acted,
and emptying an entry altogether (`audit.forget`). Whoever owns the database can drop the
triggers; then `actionline audit verify` finds what was done.
"""

from __future__ import annotations

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

_TABLE = "common_auditentry"
_KEPT = (
    *("id", "number", "at", "verb", "record_type", "record_id", "batch"),
    *("actor", "content", "previous", "hash"),
)
_CONTENT = ("title", "before", "after", "salt")
_REFUSED = "The audit trail is append-only."


def _allowed(distinct: str) -> str:
    """The condition under which an update is let through; `distinct` compares two columns."""
    kept = " OR ".join(f"OLD.{name} {distinct} NEW.{name}" for name in _KEPT)
    touched = " OR ".join(f"OLD.{name} {distinct} NEW.{name}" for name in _CONTENT)
    emptied = "NEW.title = '' AND NEW.before IS NULL AND NEW.after IS NULL AND NEW.salt = ''"
    person = f"OLD.by_id {distinct} NEW.by_id AND NEW.by_id IS NOT NULL"
    return f"NOT ({kept}) AND NOT ({person}) AND (NOT ({touched}) OR ({emptied}))"


def _sqlite() -> list[str]:
    refuse = f"BEGIN SELECT RAISE(ABORT, '{_REFUSED}'); END"
    return [
        f"CREATE TRIGGER audit_no_update BEFORE UPDATE ON {_TABLE} "
        f"WHEN NOT ({_allowed('IS NOT')}) {refuse}",
        f"CREATE TRIGGER audit_no_delete BEFORE DELETE ON {_TABLE} {refuse}",
    ]


def _postgresql() -> list[str]:
    return [
        "CREATE OR REPLACE FUNCTION audit_refuse() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN RAISE EXCEPTION '{_REFUSED}' USING ERRCODE = 'restrict_violation'; END $$",
        f"CREATE TRIGGER audit_no_update BEFORE UPDATE ON {_TABLE} FOR EACH ROW "
        f"WHEN (NOT ({_allowed('IS DISTINCT FROM')})) EXECUTE FUNCTION audit_refuse()",
        f"CREATE TRIGGER audit_no_delete BEFORE DELETE ON {_TABLE} FOR EACH ROW "
        "EXECUTE FUNCTION audit_refuse()",
    ]


def put_up(connection: BaseDatabaseWrapper) -> None:
    """Have the database refuse."""
    statements = _sqlite() if connection.vendor == "sqlite" else _postgresql()
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def take_down(connection: BaseDatabaseWrapper) -> None:
    """Let it through again: for a restore, which puts all rows back."""
    table = "" if connection.vendor == "sqlite" else f" ON {_TABLE}"
    with connection.cursor() as cursor:
        for name in ("audit_no_update", "audit_no_delete"):
            cursor.execute(f"DROP TRIGGER IF EXISTS {name}{table}")


def migrate_forwards(_apps: object, editor: BaseDatabaseSchemaEditor) -> None:
    put_up(editor.connection)


def migrate_backwards(_apps: object, editor: BaseDatabaseSchemaEditor) -> None:
    take_down(editor.connection)
