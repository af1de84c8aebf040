"""Addresses of this part."""

from django.urls import path

from .views import desk, mandate, mine

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
]
