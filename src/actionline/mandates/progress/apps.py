from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ProgressConfig(AppConfig):
    name = "actionline.mandates.progress"
    verbose_name = _("Progress")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Make known what this part has."""
        from actionline.common import attachments, notifications, records, saved
        from actionline.common import work as background
        from actionline.mandates import hooks, stations
        from actionline.mandates.deadlines import hooks as due

        from . import bulk, notices, panels, rounds, translation
        from .models import Version

        attachments.register(Version, read="progress.read", write="progress.write")
        notifications.register(*notices.KINDS)
        background.register(bulk.VALIDATE, bulk.TITLE, bulk.validate)
        background.register(rounds.ASK, rounds.TITLE, rounds.ask)
        records.register(translation.RECORD)
        translation.register_texts()
        hooks.add_section(50, panels.section)
        hooks.threads.append(panels.thread)
        hooks.handed_over.append(panels.hand_over)
        hooks.work_changed.append(panels.on_change)
        due.shows.append(translation.shows)
        stations.register(panels.STATION)
        saved.register("progress:list", _("Progress reports"))
        saved.register("progress:desk", _("Desk of progress reports"))
