from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "actionline.accounts"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Make known what people are told of their roles and organisations, and their table."""
        from actionline.common import notifications
        from actionline.common.tables import table

        from . import notices
        from .organisation_table import OrganisationTable

        notifications.register(*notices.KINDS)
        table.register(OrganisationTable)
