from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DeadlinesConfig(AppConfig):
    name = "actionline.mandates.deadlines"
    verbose_name = _("Due dates")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Make known what this part has: what it tells and moves, its place on mandates' pages."""
        from actionline.common import notifications, saved
        from actionline.mandates import hooks

        from . import actions, moving, notices, queries, sections

        notifications.register(*notices.KINDS)
        hooks.add_section(30, sections.section)
        hooks.handed_over.append(actions.hand_over)
        hooks.moved_with.append(moving.previewed)
        hooks.dates_moved.append(moving.keep)
        hooks.done_with.append(queries.done_with)
        hooks.each_day.append(notices.remind)
        saved.register("deadlines:list", _("Due dates"))
