from django.urls import path

from . import views

app_name = "accounts"
urlpatterns = [
    path("", views.account, name="account"),
    path("link/<str:key>/<str:token>/", views.enter, name="enter"),
    path("first-officer/<str:token>/", views.first_officer, name="first_officer"),
]
