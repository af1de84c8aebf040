"""Addresses of the register of projects."""

from django.urls import path

from .views import calls, desk, entries, writing

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
    path("states/", desk.states, name="states"),
    path("<int:number>/change/", entries.change, name="change"),
]
