"""Short evidence clips (MP4, H.264) made in memory from frames whose private regions are already hidden."""

import io
from collections import deque
from dataclasses import dataclass
from fractions import Fraction

import av
import numpy as np

from fengqiao.engines.vision.frames import Frame, FramePacer, Picture

CLIP_FPS = 10
MAX_CLIP_SECONDS = 30.0
"""No warning carries more than this of anybody."""

CLIP_WIDTH = 640
BEFORE_SECONDS = 4.0
TIME_BASE = Fraction(1, 12800)
X264_OPTIONS = {"preset": "veryfast", "crf": "25", "threads": "1", "x264-params": "log-level=error"}
MP4_OPTIONS = {"moov_size": "49152"}
"""Bytes kept free in front for the index, so that a clip plays while it loads: 30 s need about a third."""

GENERATED_MARK = "fengqiao:generated"
"""Stands in the comment of a file that was drawn and not filmed, so that a warning from it says so."""


@dataclass(frozen=True, slots=True)
class Clip:
    content: bytes
    width: int
    height: int
    started_seconds: float
    duration_seconds: float


class ClipEncoder:
    """Takes planar 4:2:0 pictures with their times and gives one MP4 file that plays while it loads."""

    def __init__(self, *, width: int, height: int, fps: int = CLIP_FPS, comment: str = "") -> None:
        self.width, self.height = width, height
        self._buffer = io.BytesIO()
        self._container = av.open(self._buffer, mode="w", format="mp4", options=MP4_OPTIONS)
        if comment:
            self._container.metadata["comment"] = comment
        self._stream = self._container.add_stream("libx264", rate=fps, options=X264_OPTIONS)
        self._stream.width, self._stream.height, self._stream.pix_fmt = width, height, "yuv420p"
        self._stream.codec_context.time_base = TIME_BASE
        self._period_ticks = int(TIME_BASE.denominator / fps)
        self._first_seconds: float | None = None
        self._last_ticks = -1

    @property
    def duration_seconds(self) -> float:
        return max(self._last_ticks, 0) / TIME_BASE.denominator

    def add(self, *, picture: Picture, seconds: float) -> None:
        """This function will append a picture (h * 3 / 2, w), unless it is not later than the last."""
        if self._first_seconds is None:
            self._first_seconds = seconds
        ticks = round((seconds - self._first_seconds) * TIME_BASE.denominator)
        if ticks <= self._last_ticks:
            return
        self._last_ticks = ticks
        source = av.VideoFrame.from_ndarray(np.ascontiguousarray(picture), format="yuv420p")
        if (source.width, source.height) != (self.width, self.height):
            # The camera changed its resolution in the middle of the clip.
            source = source.reformat(width=self.width, height=self.height)
        source.pts, source.time_base = ticks, TIME_BASE
        for packet in self._stream.encode(source):
            self._mux(packet)

    def finish(self) -> Clip:
        for packet in self._stream.encode(None):
            self._mux(packet)
        self._container.close()
        return Clip(
            content=self._buffer.getvalue(),
            width=self.width,
            height=self.height,
            started_seconds=self._first_seconds or 0.0,
            duration_seconds=self.duration_seconds,
        )

    def _mux(self, packet: av.Packet) -> None:
        if not packet.duration:
            packet.duration = self._period_ticks
        self._container.mux(packet)


class ClipRecorder:
    """Remembers the last seconds of one camera, and writes clips that begin before their cause."""

    def __init__(self, *, before_seconds: float = BEFORE_SECONDS, width: int = CLIP_WIDTH) -> None:
        self._before_seconds = before_seconds
        self._width = width
        self._pacer = FramePacer(frames_per_second=CLIP_FPS)
        self._recent: deque[tuple[float, Picture]] = deque()
        self._open: dict[str, ClipEncoder] = {}

    def add(self, *, frame: Frame) -> None:
        """This function will take every decoded frame in order and keep those that a clip needs."""
        if not self._pacer.is_due(seconds=frame.seconds):
            return
        picture = frame.yuv420(width=self._width)
        if self._recent and (self._recent[-1][1].shape != picture.shape or self._recent[-1][0] > frame.seconds):
            self._recent.clear()  # another resolution, or a clock set back: the old pictures do not join on
        self._recent.append((frame.seconds, picture))
        while frame.seconds - self._recent[0][0] > self._before_seconds:
            self._recent.popleft()
        for encoder in self._open.values():
            if encoder.duration_seconds < MAX_CLIP_SECONDS - 1 / CLIP_FPS:
                encoder.add(picture=picture, seconds=frame.seconds)

    def begin(self, *, key: str) -> None:
        """This function will begin a clip with the seconds before now."""
        if not self._recent:
            raise ValueError("a clip can only begin after a first frame")
        height, width = self._recent[-1][1].shape
        encoder = ClipEncoder(width=width, height=height * 2 // 3)
        for seconds, picture in self._recent:
            encoder.add(picture=picture, seconds=seconds)
        self._open[key] = encoder

    def finish(self, *, key: str) -> Clip:
        """This function will end the clip that was begun under this key."""
        return self._open.pop(key).finish()
