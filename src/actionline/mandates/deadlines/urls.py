"""Addresses of due dates."""

from django.urls import path

from .views import calendars, lists, marks

app_name = "deadlines"
urlpatterns = [
    path("", lists.dues, name="list"),
    path("export.<str:form>", lists.export, name="export"),
    path("month/", lists.month, name="month"),
    path("lead-times/", lists.lead_times, name="lead_times"),
    path("moved/", lists.shifts, name="shifts"),
    path("moved/<int:key>/", lists.shift, name="shift"),
    path("bulk/", marks.bulk, name="bulk"),
    path("subscribe/", calendars.subscribe, name="subscribe"),
    path("bodies/<slug:slug>.ics", calendars.body, name="body"),
    path("own/<str:token>.ics", calendars.own, name="own"),
    path("<int:key>/<slug:anchor>/done/", marks.done, name="done"),
    path("<int:key>/<slug:anchor>/drop/", marks.drop, name="drop"),
    path("<int:key>/<slug:anchor>/undo/", marks.undo, name="undo"),
]
