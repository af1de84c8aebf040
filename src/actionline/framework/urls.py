from django.urls import path

from . import views

app_name = "framework"
urlpatterns = [
    path("", views.calendar, name="calendar"),
    path("calendar.ics", views.icalendar, name="icalendar"),
    path("add/", views.add, name="add"),
    path("bodies/<slug:slug>/", views.body, name="body"),
    path("<slug:slug>/edit/", views.edit, name="edit"),
]
