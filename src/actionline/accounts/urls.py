from django.urls import path

from . import views

app_name = "accounts"
urlpatterns = [
    path("", views.account, name="account"),
    path("sign-in/", views.sign_in, name="sign_in"),
    path("sign-in/<str:key>/<str:token>/", views.enter, name="enter"),
    path("first-officer/<str:token>/", views.first_officer, name="first_officer"),
    path("sign-out/", views.sign_out, name="sign_out"),
]
