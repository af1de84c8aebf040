"""Addresses of the matrix."""

from django.urls import path

from actionline.framework.tagging.views import edit as edit_tags

from .views import public, staff

app_name = "matrix"
urlpatterns = [
    path("", public.index, name="index"),
    path("map/", public.heat, name="map"),
    path("map.svg", public.heat_svg, name="svg"),
    path("sheet/", public.sheet, name="sheet"),
    path("matrix.<str:form>", public.export, name="export"),
    path("lines/<str:code>/", public.line, name="line"),
    path("goals/<int:number>/", public.goal, name="goal"),
    path("gdc/<int:number>/", public.objective, name="objective"),
    path("cells/<str:code>/<str:column>/", public.cell, name="cell"),
    path("links/<int:key>/", public.link, name="link"),
    path("links/<int:key>/settle/", staff.settle, name="settle"),
    path("links/<int:key>/advise/", staff.advise, name="advise"),
    path("propose/", staff.propose, name="propose"),
    path("tags/<str:record_type>/<str:record_id>/", edit_tags, name="tags"),
]
