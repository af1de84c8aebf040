from django.urls import path

from .views import desk, editor, intakes

app_name = "translations"
urlpatterns = [
    path("", desk.overview, name="overview"),
    path("import/", intakes.take, name="import"),
    path("import/<int:key>/", intakes.intake, name="intake"),
    path("<slug:language>/", desk.desk, name="desk"),
    path("<slug:language>/bulk/", desk.bulk, name="bulk"),
    path("<slug:language>/texts.xlf", desk.export, name="export"),
    path("<slug:language>/next/", desk.following, name="next"),
    path("<slug:language>/<str:content>/<slug:field>/<path:key>/", editor.edit, name="edit"),
]
