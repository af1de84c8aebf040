"""What every room keeps: the audit trail, background work."""

from .audit import AuditEntry, AuditHead
from .work import Job

__all__ = ["AuditEntry", "AuditHead", "Job"]
