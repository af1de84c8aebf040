"""Addresses of the instruments room; fixed ones stand before those made of slugs."""

from django.urls import path, register_converter

from .converters import SlugConverter, VersionConverter
from .views import downloads, public, review, staff

register_converter(SlugConverter, "instrument")
register_converter(VersionConverter, "version")

app_name = "instruments"
urlpatterns = [
    path("", public.instruments, name="list"),
    path("graph/", public.citation_graph, name="graph"),
    path("graph.csv", downloads.citations_csv, name="graph_csv"),
    path("import/", staff.imports, name="imports"),
    path("import/<int:key>/", review.preview, name="import"),
    path("import/<int:key>/head/", review.head, name="import_head"),
    path("import/<int:key>/provision/<int:position>/", review.provision, name="import_provision"),
    path("import/<int:key>/mandate/<int:position>/", review.mandate, name="import_mandate"),
    path("import/<int:key>/take-back/<int:position>/", review.take_back, name="import_take_back"),
    path("import/<int:key>/accept/", review.accept_all, name="import_accept"),
    path("import/<int:key>/file/", review.file, name="import_file"),
    path("import/<int:key>/discard/", staff.discard, name="import_discard"),
    path("import/<int:key>/undo/", staff.undo, name="import_undo"),
    path("import/<int:key>/read/", staff.read_again, name="import_read"),
    path("import/<int:key>/source/", downloads.source, name="import_source"),
    path("proposals/<int:key>/", public.proposal, name="proposal"),
    path("proposals/<int:key>.<str:form>", downloads.proposal, name="proposal_file"),
    path("history/<instrument:slug>", public.history, name="history"),
    path("<instrument:slug>", public.instrument, name="instrument"),
    path("<instrument:slug>/<version:version>", public.edition, name="edition"),
    path("<instrument:slug>/<version:version>.<str:form>", downloads.edition, name="edition_file"),
    path(
        "<instrument:slug>/<version:version>/compare/<slug:other>", public.compare, name="compare"
    ),
    path(
        "<instrument:slug>/<version:version>/compare/<slug:other>.docx",
        downloads.redline,
        name="redline",
    ),
]
