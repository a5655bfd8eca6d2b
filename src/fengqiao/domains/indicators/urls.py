from __future__ import annotations

from django.urls import path

from fengqiao.domains.indicators import pages

app_name = "indicators"
urlpatterns = [
    path("", pages.chief, name="chief"),
    path("risks/", pages.chief_risks, name="risks"),
    path("province/", pages.province, name="province"),
    path("bulletin/", pages.bulletin, name="bulletin"),
    path("bulletin/print/", pages.bulletin_sheet, name="bulletin_sheet"),
    path("forecast/", pages.forecast, name="forecast"),
    path("handover/", pages.handover, name="handover"),
]
