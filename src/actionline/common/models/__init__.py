"""What every room keeps: the audit trail, background work, mail, notifications,
filters, files."""

from .attachments import Attachment
from .audit import AuditEntry, AuditHead
from .mail import Channel, Mail, MailChoice, MailSettings
from .notifications import Notification
from .saved import SavedFilter
from .search import SearchBlock, SearchChange, SearchEntry, SearchHead, SearchWord
from .work import Job

__all__ = [
    "Attachment",
    "AuditEntry",
    "AuditHead",
    "Channel",
    "Job",
    "Mail",
    "MailChoice",
    "MailSettings",
    "Notification",
    "SavedFilter",
    "SearchBlock",
    "SearchChange",
    "SearchEntry",
    "SearchHead",
    "SearchWord",
]
