"""Addresses of the register."""

from django.urls import path

from .views import evidence, public, staff

app_name = "mandates"
urlpatterns = [
    path("", public.mandates, name="list"),
    path("export.<str:form>", public.export, name="export"),
    path("export/", public.prepare, name="prepare"),
    path("bulk/", staff.bulk, name="bulk"),
    path("carry/<int:key>/", staff.carry, name="carry"),
    path("carry/<int:key>/decide/", staff.decide, name="decide"),
    path("proposal/<int:key>/", public.proposal, name="proposal"),
    path("evidence/<int:key>/withdraw/", evidence.withdraw, name="withdraw_evidence"),
    path("evidence/<str:record_type>/<str:record_id>/", evidence.give, name="give_evidence"),
    path("<int:key>/", public.mandate, name="mandate"),
    path("<int:key>/correct/", staff.correct, name="correct"),
    path("<int:key>/undo/", staff.undo, name="undo"),
]
