from django.urls import path

from . import components, views

app_name = "portal"
urlpatterns = [
    path("", views.home, name="home"),
    path("developers/components/", components.components, name="components"),
]
