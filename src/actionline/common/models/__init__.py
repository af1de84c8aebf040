"""What every room keeps: the audit trail."""

from .audit import AuditEntry, AuditHead

__all__ = ["AuditEntry", "AuditHead"]
