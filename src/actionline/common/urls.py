from django.urls import path

from .views import audit

app_name = "common"
urlpatterns = [
    path("audit/", audit.audit, name="audit"),
    path("audit/export.jsonl", audit.export, name="audit_export"),
]
