from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ReportingConfig(AppConfig):
    name = "actionline.reporting"
    verbose_name = _("Reports")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Make known what this room has: notifications, work, where mandates are told."""
        from actionline.common import notifications
        from actionline.common import records as types
        from actionline.common import work as background
        from actionline.mandates import hooks, stations
        from actionline.roadmaps import hooks as plans

        from . import notices, records, setting, station, threads, work

        types.register(records.REPORT)
        notifications.register(*notices.KINDS)
        background.register(work.DRAFT, work.DRAFT_TITLE, work.draft)
        background.register(setting.SET, setting.SET_TITLE, setting.set_edition)
        background.register(setting.SET_DRAFT, setting.SET_DRAFT_TITLE, setting.set_draft)
        hooks.add_section(70, threads.of_mandate)
        plans.activity_sections.append(threads.of_activity)
        types.sections.append(threads.section)
        hooks.threads.append(threads.thread)
        plans.threads.append(threads.thread_of_activity)
        stations.register(station.STATION)
