from django.urls import path

from . import components, open_data, views
from .dashboard import views as dashboard

app_name = "portal"
urlpatterns = [
    path("", views.home, name="home"),
    path("data/", open_data.data, name="data"),
    path("dashboard/", dashboard.dashboard, name="dashboard"),
    path("dashboard/<str:by>/", dashboard.dashboard, name="dashboard"),
    path("dashboard/<str:by>/chart.svg", dashboard.drawing, name="dashboard_drawing"),
    path("dashboard/<str:by>/table.<str:form>", dashboard.table, name="dashboard_table"),
    path("developers/components/", components.components, name="components"),
]
