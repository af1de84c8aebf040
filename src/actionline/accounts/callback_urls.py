"""Where a provider sends people back to: one address, whatever language they read."""

from allauth.socialaccount.providers.openid_connect import views as oidc
from django.urls import path

urlpatterns = [
    path("<str:provider_id>/back/", oidc.callback, name="openid_connect_callback"),
]
