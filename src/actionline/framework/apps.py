from django.apps import AppConfig


class FrameworkConfig(AppConfig):
    name = "actionline.framework"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Count tagged records behind the cells of the matrix."""
        from actionline.common import notifications

        from . import hooks, notices, tagging

        hooks.record_counts.append(tagging.counts)
        notifications.register(*notices.KINDS)
