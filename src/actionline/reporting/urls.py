"""Addresses of this part."""

from django.urls import URLPattern

app_name = "reporting"
urlpatterns: list[URLPattern] = []
