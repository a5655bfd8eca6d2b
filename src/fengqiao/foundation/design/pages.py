"""The style page: every part of the pages in one place, to look at and to test against."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render

SAMPLES = {
    "values": [31, 28, 35, 40, 37, 29, 33, 44, 38, 36, 30, 27, 34, 52],
    "facts": [("上次走访", "6月8日"), ("居住地址", "老城警务区")],
    "rows": ["北街 12 号", "建材市场", "枫桥示范县城关镇东关社区居民委员会服务中心一楼大厅"],
    "intervals": [
        {"label": "盗窃", "value": -21.0, "low": -34.0, "high": -6.0, "note": "下降"},
        {"label": "矛盾纠纷", "value": 4.0, "low": -9.0, "high": 19.0, "note": "变化不明显"},
        {"label": "电信诈骗", "value": 38.0, "low": 12.0, "high": 70.0, "note": "上升", "tone": "danger"},
    ],
    "bars": [
        {"label": "林小满", "value": 12},
        {"label": "周大勇", "value": 19, "tone": "warning", "note": "超出一天能做的"},
        {"label": "李建军", "value": 7},
    ],
}
POINTS = (
    ("incident", "danger", "建材市场争吵", 108.876, 33.601),
    ("incident", "warning", "北街噪声", 108.879, 33.606),
    ("unit", "neutral", "城关 1 号车", 108.882, 33.603),
    ("warning", "action", "停车场预警", 108.874, 33.604),
    ("stop", "action", "走访周某某", 108.871, 33.599),
    ("stop", "neutral", "检查加油站", 108.868, 33.602),
    ("premises", "neutral", "东关加油站", 108.889, 33.6),
)


@login_required
def style_page(request: HttpRequest) -> HttpResponse:
    """This page will show every part of the pages."""
    return render(request, "design/style_page.html", SAMPLES)


@login_required
def style_points(request: HttpRequest) -> JsonResponse:
    """This answer will be the sample points of its map."""
    features = [
        {
            "type": "Feature",
            "geometry": {"type": "Point", "coordinates": [longitude, latitude]},
            "properties": {
                "kind": kind,
                "tone": tone,
                "label": label,
                "state": tone,
                **({"order": number - 3} if kind == "stop" else {}),
            },
        }
        for number, (kind, tone, label, longitude, latitude) in enumerate(POINTS)
    ]
    return JsonResponse({"type": "FeatureCollection", "features": features})
