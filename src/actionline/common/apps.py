from django.apps import AppConfig


class CommonConfig(AppConfig):
    name = "actionline.common"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Make known what people are told of background work and of their mails."""
        from . import checks, letters, notices, notifications

        notifications.register(*notices.KINDS)
        checks.further.append(letters.look)
