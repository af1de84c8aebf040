from django.urls import path

from .views import audit, jobs

app_name = "common"
urlpatterns = [
    path("audit/", audit.audit, name="audit"),
    path("audit/export.jsonl", audit.export, name="audit_export"),
    path("jobs/", jobs.jobs, name="jobs"),
    path("jobs/<int:key>/", jobs.job, name="job"),
    path("jobs/<int:key>/cancel/", jobs.cancel, name="job_cancel"),
    path("jobs/<int:key>/result/", jobs.result, name="job_result"),
]
