"""What every room keeps: the audit trail, background work, mail, filters, files."""

from .attachments import Attachment
from .audit import AuditEntry, AuditHead
from .mail import Mail, MailChoice
from .saved import SavedFilter
from .work import Job

__all__ = ["Attachment", "AuditEntry", "AuditHead", "Job", "Mail", "MailChoice", "SavedFilter"]
