import itertools
import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest

from fengqiao.edge.errors import SourceUnreadableError
from fengqiao.edge.sources import LiveStream, open_source
from fengqiao.edge.sources.live import RTSP_OPTIONS, without_password
from fengqiao.engines.vision.frames import PrivacyMask

SOURCES = Path(__file__).resolve().parents[3]
CAMERA = """
import sys, time
from fractions import Fraction
import av
import numpy as np

for attempt in range(100):
    try:
        container = av.open(sys.argv[1], mode="w", format="rtsp", options={"rtsp_transport": "tcp"})
        options = {"preset": "ultrafast", "tune": "zerolatency"}
        stream = container.add_stream("libx264", rate=10, options=options)
        stream.width, stream.height, stream.pix_fmt = 160, 90, "yuv420p"
        container.start_encoding()
        break
    except OSError:
        time.sleep(0.05)
for i in range(100):
    picture = av.VideoFrame.from_ndarray(np.full((90, 160, 3), 2 * i, np.uint8), format="bgr24")
    picture.pts, picture.time_base = i, Fraction(1, 10)
    container.mux(stream.encode(picture))
    time.sleep(0.02)
"""


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def sending(address: str) -> Iterator[None]:
    """A camera of its own process: FFmpeg's handshake keeps other threads of its process waiting."""
    environment = os.environ | {"PYTHONPATH": str(SOURCES)}
    camera = subprocess.Popen([sys.executable, "-c", CAMERA, address], env=environment)
    try:
        yield
    finally:
        camera.kill()
        camera.wait()


def test_frames_of_an_rtsp_stream_carry_the_moment_at_which_they_came() -> None:
    address = f"rtsp://127.0.0.1:{free_port()}/camera"
    listening = dict(RTSP_OPTIONS) | {"rtsp_flags": "listen", "listen_timeout": "10"}
    source = LiveStream(address=address, time_zone=UTC, options=listening)
    taken = []
    with sending(address):
        for timed in source.frames(mask=PrivacyMask()):
            taken.append(timed)
            if len(taken) == 10:
                break
    assert [timed.frame.sequence for timed in taken] == list(range(10))
    assert all(a.frame.seconds < b.frame.seconds for a, b in itertools.pairwise(taken))
    assert abs((datetime.now(UTC) - taken[0].at).total_seconds()) < 10


def test_a_camera_that_does_not_answer_is_told_without_its_password() -> None:
    address = f"rtsp://admin:secret@127.0.0.1:{free_port()}/live"
    source = open_source(address=address, started_at=datetime.now(UTC))
    with pytest.raises(SourceUnreadableError, match="no stream came") as raised:
        next(iter(source.frames(mask=PrivacyMask())))
    assert "secret" not in str(raised.value)


def test_a_password_never_shows() -> None:
    assert without_password("rtsp://u:p@host:554/a?b=1") == "rtsp://host:554/a?b=1"
