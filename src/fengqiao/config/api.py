"""The one API at /api/: routers of the domains, and the refusals as JSON."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.csrf import csrf_exempt
from ninja import NinjaAPI

from fengqiao.domains.cameras.api import STATUS_OF
from fengqiao.domains.cameras.api import router as cameras
from fengqiao.domains.cameras.contracts import CamerasError
from fengqiao.foundation.files.storage import StorageError

api = NinjaAPI(
    title="Fengqiao",
    version="1",
    urls_namespace="api",
    docs_url=None,
    docs_decorator=login_required,
)
api.add_router("/cameras/", cameras)


@api.exception_handler(CamerasError)
def refuse_camera_side(request: HttpRequest, error: CamerasError) -> HttpResponse:
    """This function will answer what cameras refuses, each error with its status."""
    status = STATUS_OF.get(type(error))
    if status is None:
        raise error
    return JsonResponse({"code": error.code, "detail": str(error)}, status=status)


@api.exception_handler(StorageError)
def say_disk_full(request: HttpRequest, error: StorageError) -> HttpResponse:
    """This function will tell the sender to come again: what was not stored was not taken."""
    return JsonResponse({"code": error.code, "detail": str(error)}, status=503)


@csrf_exempt
def refuse_by_policy(request: HttpRequest) -> HttpResponse:
    """This page will refuse what this platform never takes: faces, persons and dispositions (GA/T 1400)."""
    return JsonResponse({"code": "not_supported_by_policy"}, status=403)
