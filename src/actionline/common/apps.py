from django.apps import AppConfig


class CommonConfig(AppConfig):
    name = "actionline.common"
    default_auto_field = "django.db.models.BigAutoField"
