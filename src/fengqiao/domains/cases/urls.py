from __future__ import annotations

from django.urls import path

from fengqiao.domains.cases import pages

app_name = "cases"
urlpatterns = [
    path("", pages.reports, name="reports"),
    path("new/", pages.new, name="new"),
    path("<str:number>/", pages.report, name="report"),
    path("<str:number>/receipt/", pages.receipt, name="receipt"),
    path("<str:number>/<slug:name>/", pages.act, name="act"),
]
