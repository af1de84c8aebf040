from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class TablesConfig(AppConfig):
    name = "actionline.common.tables"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Long imports are work for the background."""
        from actionline.common import work

        from . import jobs

        work.register(jobs.TRY, _("Trying a table"), jobs.try_table)
        work.register(jobs.TAKE, _("Taking a table"), jobs.take_table)
        work.register(jobs.UNDO, _("Taking a table back"), jobs.undo_table)
