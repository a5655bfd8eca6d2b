from __future__ import annotations

from django.urls import path

from fengqiao.domains.disputes import pages

app_name = "disputes"
urlpatterns = [
    path("", pages.disputes, name="disputes"),
    path("promises/<str:code>/", pages.promise, name="promise"),
    path("promises/<str:code>/decision/", pages.decide, name="decide"),
    path("<str:code>/", pages.dispute, name="dispute"),
    path("<str:code>/households/", pages.households, name="households"),
    path("<str:code>/settlement/", pages.settle, name="settle"),
]
