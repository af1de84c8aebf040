"""Addresses of decisions."""

from django.urls import path

from . import views

app_name = "decisions"
urlpatterns = [
    path("", views.decisions, name="list"),
    path("export.<str:form>", views.export, name="export"),
    path("feed.atom", views.feed, name="feed"),
    path("waiting/", views.waiting, name="waiting"),
    path("propose/", views.propose_many, name="propose_many"),
    path("propose/<int:key>/", views.propose, name="propose"),
    path("<int:key>/", views.decision, name="decision"),
    path("<int:key>/reverse/", views.reverse, name="reverse"),
    path("<int:key>/<str:verb>/", views.settle, name="settle"),
]
