"""A server that keeps the contract of `contracts.py`, on a real socket, and tools to make footage."""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from email.message import Message
from email.parser import BytesParser
from email.policy import HTTP
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import av
import numpy as np

from fengqiao.edge.contracts import WarningEvent, WarningModel, WarningReason

KEY = "edge-key"
ZONES = {
    "code": "CAM-1",
    "name": "Yard",
    "zones": [{"name": "yard", "polygon": [[0.3, 0], [1, 0], [1, 1], [0.3, 1]]}],
}


class FakeIngestServer(ThreadingHTTPServer):
    """Keeps what it took; `answers` holds statuses to give instead, one per coming request."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.taken: dict[str, tuple[dict[str, Any], bytes]] = {}
        self.answers: list[int] = []
        self.posts = 0
        self.files: dict[str, bytes] = {}

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}"


class _Handler(BaseHTTPRequestHandler):
    server: FakeIngestServer

    def log_message(self, *_: object) -> None:
        """Keeps the test output clean."""

    def do_GET(self) -> None:
        if self.path in self.server.files:
            self._answer(200, self.server.files[self.path])
        elif self.server.answers:
            self._answer(self.server.answers.pop(0), b"{}")
        elif self.headers["Authorization"] != f"Bearer {KEY}":
            self._answer(401, b"{}")
        elif self.path == "/api/cameras/CAM-1/configuration":
            self._answer(200, json.dumps(ZONES).encode())
        else:
            self._answer(404, b"{}")

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.posts += 1
        if self.server.answers:
            return self._answer(self.server.answers.pop(0), b'{"detail": "because"}')
        if self.headers["Authorization"] != f"Bearer {KEY}":
            return self._answer(401, b"{}")
        parts = _form(self.headers["Content-Type"], body)
        event, clip = json.loads(parts["event"]), parts["clip"]
        if event["camera"] != "CAM-1":
            return self._answer(404, b"{}")
        known = self.server.taken.get(event["id"])
        if known is not None and known != (event, clip):
            return self._answer(409, b"{}")
        self.server.taken[event["id"]] = (event, clip)
        receipt = json.dumps({"id": event["id"], "sha256": sha256(clip).hexdigest()}).encode()
        return self._answer(201 if known is None else 200, receipt)

    def _answer(self, status: int, body: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


def _form(content_type: str, body: bytes) -> dict[str, bytes]:
    message: Message = BytesParser(policy=HTTP).parsebytes(f"Content-Type: {content_type}\r\n\r\n".encode() + body)
    return {
        str(part.get_param("name", header="content-disposition")): bytes(part.get_payload(decode=True) or b"")
        for part in message.walk()
        if not part.is_multipart()
    }


@contextmanager
def running_server() -> Iterator[FakeIngestServer]:
    server = FakeIngestServer()
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def warning_event(*, number: int = 1, clip: bytes = b"clip", camera: str = "CAM-1") -> WarningEvent:
    return WarningEvent(
        id=f"01890000-0000-7000-8000-{number:012x}",
        camera=camera,
        scene="zone_intrusion",
        zone="yard",
        started_at="2026-05-01T21:30:00+08:00",
        ended_at="2026-05-01T21:30:05+08:00",
        reason=WarningReason(code="zone_intrusion.foot_point_inside", params={"objects": 1}),
        model=WarningModel(name="motion-blob", version="1", weaker=True),
        confidence=0.4,
        tracks=(),
        zone_polygon=((0.3, 0), (1, 0), (1, 1)),
        clip_sha256=sha256(clip).hexdigest(),
        frame_width=160,
        frame_height=90,
    )


def write_walker_video(path: Path, *, seconds: float = 8.0, fps: int = 10) -> None:
    """This function will write a grey street crossed by a dark figure after two seconds."""
    with av.open(str(path), mode="w") as container:
        stream = container.add_stream("libx264", rate=fps, options={"preset": "ultrafast", "threads": "1"})
        stream.width, stream.height, stream.pix_fmt = 160, 90, "yuv420p"
        noise = np.random.default_rng(1)
        for i in range(int(seconds * fps)):
            container.mux(stream.encode(_walker_picture(i / fps, noise=noise)))
        container.mux(stream.encode(None))


def _walker_picture(seconds: float, *, noise: np.random.Generator) -> av.VideoFrame:
    picture = 110 + noise.normal(0, 2, (90, 160, 1)) + np.linspace(0, 40, 160)[None, :, None]
    left = int(25 * (seconds - 2))
    if 0 <= left < 150:
        picture[30:78, left : left + 14] = 20
    return av.VideoFrame.from_ndarray(np.repeat(picture, 3, axis=2).clip(0, 255).astype(np.uint8), format="bgr24")
