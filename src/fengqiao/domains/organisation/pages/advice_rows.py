"""The rows of an advice in words: units, why, and where the last officer would go next."""

from __future__ import annotations

from collections import Counter
from typing import Any

from fengqiao.domains.organisation.contracts import AdviceRecord, UnitRecord
from fengqiao.domains.organisation.public import list_units_by_code
from fengqiao.domains.organisation.wording import method_text, reason_text


def advice_view(advice: AdviceRecord) -> dict[str, Any]:
    """This function will return what the page of an advice shows: rows by station, totals, and how sure it is."""
    result = advice.result
    units = _units_of(advice)
    names = {code: unit.name for code, unit in units.items()}
    rows = [_row(row, units, names, advice) for row in result["units"]]
    by_station: Counter[str] = Counter()
    by_county: Counter[str] = Counter()
    for row in result["units"]:
        by_station[names.get(row["station"], row["station"])] += row["officers"]
        by_county[names.get(row["county"], row["county"])] += row["officers"]
    gain = result["worth_minutes"] - result["greedy_worth_minutes"]
    return {
        "rows": rows,
        "stations": _bars(by_station),
        "counties": _bars(by_county) if len(by_county) > 1 else [],
        "method": method_text(method=advice.method, is_proven=result["is_proven"], stands_in=result["stands_in"]),
        "placed": result["placed"],
        "left_over": result["left_over"],
        "gain_hours": gain / 60,
        "parameters": advice.inputs["problem"]["parameters"],
        "standard": advice.inputs["standard"],
        "considered": len(advice.inputs["problem"]["units"]),
    }


def _units_of(advice: AdviceRecord) -> dict[str, UnitRecord]:
    codes = set(advice.decided_units)
    for row in advice.result["units"]:
        codes |= {row["code"], row["station"], row["county"], row["next_best_code"]}
        for reason in row["reasons"]:
            codes |= set(reason["parameters"].get("units", ()))
    return list_units_by_code(codes=codes - {""})


def _row(
    row: dict[str, Any], units: dict[str, UnitRecord], names: dict[str, str], advice: AdviceRecord
) -> dict[str, Any]:
    reasons = [reason_text(code=one["code"], parameters=one["parameters"], names=names) for one in row["reasons"]]
    return {
        "code": row["code"],
        "name": names.get(row["code"], row["code"]),
        "station": names.get(row["station"], "") if row["station"] != row["code"] else "",
        "officers": row["officers"],
        "reasons": reasons,
        "next_best": names.get(row["next_best_code"], ""),
        "next_best_hours": row["next_best_loss_minutes"] / 60,
        "decided": advice.decided_units.get(row["code"], 0) if advice.decision else None,
        "unit": units.get(row["code"]),
    }


def _bars(counted: Counter[str]) -> list[dict[str, object]]:
    return [{"label": name, "value": count} for name, count in counted.most_common()]


def advice_points_of(advice: AdviceRecord) -> list[dict[str, object]]:
    """This function will return the units that get officers as points, each with how many."""
    points: list[dict[str, object]] = []
    for row in advice_view(advice)["rows"]:
        unit = row["unit"]
        if unit is None or unit.longitude is None:
            continue
        points.append(
            {
                "type": "Feature",
                "geometry": {"type": "Point", "coordinates": [unit.longitude, unit.latitude]},
                "properties": {"kind": "premises", "label": f"{unit.name} +{row['officers']}", "tone": "action"},
            }
        )
    return points
