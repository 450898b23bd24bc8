"""Addresses of the officer's pages."""

from django.urls import path

from yixian.desk.views import admin, changes, counter, figures, home, matter, places, worklist

app_name = "desk"

urlpatterns = [
    path("", home.home, name="home"),
    path("method/<str:number>/", home.mechanism, name="mechanism"),
    path("search/", home.to_matter, name="search"),
    path("work/", worklist.worklist, name="worklist"),
    path("work/assign/", worklist.assign_many, name="assign_many"),
    path("counter/", counter.counter, name="counter"),
    path("counter/<uuid:uid>/", counter.filed, name="filed"),
    path("matter/<uuid:uid>/", matter.page, name="matter"),
    path("matter/<uuid:uid>/print/", matter.printed, name="print"),
    path("matter/<uuid:uid>/receipt/", matter.receipt_file, name="receipt"),
    path("matter/<uuid:uid>/deadline/<str:name>/", matter.ledger, name="ledger"),
    path("matter/<uuid:uid>/move/<str:key>/", changes.move, name="move"),
    path("matter/<uuid:uid>/reply/", changes.reply, name="reply"),
    path("matter/<uuid:uid>/note/", changes.note, name="note"),
    path("matter/<uuid:uid>/heading/", changes.head, name="head"),
    path("matter/<uuid:uid>/assign/", changes.assign, name="assign"),
    path("matter/<uuid:uid>/pause/", changes.pause, name="pause"),
    path("matter/<uuid:uid>/resume/", changes.resume, name="resume"),
    path("matter/<uuid:uid>/extend/", changes.extend, name="extend"),
    path("matter/<uuid:uid>/merge/", changes.merge, name="merge"),
    path("matter/<uuid:uid>/file/<uuid:file>/", matter.file, name="file"),
    path("matter/<uuid:uid>/files/", changes.attach, name="attach"),
    path("matter/<uuid:uid>/unseal/", changes.unseal, name="unseal"),
    path("matter/<uuid:uid>/seal/", changes.seal, name="seal"),
    path("matter/<uuid:uid>/code/", counter.recode, name="recode"),
    path("units/", places.units, name="units"),
    path("unit/<int:pk>/", places.unit, name="unit"),
    path("map/", places.map_page, name="map"),
    path("map/grids.json", places.map_data, name="map_data"),
    path("calendar/", places.calendar, name="calendar"),
    path("figures/", figures.index, name="figures"),
    path("figures/<str:key>/", figures.figure, name="figure"),
    path("admin/", admin.index, name="admin"),
]
