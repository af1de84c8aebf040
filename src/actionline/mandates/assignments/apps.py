from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AssignmentsConfig(AppConfig):
    name = "actionline.mandates.assignments"
    verbose_name = _("Assignments")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Make known what this part has."""
        from actionline.common import notifications, records, work
        from actionline.common.tables import table
        from actionline.mandates import hooks
        from actionline.mandates.templatetags.mandates import ACTS

        from . import actions, bulk, notices, rules, section, translation  # noqa: F401 - rules register
        from .table import AssignmentTable

        ACTS.update(actions.NAMES)
        hooks.add_section(10, section.section)
        hooks.handed_over.append(actions.hand_on)
        notifications.register(*notices.KINDS)
        translation.register_texts()
        records.register(translation.RECORD)
        work.register(bulk.ASSIGN, bulk.ASSIGN_TITLE, bulk.assign)
        work.register(bulk.UNDO, bulk.UNDO_TITLE, bulk.undo)
        table.register(AssignmentTable)
