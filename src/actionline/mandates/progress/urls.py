"""Addresses of this part."""

from django.urls import path, re_path

from .views import desk, public, rounds, writing

app_name = "progress"
urlpatterns = [
    path("", public.reports, name="list"),
    path("export.<str:form>", public.export, name="export"),
    path("rules/", public.rules_page, name="rules"),
    path("desk/", desk.desk, name="desk"),
    path("desk/validate/", desk.bulk_validate, name="bulk_validate"),
    path("new/<str:subject>/", writing.begin, name="begin"),
    path("rounds/", rounds.rounds, name="rounds"),
    path("rounds/new/", rounds.edit, name="round_new"),
    path("rounds/<int:key>/", rounds.round_, name="round"),
    path("rounds/<int:key>/edit/", rounds.edit, name="round_edit"),
    path("rounds/<int:key>/ask/", rounds.ask, name="round_ask"),
    path("rounds/<int:key>/reopen/", rounds.reopen, name="round_reopen"),
    path("rounds/<int:key>/answers.csv", rounds.answers, name="round_answers"),
    path("rounds/<int:key>/answer/<int:request_key>/", rounds.answer, name="answer"),
    path("<int:key>/", public.report, name="report"),
    path("<int:key>/edit/", writing.edit, name="edit"),
    path("<int:key>/attach/", writing.attach, name="attach"),
    path("<int:key>/detach/<int:file>/", writing.detach, name="detach"),
    path("<int:key>/decide/", desk.decide, name="decide"),
    re_path(
        r"^(?P<key>[0-9]{1,18})/(?P<verb>recall|discard|restore|correct)/$",
        writing.act,
        name="act",
    ),
]
