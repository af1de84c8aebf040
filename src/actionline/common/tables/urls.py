from django.urls import path

from . import views

app_name = "tables"
urlpatterns = [
    path("", views.index, name="index"),
    path("imports/<int:key>/", views.importing, name="import"),
    path("imports/<int:key>/columns/", views.columns, name="columns"),
    path("imports/<int:key>/try/", views.try_again, name="try"),
    path("imports/<int:key>/take/", views.take, name="take"),
    path("imports/<int:key>/undo/", views.undo, name="undo"),
    path("imports/<int:key>/discard/", views.discard, name="discard"),
    path("imports/<int:key>/faults.<str:form>", views.faults, name="faults"),
    path("profiles/<int:key>/forget/", views.forget_profile, name="forget_profile"),
    path("<str:name>/", views.table, name="table"),
    path("<str:name>/empty.<str:form>", views.empty, name="empty"),
]
