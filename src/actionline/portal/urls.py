from django.urls import path

from . import components, open_data, views

app_name = "portal"
urlpatterns = [
    path("", views.home, name="home"),
    path("data/", open_data.data, name="data"),
    path("developers/components/", components.components, name="components"),
]
