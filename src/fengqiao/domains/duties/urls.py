from __future__ import annotations

from django.urls import path

from fengqiao.domains.duties import pages
from fengqiao.domains.duties.pages import backtests, outside, registry

app_name = "duties"
urlpatterns = [
    path("", pages.lists, name="lists"),
    path("boundary/", pages.boundary, name="boundary"),
    path("boundary/report/", outside.report, name="report_outside"),
    path("boundary/desk/", outside.desk, name="outside_desk"),
    path("boundary/tasks/<int:task_id>/", outside.outside_task, name="outside_task"),
    path("boundary/tasks/<int:task_id>/contest/", outside.contest, name="contest_outside"),
    path("boundary/tasks/<int:task_id>/decide/", outside.decide, name="decide_outside"),
    path("models/", registry.models, name="models"),
    path("models/new/", registry.new_model, name="new_model"),
    path("models/<slug:code>/", registry.model, name="model"),
    path("models/<slug:code>/edit/", registry.edit_model, name="edit_model"),
    path("models/<slug:code>/<slug:act>/", registry.act, name="model_act"),
    path("drafts/", pages.drafts, name="drafts"),
    path("drafts/new/", pages.new_draft, name="new_draft"),
    path("drafts/check/", pages.check, name="check"),
    path("drafts/<int:draft_id>/", pages.draft, name="draft"),
    path("drafts/<int:draft_id>/text.yaml", pages.draft_text, name="draft_text"),
    path("drafts/<int:draft_id>/rows/<int:number>/", pages.draft_row, name="draft_row"),
    path("drafts/<int:draft_id>/backtest/", backtests.ask, name="request_backtest"),
    path("backtests/<int:backtest_id>/", backtests.backtest, name="backtest"),
    path("backtests/<int:backtest_id>/part/", backtests.backtest_part, name="backtest_part"),
    path("backtests/<int:backtest_id>/stop/", backtests.cancel, name="cancel_backtest"),
    path("drafts/<int:draft_id>/<slug:act>/", pages.act, name="act"),
    path("<slug:code>/<int:version>/", pages.list_version, name="list"),
    path("<slug:code>/<int:version>/document.yaml", pages.document, name="document"),
]
