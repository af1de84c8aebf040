from django.apps import AppConfig


class InstrumentsConfig(AppConfig):
    name = "actionline.instruments"
    default_auto_field = "django.db.models.BigAutoField"
