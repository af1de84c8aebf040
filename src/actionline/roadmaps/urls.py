"""Addresses of plans, their editions, activities and targets."""

from django.urls import include, path

from .views import downloads, figures, planning, public, writing

app_name = "roadmaps"
edition = [
    path("", public.edition, name="edition"),
    path("timeline/", public.timeline, name="timeline"),
    path("timeline.csv", downloads.timeline, name="timeline_csv"),
    path("coverage/", public.coverage, name="coverage"),
    path("compare/<int:other>/", public.compare, name="compare"),
    path("whole.json", downloads.whole, name="whole"),
    path("plan.<slug:form>", downloads.paper, name="paper"),
    path("tables/<slug:name>.<slug:form>", downloads.table, name="table"),
    path("describe/", planning.describe, name="describe"),
    path("check/", planning.check, name="check"),
    path("move/", planning.move, name="move"),
    path("discard/", planning.discard, name="discard"),
    path("history/", planning.history, name="history"),
    path("history/<int:entry>/undo/", planning.undo, name="undo"),
    path("edit/", writing.overview, name="edit"),
    path("edit/text/<slug:key>/", writing.passage, name="passage"),
    path("edit/list/<slug:key>/", writing.items, name="items"),
    path("edit/entry/<int:key>/", writing.item, name="item"),
    path("edit/activities/", writing.activities, name="activities"),
    path("edit/activities/<int:key>/<slug:step>/", writing.activity_step, name="activity_step"),
    path("edit/targets/", writing.targets, name="targets"),
    path("edit/targets/<int:key>/", writing.target_form, name="target_form"),
    path("edit/arrange/<slug:kind>/<int:key>/", writing.arrange, name="arrange"),
]
urlpatterns = [
    path("", public.plans, name="list"),
    path("begin/", planning.begin, name="begin"),
    path("states/", public.states, name="states"),
    path("activities/<int:key>/", public.activity, name="activity"),
    path("targets/<int:key>/", public.target, name="target"),
    path("targets/<int:key>/observe/", figures.observe, name="observe"),
    path("observations/<int:key>/withdraw/", figures.withdraw, name="withdraw_observation"),
    path("plans/<slug:slug>/", public.plan, name="plan"),
    path("plans/<slug:slug>/next/", planning.next_edition, name="next"),
    path("plans/<slug:slug>/offer/", planning.offer, name="offer"),
    path("plans/<slug:slug>/<int:number>/", include(edition)),
]
