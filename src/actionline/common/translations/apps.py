from django.apps import AppConfig


class TranslationsConfig(AppConfig):
    name = "actionline.common.translations"
    label = "translations"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Make the long work known: asking the engine, taking a large file."""
        from actionline.common import work as background

        from . import work

        background.register(work.MACHINE, work.MACHINE_TITLE, work.translate)
        background.register(work.TAKE, work.TAKE_TITLE, work.take)
        background.register(work.EXPORT, work.EXPORT_TITLE, work.export)
