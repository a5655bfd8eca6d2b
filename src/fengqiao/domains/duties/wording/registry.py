"""Names of the registry, the boundary's answers and backtests."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import gettext_noop

from fengqiao.domains.duties.contracts import (
    BacktestState,
    GiverKind,
    ModelAct,
    ModelKind,
    ModelState,
    OutsideState,
)

MODEL_KINDS: Mapping[str, str] = {
    ModelKind.RULE: gettext_noop("Rule across subjects"),
    ModelKind.SCENE: gettext_noop("Camera scene"),
}
MODEL_STATES: Mapping[str, str] = {
    ModelState.DRAFT: gettext_noop("draft"),
    ModelState.IN_TRIAL: gettext_noop("in trial"),
    ModelState.IN_FORCE: gettext_noop("in force"),
    ModelState.SUPERSEDED: gettext_noop("superseded"),
    ModelState.EXPIRED: gettext_noop("expired"),
    ModelState.WITHDRAWN: gettext_noop("withdrawn"),
}
MODEL_ACTS: Mapping[str, str] = {
    ModelAct.REGISTER: gettext_noop("registered"),
    ModelAct.CHANGE: gettext_noop("changed"),
    ModelAct.TRY: gettext_noop("trial begun"),
    ModelAct.ADOPT: gettext_noop("taken up by another unit"),
    ModelAct.SIGN: gettext_noop("signed, in force"),
    ModelAct.WITHDRAW: gettext_noop("withdrawn"),
    ModelAct.EXPIRE: gettext_noop("expired: it asks for nothing any more"),
    ModelAct.SUPERSEDE: gettext_noop("superseded"),
    ModelAct.DRAFT_ROW: gettext_noop("put into a draft list"),
}
GIVERS: Mapping[str, str] = {
    GiverKind.POLICE: gettext_noop("police organ"),
    GiverKind.TOWNSHIP: gettext_noop("town or street office"),
    GiverKind.DEPARTMENT: gettext_noop("other department"),
    GiverKind.COMMITTEE: gettext_noop("residents' or villagers' committee"),
    GiverKind.ENTERPRISE: gettext_noop("enterprise"),
    GiverKind.OTHER: gettext_noop("somebody else"),
}
OUTSIDE_STATES: Mapping[str, str] = {
    OutsideState.REFUSED: gettext_noop("refused by the boundary"),
    OutsideState.WITHIN: gettext_noop("our own duty"),
    OutsideState.ESCALATED: gettext_noop("waits for a decision"),
    OutsideState.REFUSED_BY_DECISION: gettext_noop("refused by decision"),
    OutsideState.TAKEN_ON: gettext_noop("taken on"),
}
BACKTEST_STATES: Mapping[str, str] = {
    BacktestState.WAITING: gettext_noop("waiting"),
    BacktestState.RUNNING: gettext_noop("running"),
    BacktestState.DONE: gettext_noop("finished"),
    BacktestState.CANCELLED: gettext_noop("stopped"),
    BacktestState.FAILED: gettext_noop("failed"),
}
ASSUMPTIONS: Mapping[str, tuple[str, str]] = {
    "no_limit": (
        gettext_noop("All is done when it is due"),
        gettext_noop("What the list asks for, however many minutes that takes."),
    ),
    "on_due_day": (
        gettext_noop("Done when due, within the limit"),
        gettext_noop("What does not fit into the share of the shift waits for the next day."),
    ),
    "when_open": (
        gettext_noop("Done as soon as it is open, within the limit"),
        gettext_noop("Cycles that count from the last time come round sooner."),
    ),
}
