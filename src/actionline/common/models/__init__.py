"""What every room keeps: the audit trail, background work, mail, filters."""

from .audit import AuditEntry, AuditHead
from .mail import Mail, MailChoice
from .saved import SavedFilter
from .work import Job

__all__ = ["AuditEntry", "AuditHead", "Job", "Mail", "MailChoice", "SavedFilter"]
