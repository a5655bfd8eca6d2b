from __future__ import annotations

from django.urls import path

from fengqiao.domains.duties import pages

app_name = "duties"
urlpatterns = [
    path("", pages.lists, name="lists"),
    path("boundary/", pages.boundary, name="boundary"),
    path("publish/", pages.publish, name="publish"),
    path("<slug:code>/<int:version>/", pages.list_version, name="list"),
    path("<slug:code>/<int:version>/document.yaml", pages.document, name="document"),
]
