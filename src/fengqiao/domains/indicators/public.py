"""The door of the figures."""

from fengqiao.domains.indicators.actions.issuing import issue_bulletin, issue_due_bulletins
from fengqiao.domains.indicators.queries.bulletin import write_bulletin
from fengqiao.domains.indicators.queries.chain import chain
from fengqiao.domains.indicators.queries.forecast import forecast_sheet
from fengqiao.domains.indicators.queries.handover import handover_sheet
from fengqiao.domains.indicators.queries.issued import get_bulletin, list_issued
from fengqiao.domains.indicators.queries.risks import risks
from fengqiao.domains.indicators.queries.today import today_figures
from fengqiao.domains.indicators.queries.tree import province_tree
from fengqiao.domains.indicators.queries.year_on_year import year_on_year
from fengqiao.domains.indicators.wording import figure_name, risk_text, standing_text, verdict_text

__all__ = [
    "chain",
    "figure_name",
    "forecast_sheet",
    "get_bulletin",
    "handover_sheet",
    "issue_bulletin",
    "issue_due_bulletins",
    "list_issued",
    "province_tree",
    "risk_text",
    "risks",
    "standing_text",
    "today_figures",
    "verdict_text",
    "write_bulletin",
    "year_on_year",
]
