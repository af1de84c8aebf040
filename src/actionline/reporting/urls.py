"""Addresses of reports."""

from django.urls import path

from .views import desk, editions, files, public, redrafts, sections

app_name = "reporting"
urlpatterns = [
    path("", public.reports, name="list"),
    path("states/", public.states, name="states"),
    path("kinds/<slug:slug>/", public.definition, name="definition"),
    path("kinds/<slug:slug>/new/", desk.start, name="start"),
    path("<int:key>/", public.report, name="report"),
    path("<int:key>/sources/<str:sentence>/", public.sources, name="sources"),
    path("<int:key>/desk/", desk.desk, name="desk"),
    path("<int:key>/head/", desk.head, name="head"),
    path("<int:key>/draft/", desk.draft, name="draft"),
    path("<int:key>/move/<slug:verb>/", desk.move, name="move"),
    path("<int:key>/editors/", desk.editors, name="editors"),
    path("<int:key>/editors/<int:editor>/remove/", desk.uninvite, name="uninvite"),
    path("<int:key>/changes/", desk.changes, name="changes"),
    path("<int:key>/redrafts/<int:redraft>/", redrafts.redraft, name="redraft"),
    path("<int:key>/redrafts/<int:redraft>/discard/", redrafts.discard, name="discard"),
    path("<int:key>/redrafts/<int:redraft>/undo/", redrafts.undo, name="undo"),
    path("<int:key>/write/<slug:language>/<slug:section>/", sections.section, name="section"),
    path("<int:key>/write/<slug:language>/<slug:section>/hold/", sections.hold, name="hold"),
    path("<int:key>/write/<slug:language>/<slug:section>/edit/", sections.edit, name="edit"),
    path("<int:key>/write/<slug:language>/<slug:section>/keep/", sections.keep, name="keep"),
    path(
        "<int:key>/write/<slug:language>/<slug:section>/release/",
        sections.release,
        name="release",
    ),
    path("<int:key>/write/<slug:language>/<slug:section>/break/", sections.take_away, name="break"),
    path(
        "<int:key>/write/<slug:language>/<slug:section>/history/",
        sections.history,
        name="history",
    ),
    path(
        "<int:key>/write/<slug:language>/<slug:section>/history/<int:number>/restore/",
        sections.restore,
        name="restore",
    ),
    path("<int:key>/comments/", sections.comment, name="comment"),
    path("<int:key>/comments/<int:comment>/answer/", sections.answer, name="answer"),
    path("<int:key>/comments/<int:comment>/resolve/", sections.resolve, name="resolve"),
    path("<int:key>/files/", files.prepare, name="prepare"),
    path("<int:key>/editions/<int:number>/", editions.edition, name="edition"),
    path("<int:key>/editions/<int:number>.json", editions.content, name="edition_json"),
    path(
        "<int:key>/editions/<int:number>/compare/<int:other>/",
        editions.compare,
        name="compare",
    ),
    path(
        "<int:key>/editions/<int:number>/<slug:language>.<str:form>",
        files.edition_file,
        name="edition_file",
    ),
]
