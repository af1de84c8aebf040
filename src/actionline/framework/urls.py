from django.urls import path

from . import views

app_name = "framework"
urlpatterns = [
    path("", views.calendar, name="calendar"),
    path("calendar.ics", views.icalendar, name="icalendar"),
    path("calendar.<str:form>", views.export, name="export"),
    path("add/", views.add, name="add"),
    path("bodies/<slug:slug>/", views.body, name="body"),
    path("meetings/<slug:slug>/", views.meeting, name="meeting"),
    path("meetings/<slug:slug>/meeting.ics", views.meeting_icalendar, name="meeting_icalendar"),
    path("meetings/<slug:slug>/deadlines/", views.deadlines, name="deadlines"),
    path("<slug:slug>/edit/", views.edit, name="edit"),
]
