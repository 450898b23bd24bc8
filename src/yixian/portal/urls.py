"""Addresses of the public counter."""

from django.urls import path

from yixian.portal.views import agreement, bodies, counter, matter, network, petitions, published, routes

app_name = "portal"

urlpatterns = [
    path("", counter.welcome, name="welcome"),
    path("raise/", counter.raise_it, name="raise"),
    path("raise/body/", bodies.raise_at_body, name="raise_body"),
    path("petition/", petitions.petition, name="petition"),
    path("raise/done/", counter.raised, name="raised"),
    path("follow/", counter.follow, name="follow"),
    path("matter/", matter.matter, name="matter"),
    path("matter/ask/", matter.ask, name="ask"),
    path("matter/files/", matter.attach, name="attach"),
    path("matter/files/<uuid:uid>/", matter.file, name="file"),
    path("matter/leave/", matter.leave, name="leave"),
    path("matter/agreement/", agreement.agreement, name="agreement"),
    path("matter/receipt/", matter.receipt, name="receipt"),
    path("matter/receipt.json", matter.receipt_file, name="receipt_file"),
    path("matter/move/<str:key>/", matter.move, name="move"),
    path("offices/", network.offices, name="offices"),
    path("offices/<int:pk>/", network.office, name="office"),
    path("offices/<int:pk>/outline.json", network.outline, name="office_outline"),
    path("errand/", network.errand, name="errand"),
    path("ways/", routes.routes, name="routes"),
    path("how/<str:key>/", published.how, name="how"),
    path("outlines.json", published.outlines, name="outlines"),
    path("seals/", published.roots, name="roots"),
    path("seals.json", published.roots_file, name="roots_file"),
    path("privacy/", published.privacy, name="privacy"),
]
