from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class StocktakingConfig(AppConfig):
    name = "actionline.stocktaking"
    verbose_name = _("Stocktaking")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Say who may read and add the pictures of entries, and what people are told of."""
        from actionline.common import attachments, notifications, saved
        from actionline.common import work as background

        from . import bulk, telling
        from .models import Project, Submission

        attachments.register(
            Submission, read="stocktaking.read_submission", write="stocktaking.write"
        )
        attachments.register(Project, read="", write="stocktaking.keep")
        notifications.register(*telling.KINDS)
        background.register(bulk.DECIDE, bulk.TITLE, bulk.decide)
        saved.register("stocktaking:desk", _("Desk of the register of projects"))
