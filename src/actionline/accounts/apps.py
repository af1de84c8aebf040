from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "actionline.accounts"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Make known what people are told of their roles and organisations."""
        from actionline.common import notifications

        from . import notices

        notifications.register(*notices.KINDS)
