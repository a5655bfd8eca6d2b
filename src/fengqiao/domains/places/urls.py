from __future__ import annotations

from django.urls import path

from fengqiao.domains.places import pages

app_name = "places"
urlpatterns = [
    path("map.json", pages.base_map, name="base_map"),
    path("search/", pages.search, name="search"),
    path("trouble-spots/", pages.trouble_spots, name="trouble_spots"),
    path("trouble-spots/points.json", pages.trouble_spot_points, name="trouble_spot_points"),
    path("trouble-spots/<str:code>/", pages.trouble_spot, name="trouble_spot"),
    path("premises/", pages.premises, name="premises"),
    path("households/<str:code>/", pages.household, name="household"),
    path("residents/<str:code>/", pages.resident, name="resident"),
    path("reason/", pages.state_reason, name="state_reason"),
]
