"""Addresses of this part."""

from django.urls import URLPattern

app_name = "deadlines"
urlpatterns: list[URLPattern] = []
