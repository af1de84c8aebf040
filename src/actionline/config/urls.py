"""Addresses: the language first, then the room (`/fr/mandates/`)."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path

from actionline.portal.api.door import door
from actionline.portal.views import robots
from actionline.stocktaking import old_addresses

rooms = i18n_patterns(
    path("", include("actionline.portal.urls")),
    path("instruments/", include("actionline.instruments.urls")),
    path("mandates/", include("actionline.mandates.urls")),
    path("assignments/", include("actionline.mandates.assignments.urls")),
    path("decisions/", include("actionline.mandates.decisions.urls")),
    path("deadlines/", include("actionline.mandates.deadlines.urls")),
    path("progress/", include("actionline.mandates.progress.urls")),
    path("roadmaps/", include("actionline.roadmaps.urls")),
    path("reports/", include("actionline.reporting.urls")),
    path("stocktaking/", include("actionline.stocktaking.urls")),
    path("calendar/", include("actionline.framework.urls")),
    path("account/", include("actionline.accounts.sign_in_urls")),
    path("account/", include("actionline.accounts.urls")),
    path("organisations/", include("actionline.accounts.organisation_urls")),
    path("matrix/", include("actionline.framework.matrix.urls")),
    path("tables/", include("actionline.common.tables.urls")),
    path("translations/", include("actionline.common.translations.urls")),
    path("", include("actionline.common.urls")),
)
urlpatterns = [
    path("robots.txt", robots),
    path("api/v1/<path:path>", door, name="api"),
    path("sign-in/", include("actionline.accounts.callback_urls")),
    *old_addresses.patterns(),
    *rooms,
]
