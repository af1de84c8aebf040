from django.apps import AppConfig


class InstrumentsConfig(AppConfig):
    name = "actionline.instruments"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Make the texts of this room known to the desk of translations, and its records."""
        from actionline.common import records as known

        from . import records, translation

        translation.register_texts()
        known.register(records.EDITION)
