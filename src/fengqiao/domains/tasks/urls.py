from __future__ import annotations

from django.urls import path

from fengqiao.domains.tasks import pages

app_name = "tasks"
urlpatterns = [
    path("today/", pages.today, name="today"),
    path("today/part/", pages.today_part, name="today_part"),
    path("today/points.json", pages.map_points, name="map_points"),
    path("today/sign/", pages.sign_list, name="sign_list"),
    path("today/replay/", pages.replay, name="replay"),
    path("station/", pages.station, name="station"),
    path("station/part/", pages.station_part, name="station_part"),
    path("station/generate/", pages.generate, name="generate"),
    path("station/replan/", pages.replan, name="replan"),
    path("<int:task_id>/", pages.task, name="task"),
    path("<int:task_id>/sign/", pages.sign, name="sign"),
    path("<int:task_id>/start/", pages.start, name="start"),
    path("<int:task_id>/complete/", pages.complete, name="complete"),
    path("<int:task_id>/send-back/", pages.send_back, name="send_back"),
    path("<int:task_id>/assign/", pages.assign, name="assign"),
    path("<int:task_id>/duplicate/", pages.duplicate, name="duplicate"),
]
