from django.apps import AppConfig


class FrameworkConfig(AppConfig):
    name = "actionline.framework"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Count tagged records behind the cells of the matrix; make the tables known."""
        from actionline.common import notifications
        from actionline.common import records as known
        from actionline.common.tables import table

        from . import hooks, notices, records, tagging, translation
        from .matrix.exchange import LinkTable
        from .meeting_table import MeetingTable

        table.register(LinkTable)
        table.register(MeetingTable)
        translation.register_texts()
        known.register(records.MEETING)
        hooks.record_counts.append(tagging.counts)
        notifications.register(*notices.KINDS)
