from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class StocktakingConfig(AppConfig):
    name = "actionline.stocktaking"
    verbose_name = _("Stocktaking")
    default_auto_field = "django.db.models.BigAutoField"
