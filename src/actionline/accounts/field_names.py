"""What fields are called on the page on personal data, where their models have no words."""

from __future__ import annotations

from typing import Any

from django.db.models import Field, ForeignObjectRel
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

#: Field -> its name in words, whatever model it is of.
WORDS: dict[str, Promise] = {
    "accepted_by": _("who accepted it"),
    "added_by": _("who added it"),
    "arguments": _("what was asked for"),
    "assigned_to": _("who looks after it"),
    "at": _("when"),
    "attempts": _("attempts"),
    "author": _("who proposed it"),
    "beat": _("last heard of"),
    "by": _("who did it"),
    "cancel_asked": _("whether to stop"),
    "category": _("kind of mail"),
    "changed_by": _("who changed it"),
    "channel": _("how to be told"),
    "created_at": _("when it was made"),
    "created_by": _("who made it"),
    "data": _("technical data"),
    "decided_by": _("who decided"),
    "digest": _("fingerprint"),
    "done": _("how much is done"),
    "edited_by": _("who changed it last"),
    "ended_by": _("who ended it"),
    "error": _("what the mail server said"),
    "filed_by": _("who filed it"),
    "finished_at": _("when it ended"),
    "given_by": _("who gave it"),
    "good_until": _("good until"),
    "held_by": _("who writes it"),
    "invited_by": _("who invited"),
    "ip": _("network address"),
    "kind": _("kind"),
    "language": _("language"),
    "last_seen_at": _("last seen"),
    "last_used_at": _("last used"),
    "lent_from": _("the role it was lent from"),
    "mail_at": _("when to mail it"),
    "message": _("message"),
    "message_id": _("number of the mail"),
    "once": _("mark against telling twice"),
    "organisation": _("organisation"),
    "page": _("page"),
    "paused_address": _("address that returned mails"),
    "paused_at": _("mails paused since"),
    "paused_reason": _("why mails are paused"),
    "person": _("person"),
    "private": _("private"),
    "project": _("project"),
    "provider": _("provider"),
    "query": _("filter"),
    "record_id": _("number of the record"),
    "record_type": _("kind of record"),
    "report": _("report"),
    "resolved_by": _("who settled it"),
    "result": _("file that was made"),
    "result_name": _("name of the file"),
    "result_type": _("type of the file"),
    "sections": _("sections"),
    "session_key": _("key of the session"),
    "signed_by": _("who signed it off"),
    "since": _("since when"),
    "submission": _("submission"),
    "submitted_by": _("who submitted it"),
    "then": _("address of what came of it"),
    "total": _("how much in all"),
    "type": _("type"),
    "uploaded_by": _("who uploaded it"),
    "url": _("address of the page"),
    "user": _("person"),
    "user_agent": _("browser"),
    "values": _("what is told in it"),
    "verified_at": _("when it was verified"),
    "verified_by": _("who verified it"),
    "written_by": _("who wrote it"),
}
#: Models of packages that have no words in our languages.
MODELS: dict[str, Promise] = {
    "mfa.Authenticator": _("second step or passkey"),
    "usersessions.UserSession": _("session"),
}


def in_words(field: Field[Any, Any] | ForeignObjectRel) -> str:
    """What a field is called: by its own model of ours, by this list, or by its bare name."""
    own = getattr(field, "verbose_name", field.name)
    ours = field.model.__module__.startswith("actionline.")
    if ours and isinstance(own, Promise):
        return str(own)
    return str(WORDS.get(field.name, own))
