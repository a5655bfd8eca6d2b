from __future__ import annotations

from django.urls import path

from fengqiao.domains.duties import pages
from fengqiao.domains.duties.pages import backtests

app_name = "duties"
urlpatterns = [
    path("", pages.lists, name="lists"),
    path("boundary/", pages.boundary, name="boundary"),
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
