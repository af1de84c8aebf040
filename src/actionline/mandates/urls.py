"""Addresses of the register."""

from django.urls import path

from .views import evidence, giving, public, staff

app_name = "mandates"
urlpatterns = [
    path("", public.mandates, name="list"),
    path("export.<str:form>", public.export, name="export"),
    path("export/", public.prepare, name="prepare"),
    path("bulk/", staff.bulk, name="bulk"),
    path("carry/<int:key>/", staff.carry, name="carry"),
    path("carry/<int:key>/decide/", staff.decide, name="decide"),
    path("proposal/<int:key>/", public.proposal, name="proposal"),
    path("evidence/<int:key>/", evidence.piece, name="evidence"),
    path("evidence/<int:key>/edit/", evidence.edit, name="edit_evidence"),
    path("evidence/<int:key>/withdraw/", evidence.withdraw, name="withdraw_evidence"),
    path("evidence/withdrawn/<int:key>/restore/", evidence.restore, name="restore_evidence"),
    path("evidence/of/<str:subject>/", giving.about, name="evidence_about"),
    path("evidence/of/<str:subject>/add/", giving.add, name="add_evidence"),
    path("evidence/of/<str:subject>/page/", giving.add_page, name="add_web_page"),
    path("evidence/pages/<int:key>/", giving.web_page, name="web_page"),
    path("evidence/<str:record_type>/<str:record_id>/", evidence.give, name="give_evidence"),
    path("<int:key>/", public.mandate, name="mandate"),
    path("<int:key>/correct/", staff.correct, name="correct"),
    path("<int:key>/undo/", staff.undo, name="undo"),
]
