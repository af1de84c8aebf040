from django.apps import AppConfig


class PortalConfig(AppConfig):
    name = "actionline.portal"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Have `actionline check` tell of demonstration data."""
        from actionline.common import checks

        from .demo import mark

        checks.further.append(mark.check)
