"""Addresses of the register of projects."""

from django.urls import path

from .views import calls, confirming, desk, entries, owning, writing

app_name = "stocktaking"
urlpatterns = [
    path("entries/", entries.entries, name="entries"),
    path("entries/new/", entries.begin, name="begin"),
    path("entries/join/<str:code>/", entries.join, name="join"),
    path("entries/<int:key>/", entries.entry, name="entry"),
    path("entries/<int:key>/withdraw/", entries.withdraw, name="withdraw"),
    path("entries/<int:key>/restore/", entries.restore, name="restore"),
    path("entries/<int:key>/authors/", entries.invite, name="invite"),
    path("entries/<int:key>/authors/<int:author>/", entries.remove_author, name="remove_author"),
    path("entries/<int:key>/check/", writing.check, name="check"),
    path("entries/<int:key>/receipt/", writing.receipt, name="receipt"),
    path("entries/<int:key>/<slug:step>/", writing.step, name="step"),
    path("entries/<int:key>/<slug:step>/pictures/", writing.add_picture, name="add_picture"),
    path(
        "entries/<int:key>/<slug:step>/pictures/<int:picture>/",
        writing.remove_picture,
        name="remove_picture",
    ),
    path("calls/", calls.calls, name="calls"),
    path("calls/new/", calls.edit, name="new_call"),
    path("calls/<slug:slug>/", calls.call, name="call"),
    path("calls/<slug:slug>/edit/", calls.edit, name="edit_call"),
    path("calls/<slug:slug>/progress/", calls.watch, name="watch"),
    path("calls/<slug:slug>/progress.csv", calls.watch_csv, name="watch_csv"),
    path("calls/<slug:slug>/late-codes/", calls.late_code, name="late_code"),
    path("calls/<slug:slug>/late-codes/<int:code>/", calls.withdraw_code, name="withdraw_code"),
    path("desk/", desk.submissions, name="desk"),
    path("desk/decide/", desk.bulk_decide, name="bulk_decide"),
    path("desk/<int:key>/", desk.submission, name="submission"),
    path("desk/<int:key>/decide/", desk.decide, name="decide"),
    path("desk/<int:key>/comment/", desk.comment, name="comment"),
    path("desk/<int:key>/assign/", desk.assign, name="assign"),
    path("desk/unconfirmed/", confirming.unconfirmed, name="unconfirmed"),
    path("desk/unconfirmed/ask/", confirming.ask, name="ask_owners"),
    path("desk/links/", confirming.broken_links, name="broken_links"),
    path("states/", desk.states, name="states"),
    path("confirm/<str:token>/", confirming.confirm, name="confirm"),
    path("own/", owning.own, name="own"),
    path("own/confirm/", owning.confirm_own, name="confirm_own"),
    path("owners/join/<str:token>/", owning.join_owners, name="join_owners"),
    path("<int:number>/keep/", owning.keep, name="keep"),
    path("<int:number>/keep/answer/", owning.answer, name="answer"),
    path("<int:number>/keep/archive/", owning.archive, name="archive"),
    path("<int:number>/owners/", owning.invite_owner, name="invite_owner"),
    path("<int:number>/owners/<int:owner>/", owning.remove_owner, name="remove_owner"),
    path("<int:number>/change/", entries.change, name="change"),
]
