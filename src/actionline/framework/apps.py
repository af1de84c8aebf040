from django.apps import AppConfig


class FrameworkConfig(AppConfig):
    name = "actionline.framework"
    default_auto_field = "django.db.models.BigAutoField"
