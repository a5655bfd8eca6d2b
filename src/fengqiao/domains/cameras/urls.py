from __future__ import annotations

from django.urls import path

from fengqiao.domains.cameras.pages import clips, inventory, warnings

app_name = "cameras"
urlpatterns = [
    path("", inventory.inventory, name="inventory"),
    path("points.json", inventory.points, name="points"),
    path("register/", inventory.register, name="register"),
    path("warnings/", warnings.warnings, name="warnings"),
    path("warnings/list", warnings.warning_list, name="warning_list"),
    path("warnings/<str:warning_id>/", warnings.warnings, name="warning"),
    path("warnings/<str:warning_id>/state", warnings.warning_state, name="warning_state"),
    path("warnings/<str:warning_id>/verdict", warnings.verdict, name="verdict"),
    path("warnings/<str:warning_id>/clip", clips.clip, name="clip"),
    path("warnings/<str:warning_id>/clip/hold", clips.hold, name="hold"),
    path("warnings/<str:warning_id>/clip/release", clips.release, name="release"),
]
