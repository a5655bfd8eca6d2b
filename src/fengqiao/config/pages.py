"""The pages that belong to no single domain: the first page, the sign of life."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.db import connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render


def alive(request: HttpRequest) -> JsonResponse:
    """This page will say that the process and its database answer."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return JsonResponse({"alive": True})


@login_required
def first_page(request: HttpRequest) -> HttpResponse:
    """This page will show the day at a glance."""
    return render(request, "config/first_page.html", {})
