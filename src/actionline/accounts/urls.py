from allauth.account.decorators import reauthentication_required
from django.urls import path

from .views import data, invitations, own, roles

app_name = "accounts"
urlpatterns = [
    path("", own.account, name="account"),
    path("link/<str:key>/<str:token>/", own.enter, name="enter"),
    path("first-officer/<str:token>/", own.first_officer, name="first_officer"),
    path("people/", roles.people, name="people"),
    path("people/<int:key>/", roles.person, name="person"),
    path("people/<int:key>/give/", roles.give, name="give"),
    path("invitations/", invitations.invitations, name="invitations"),
    path("invitations/<int:key>/withdraw/", invitations.withdraw, name="withdraw"),
    path("invited/<str:token>/", invitations.accept, name="accept"),
    path("roles/<int:key>/end/", roles.end, name="end"),
    path("roles/<int:key>/lend/", roles.lend, name="lend"),
    path("why/", roles.why, name="why"),
    path("data/", data.personal_data, name="data"),
    path("data/mine.json", data.export, name="export"),
    path("erase/", reauthentication_required(data.erase), name="erase"),
]
