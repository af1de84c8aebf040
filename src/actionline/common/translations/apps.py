from functools import partial

from django.apps import AppConfig


class TranslationsConfig(AppConfig):
    name = "actionline.common.translations"
    label = "translations"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Make the long work known, and the desks, whose filters can be kept."""
        from django.conf import settings
        from django.urls import reverse
        from django.utils.text import format_lazy
        from django.utils.translation import gettext_lazy as _

        from actionline.common import saved
        from actionline.common import work as background

        from . import work

        background.register(work.MACHINE, work.MACHINE_TITLE, work.translate)
        background.register(work.TAKE, work.TAKE_TITLE, work.take)
        background.register(work.EXPORT, work.EXPORT_TITLE, work.export)
        for code in settings.CONTENT_LANGUAGES:
            title = format_lazy(
                "{}: {}", _("Translations"), dict(settings.LANGUAGES).get(code, code)
            )
            saved.register(
                f"translations:desk/{code}",
                title,
                partial(reverse, "translations:desk", args=[code]),
            )
