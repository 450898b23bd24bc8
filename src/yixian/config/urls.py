"""Every address of the site: each surface and package brings its own."""

from django.urls import include, path

urlpatterns = [
    path("i18n/", include("django.conf.urls.i18n")),
    path("account/", include("allauth.urls")),
    path("desk/", include("yixian.desk.urls")),
    path("", include("yixian.portal.urls")),
]
