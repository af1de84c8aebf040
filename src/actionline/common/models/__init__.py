"""What every room keeps: the audit trail, background work, mail."""

from .audit import AuditEntry, AuditHead
from .mail import Mail, MailChoice
from .work import Job

__all__ = ["AuditEntry", "AuditHead", "Job", "Mail", "MailChoice"]
