from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DeadlinesConfig(AppConfig):
    name = "actionline.mandates.deadlines"
    verbose_name = _("Due dates")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Make known what this part has."""
