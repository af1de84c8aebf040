from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ReportingConfig(AppConfig):
    name = "actionline.reporting"
    verbose_name = _("Reports")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Make known what this room has: notifications, work, where mandates are told."""
        from actionline.common import notifications
        from actionline.common import work as background
        from actionline.mandates import hooks, stations

        from . import notices, setting, station, threads, work

        notifications.register(*notices.KINDS)
        background.register(work.DRAFT, work.DRAFT_TITLE, work.draft)
        background.register(setting.SET, setting.SET_TITLE, setting.set_edition)
        background.register(setting.SET_DRAFT, setting.SET_DRAFT_TITLE, setting.set_draft)
        hooks.add_section(70, threads.section)
        hooks.threads.append(threads.thread)
        stations.register(station.STATION)
