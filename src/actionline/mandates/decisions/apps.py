from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DecisionsConfig(AppConfig):
    name = "actionline.mandates.decisions"
    verbose_name = _("Decisions")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Make known what this part has: what it tells, its texts, its place on mandates' pages."""
        from actionline.common import notifications, records, saved
        from actionline.mandates import hooks

        from . import actions, notices, sections, translation

        notifications.register(*notices.KINDS)
        records.register(translation.RECORD)
        translation.register_texts()
        hooks.add_section(20, sections.section)
        hooks.handed_over.append(actions.hand_over)
        saved.register("decisions:list", _("Decisions on mandates"))
