"""Addresses of the public counter."""

from django.urls import path

from yixian.portal import views

app_name = "portal"

urlpatterns = [
    path("", views.welcome, name="welcome"),
    path("raise/", views.raise_it, name="raise"),
    path("raise/done/", views.raised, name="raised"),
    path("follow/", views.follow, name="follow"),
    path("matter/", views.matter, name="matter"),
    path("matter/ask/", views.ask, name="ask"),
    path("matter/files/", views.attach, name="attach"),
    path("matter/files/<uuid:uid>/", views.file, name="file"),
    path("matter/leave/", views.leave, name="leave"),
    path("matter/receipt/", views.receipt, name="receipt"),
    path("matter/receipt.json", views.receipt_file, name="receipt_file"),
    path("matter/move/<str:key>/", views.move, name="move"),
    path("how/<str:key>/", views.how, name="how"),
    path("outlines.json", views.outlines, name="outlines"),
    path("seals/", views.roots, name="roots"),
    path("seals.json", views.roots_file, name="roots_file"),
    path("privacy/", views.privacy, name="privacy"),
]
