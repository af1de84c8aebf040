"""Addresses of this part."""

from django.urls import path

from .views import desk, directory, groups, mandate, mine

app_name = "assignments"
urlpatterns = [
    path("desk/", desk.desk, name="desk"),
    path("desk.<str:form>", desk.desk_export, name="desk_export"),
    path("desk/assign/", desk.assign_many, name="assign_many"),
    path("acts/<str:batch>/", desk.act, name="act"),
    path("acts/<str:batch>/undo/", desk.undo, name="undo"),
    path("mine/", mine.mine, name="mine"),
    path("mine.<str:form>", mine.export, name="mine_export"),
    path("mandates/<int:key>/", mandate.assign, name="assign"),
    path("<int:key>/people/", mandate.people, name="people"),
    path("<int:key>/end/", mandate.end, name="end"),
    path("<int:key>/offer/", mandate.offer, name="offer"),
    path("offers/<int:key>/", mandate.offered, name="offered"),
    path("directory/", directory.index, name="directory"),
    path("directory.<str:form>", directory.export, name="directory_export"),
    path("directory/topics/<slug:slug>/", directory.topic, name="topic"),
    path("states/", directory.ways, name="ways"),
    path("groups/", groups.groups, name="groups"),
    path("groups/<slug:slug>/", groups.group, name="group"),
    path("groups/<slug:slug>/members.<str:form>", groups.members_export, name="members_export"),
    path("groups/<slug:slug>/members/", groups.member, name="add_member"),
    path("groups/<slug:slug>/members/<int:key>/", groups.member, name="member"),
    path(
        "groups/<slug:slug>/members/<int:key>/remove/", groups.remove_member, name="remove_member"
    ),
    path("groups/<slug:slug>/terms/", groups.terms, name="terms"),
    path("groups/<slug:slug>/texts/", groups.write, name="write"),
    path("groups/<slug:slug>/texts/<int:key>/", groups.write, name="rewrite"),
    path("texts/<int:key>/", groups.text, name="text"),
    path("texts/<int:key>/move/", groups.move, name="move"),
    path("recommendations/<int:key>/", groups.follow, name="follow"),
]
