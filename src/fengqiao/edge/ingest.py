"""The server's ingest API as the camera side sees it: one method per request, every answer named."""

from http import HTTPStatus

import httpx
from pydantic import ValidationError

from fengqiao.edge.contracts import CameraConfiguration, Receipt
from fengqiao.edge.errors import (
    CameraUnknownError,
    KeyRefusedError,
    ServerAnswerError,
    ServerAwayError,
    WarningRefusedError,
)
from fengqiao.edge.spool import SpooledWarning

CONNECT_SECONDS, TRANSFER_SECONDS = 5.0, 30.0
FOR_EVER = frozenset(
    {
        HTTPStatus.BAD_REQUEST,
        HTTPStatus.FORBIDDEN,
        HTTPStatus.CONFLICT,
        HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
        HTTPStatus.UNPROCESSABLE_ENTITY,
    }
)
"""Answers after which the same bytes will never be taken."""

DETAIL_LENGTH = 300


class IngestClient:
    def __init__(self, *, server: str, key: str, transport: httpx.BaseTransport | None = None) -> None:
        self._server = server.rstrip("/")
        self._http = httpx.Client(
            base_url=self._server,
            headers={"Authorization": f"Bearer {key}"},
            timeout=httpx.Timeout(TRANSFER_SECONDS, connect=CONNECT_SECONDS),
            transport=transport,
        )

    def close(self) -> None:
        self._http.close()

    def fetch_configuration(self, *, camera: str) -> CameraConfiguration:
        """This function will ask for zones, schedule and masks of a camera."""
        response = self._ask("GET", f"/api/cameras/{camera}/configuration", camera=camera)
        if response.status_code != HTTPStatus.OK:
            raise self._unexpected(response)
        try:
            return CameraConfiguration.model_validate_json(response.content)
        except ValidationError as problem:
            first = problem.errors()[0]
            path = ".".join(str(part) for part in first["loc"])
            raise ServerAnswerError(
                where=f"{self._server}, configuration of camera {camera}",
                what=f"{path}: {first['msg']}",
                remedy="Correct the camera's zones on the server, or give a file with --zone.",
            ) from problem

    def send(self, *, warning: SpooledWarning) -> Receipt:
        """This function will deliver one warning and return the receipt, which names the very same clip.

        Raises ServerAwayError (try again), WarningRefusedError (never again), KeyRefusedError,
        CameraUnknownError or ServerAnswerError (a person must act; the warning stays in the spool).
        """
        files = {
            "event": (None, warning.event_bytes, "application/json"),
            "clip": (f"{warning.event.id}.mp4", warning.read_clip(), "video/mp4"),
        }
        response = self._ask("POST", "/api/cameras/warnings", camera=warning.event.camera, files=files)
        if response.status_code in FOR_EVER:
            raise WarningRefusedError(
                where=f"{self._server}, warning {warning.event.id}",
                what=f"refused with {response.status_code}: {_detail(response)}",
                remedy="It was put aside under refused/ in the spool.",
            )
        if response.status_code not in {HTTPStatus.OK, HTTPStatus.CREATED}:
            raise self._unexpected(response)
        return self._checked_receipt(response, warning=warning)

    def _ask(
        self,
        method: str,
        path: str,
        *,
        camera: str,
        files: dict[str, tuple[str | None, bytes, str]] | None = None,
    ) -> httpx.Response:
        try:
            response = self._http.request(method, path, files=files)
        except (httpx.HTTPError, httpx.InvalidURL) as problem:
            raise ServerAwayError(
                where=self._server,
                what=f"no answer ({str(problem) or type(problem).__name__})",
                remedy="Check the address and the line; warnings wait in the spool.",
            ) from problem
        self._raise_for_shared(response, camera=camera)
        return response

    def _raise_for_shared(self, response: httpx.Response, *, camera: str) -> None:
        status = response.status_code
        if status == HTTPStatus.UNAUTHORIZED:
            raise KeyRefusedError(
                where=self._server, what="the key was refused", remedy="Give the key of this edge with --key."
            )
        if status == HTTPStatus.NOT_FOUND:
            raise CameraUnknownError(
                where=f"{self._server}, camera {camera}",
                what="the server knows no such camera for this key",
                remedy="Check --camera, or register the camera on the server's page of cameras first.",
            )
        if status == HTTPStatus.TOO_MANY_REQUESTS or status >= HTTPStatus.INTERNAL_SERVER_ERROR:
            raise ServerAwayError(
                where=self._server,
                what=f"answered {status}: {_detail(response)}",
                remedy="Warnings wait in the spool until it has recovered.",
            )

    def _checked_receipt(self, response: httpx.Response, *, warning: SpooledWarning) -> Receipt:
        try:
            receipt = Receipt.model_validate_json(response.content)
        except ValidationError as problem:
            raise self._unexpected(response) from problem
        if (receipt.id, receipt.sha256) != (warning.event.id, warning.event.clip_sha256):
            raise ServerAnswerError(
                where=f"{self._server}, warning {warning.event.id}",
                what="the receipt names another id or another clip than was sent",
                remedy="The warning stays in the spool; check the server.",
            )
        return receipt

    def _unexpected(self, response: httpx.Response) -> ServerAnswerError:
        return ServerAnswerError(
            where=f"{self._server}{response.request.url.path}",
            what=f"answered {response.status_code}, which is no answer of this API: {_detail(response)}",
            remedy="Is this the address of a Fengqiao server of the same version?",
        )


def _detail(response: httpx.Response) -> str:
    return " ".join(response.text.split())[:DETAIL_LENGTH] or "no text"
