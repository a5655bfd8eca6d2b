"""The ingest API of camera sides: `fengqiao.edge.ingest` is its client, `tests/contract` keeps both together."""

from __future__ import annotations

from http import HTTPStatus

from django.http import HttpRequest
from ninja import File, Form, Router, Status, UploadedFile
from ninja.security import HttpBearer

from fengqiao.domains.cameras.contracts import (
    BadWarningError,
    CamerasError,
    ClipTooLargeError,
    EdgeKeyRefusedError,
    SameIdOtherBytesError,
    SceneNotAllowedError,
    UnknownCameraError,
)
from fengqiao.domains.cameras.public import check_edge_key, read_configuration, receive_warning
from fengqiao.domains.cameras.schemas import (
    ConfigurationAnswer,
    ReceiptAnswer,
    RefusalAnswer,
    configuration_answer,
)

LARGEST_REQUEST_BYTES = 34 * 1024 * 1024
"""A clip of the largest size with its event: more is refused before a byte of it is read."""

STATUS_OF: dict[type[CamerasError], HTTPStatus] = {
    EdgeKeyRefusedError: HTTPStatus.UNAUTHORIZED,
    UnknownCameraError: HTTPStatus.NOT_FOUND,
    SceneNotAllowedError: HTTPStatus.FORBIDDEN,
    SameIdOtherBytesError: HTTPStatus.CONFLICT,
    ClipTooLargeError: HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
    BadWarningError: HTTPStatus.UNPROCESSABLE_ENTITY,
}
REFUSALS = {status: RefusalAnswer for status in {*STATUS_OF.values()}}


class EdgeBearer(HttpBearer):
    """`Authorization: Bearer KEY`. Nobody's body is read before the key is known; no session, so no CSRF token."""

    def authenticate(self, request: HttpRequest, token: str) -> str:
        length = request.headers.get("Content-Length") or "0"
        if length.isdecimal() and int(length) > LARGEST_REQUEST_BYTES:
            raise ClipTooLargeError(bytes=int(length), most=LARGEST_REQUEST_BYTES)
        key = token.strip()
        check_edge_key(key=key)
        return key


class EdgeRequest(HttpRequest):
    """A request whose bearer was read."""

    auth: str


router = Router(tags=["cameras"], auth=EdgeBearer())


@router.post("/warnings", response={200: ReceiptAnswer, 201: ReceiptAnswer, **REFUSALS})
def post_warning(request: EdgeRequest, event: Form[str], clip: File[UploadedFile]) -> Status[ReceiptAnswer]:
    """Take one warning with its clip: 201 new, 200 already here."""
    receipt = receive_warning(key=request.auth, event=event.encode(), clip=clip.read())
    status = HTTPStatus.CREATED if receipt.is_new else HTTPStatus.OK
    return Status(status, ReceiptAnswer(id=receipt.id, sha256=receipt.sha256))


@router.get("/{code}/configuration", response={200: ConfigurationAnswer, **REFUSALS}, by_alias=True)
def get_configuration(request: EdgeRequest, code: str) -> ConfigurationAnswer:
    """Tell a camera side which zones to watch, and when."""
    configuration = read_configuration(key=request.auth, camera_code=code)
    return configuration_answer(configuration)
