from django.urls import path, re_path

from .views import attachments, audit, jobs, mail, mail_choices, notifications, saved

app_name = "common"
urlpatterns = [
    path("audit/", audit.audit, name="audit"),
    path("audit/export.jsonl", audit.export, name="audit_export"),
    path("jobs/", jobs.jobs, name="jobs"),
    path("jobs/<int:key>/", jobs.job, name="job"),
    path("jobs/<int:key>/cancel/", jobs.cancel, name="job_cancel"),
    path("jobs/<int:key>/result/", jobs.result, name="job_result"),
    path("mail/", mail.mails, name="mails"),
    path("mail/<int:key>/", mail.mail, name="mail"),
    re_path(r"^mail/(?P<key>[0-9]{1,18})/(?P<verb>release|withdraw)/$", mail.act, name="mail_act"),
    path("account/notifications/", notifications.notifications, name="notifications"),
    path("account/notifications/mark/", notifications.mark, name="notifications_mark"),
    path("account/notifications/<int:key>/", notifications.notification, name="notification"),
    path("account/mails/", mail_choices.mail_choices, name="mail_choices"),
    path("account/mails/confirm/", mail_choices.ask_to_confirm, name="mail_ask"),
    path("account/mails/confirm/<str:token>/", mail_choices.mail_confirm, name="mail_confirm"),
    path("account/mails/stop/<str:token>/", mail_choices.mail_stop, name="mail_stop"),
    path("filters/", saved.filters, name="filters"),
    path("filters/keep/", saved.keep, name="filter_keep"),
    path("filters/<int:key>/", saved.rename, name="filter"),
    path("filters/<int:key>/delete/", saved.delete, name="filter_delete"),
    path("files/<int:key>/", attachments.attachment, name="attachment"),
]
