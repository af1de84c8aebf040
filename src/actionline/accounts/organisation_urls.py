from django.urls import path

from .views import organisations as views

app_name = "organisations"
urlpatterns = [
    path("", views.organisations, name="list"),
    path("add/", views.add, name="add"),
    path("organisations.<str:form>", views.export, name="export"),
    path("<int:key>/", views.organisation, name="organisation"),
    path("<int:key>/edit/", views.edit, name="edit"),
    path("<int:key>/verify/", views.verify, name="verify"),
    path("<int:key>/merge/", views.merge, name="merge"),
    path("<int:key>/join/", views.join, name="join"),
    path("members/<int:key>/verify/", views.verify_member, name="verify_member"),
    path("members/<int:key>/leave/", views.leave, name="leave"),
]
