from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MandatesConfig(AppConfig):
    name = "actionline.mandates"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Listen to what is filed and to what moves in the calendar."""
        from actionline.common import notifications, records, saved
        from actionline.common import work as background
        from actionline.framework import hooks as calendar
        from actionline.instruments import hooks as filing

        from . import (
            actions,
            due,
            evidence,
            hooks,
            notices,
            panels,
            settling,
            tags,
            translation,
            work,
        )

        translation.register_texts()
        filing.after_filing.append(actions.on_filing)
        filing.after_filing.append(notices.on_filing)
        notifications.register(*notices.KINDS)
        filing.before_undo.append(actions.on_undo)
        filing.before_undo.append(notices.on_undo)
        filing.panels.append(panels.panel)
        filing.threads.append(panels.thread)
        filing.translated.append(settling.on_translation)
        calendar.meeting_changed.append(due.on_meeting_changed)
        calendar.meeting_preview.append(due.movements)
        background.register(work.EXPORT, work.TITLE, work.export)
        saved.register("mandates:list", _("Mandates"))
        records.register(tags.RECORD)
        records.register(translation.WEB_PAGE)
        hooks.add_section(60, evidence.section)
        hooks.threads.append(evidence.station)
        records.sections.append(evidence.elsewhere)
