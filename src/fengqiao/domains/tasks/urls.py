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
    path("evaluation/", pages.evaluation, name="evaluation"),
    path("evaluation/count/", pages.count, name="count"),
    path("evaluation/rules/", pages.rules, name="evaluation_rules"),
    path("evaluation/rules/write/", pages.write_rules, name="write_rules"),
    path("burden/", pages.burden, name="burden"),
    path("own-figures/", pages.own_figures, name="own_figures"),
    path("own-figures/answer/", pages.answer, name="answer_questions"),
    path("questions/<int:question_id>/close/", pages.close_visit_question, name="close_question"),
    path("verification/", pages.verification, name="verification"),
    path("verification/draw/", pages.draw, name="draw_sample"),
    path("verification/<int:verification_id>/", pages.one_call, name="one_call"),
    path("verification/<int:verification_id>/call/", pages.call, name="record_call"),
    path("verification/<int:verification_id>/side/", pages.own_side, name="own_side"),
    path("verification/<int:verification_id>/close/", pages.close, name="close_talk"),
]
