import logging
import time
from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta, tzinfo
from typing import Any
from urllib.parse import urlsplit

import av
from av.error import FFmpegError, HTTPClientError

from fengqiao.edge.errors import SourceUnreadableError
from fengqiao.edge.sources.contracts import TimedFrame
from fengqiao.edge.sources.decoding import decode, only_video_stream
from fengqiao.engines.vision.frames import Frame, PrivacyMask

log = logging.getLogger(__name__)

OPEN_SECONDS, READ_SECONDS = 10.0, 10.0
FIRST_PAUSE_SECONDS, LONGEST_PAUSE_SECONDS = 1.0, 30.0
LARGEST_DRIFT_SECONDS = 2.0
"""When the stream's clock and ours disagree by more, the camera's has jumped: start from ours again."""

RTSP_OPTIONS = {"rtsp_transport": "tcp"}
"""Over TCP: a lost UDP packet smears the picture until the next key frame."""


class LiveStream:
    """An RTSP camera. The first connection must succeed; later cuts are mended with growing pauses."""

    is_live = True
    is_generated = False

    def __init__(self, *, address: str, time_zone: tzinfo | None, options: Mapping[str, str] = RTSP_OPTIONS) -> None:
        self.name = without_password(address)
        self.cuts = 0
        self._address, self._time_zone, self._options = address, time_zone, dict(options)

    def frames(self, *, mask: PrivacyMask) -> Iterator[TimedFrame]:
        """This function will yield frames as they come, for as long as the caller takes them."""
        container = self._open()
        began = time.monotonic()
        sequence = 0
        pause = FIRST_PAUSE_SECONDS
        while True:
            if container is not None:
                for frame in self._connection(container, began=began, mask=mask, sequence=sequence):
                    sequence, pause = frame.frame.sequence + 1, FIRST_PAUSE_SECONDS
                    yield frame
            self.cuts += 1
            log.warning("%s: cut; trying again in %.0f s", self.name, pause)
            time.sleep(pause)
            pause = min(2 * pause, LONGEST_PAUSE_SECONDS)
            container = self._open_again()

    def _connection(self, container: Any, *, began: float, mask: PrivacyMask, sequence: int) -> Iterator[TimedFrame]:
        """Frames of one connection; ends when it does."""
        offset: float | None = None
        try:
            stream = only_video_stream(container=container, name=self.name)
            for streamed, picture in decode(container=container, stream=stream):
                elapsed = time.monotonic() - began
                if offset is None or abs(elapsed - offset - streamed) > LARGEST_DRIFT_SECONDS:
                    offset = elapsed - streamed
                seconds = offset + streamed
                at = datetime.now(self._time_zone) - timedelta(seconds=elapsed - seconds)
                yield TimedFrame(Frame(sequence, seconds, picture, mask), at)
                sequence += 1
        except FFmpegError as problem:
            log.warning("%s: %s", self.name, problem.strerror)
        finally:
            container.close()

    def _open_again(self) -> Any:
        try:
            return self._open()
        except SourceUnreadableError as problem:
            log.warning("%s: %s", self.name, problem.what)
            return None

    def _open(self) -> Any:
        try:
            return av.open(self._address, options=self._options, timeout=(OPEN_SECONDS, READ_SECONDS))
        except HTTPClientError as problem:
            raise SourceUnreadableError(
                where=self.name,
                what=f"the camera refused ({problem.strerror})",
                remedy="Check user, password and path in the address: rtsp://user:password@host/path.",
            ) from problem
        except (FFmpegError, OSError) as problem:
            raise SourceUnreadableError(
                where=self.name,
                what=f"no stream came ({problem.strerror})",
                remedy="Check that the camera is on, the address, and the line to it.",
            ) from problem


def without_password(address: str) -> str:
    """This function will return the address as it may be shown and logged."""
    parts = urlsplit(address)
    return parts._replace(netloc=parts.netloc.rpartition("@")[2]).geturl()
