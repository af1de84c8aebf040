from django.apps import AppConfig


class MandatesConfig(AppConfig):
    name = "actionline.mandates"
    default_auto_field = "django.db.models.BigAutoField"
