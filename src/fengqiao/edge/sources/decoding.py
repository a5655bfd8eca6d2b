"""Decodes one video stream with one thread, and survives single bad packets."""

from collections.abc import Iterator
from typing import Any

import av
from av.error import FFmpegError

from fengqiao.edge.errors import SourceUnreadableError

DEFAULT_RATE = 10.0
"""Frames a second when neither frames nor stream carry any time."""


def only_video_stream(*, container: Any, name: str) -> Any:
    """This function will return the first video stream, set to one thread: a worker owns one core."""
    if not container.streams.video:
        container.close()
        raise SourceUnreadableError(
            where=name, what="has no video in it", remedy="Give a video file: MP4, MKV, AVI, GIF …"
        )
    stream = container.streams.video[0]
    stream.thread_count = 1
    return stream


def decode(*, container: Any, stream: Any) -> Iterator[tuple[float, av.VideoFrame]]:
    """This function will yield (seconds since the first frame, picture).

    A packet that cannot be decoded is left out; an error while reading is raised as FFmpegError.
    """
    first: float | None = None
    count = 0
    for packet in container.demux(stream):
        try:
            pictures = packet.decode()
        except FFmpegError:
            continue
        for picture in pictures:
            seconds = _seconds_of(picture=picture, stream=stream, count=count)
            first = seconds if first is None else first
            count += 1
            yield max(seconds - first, 0.0), picture


def _seconds_of(*, picture: Any, stream: Any, count: int) -> float:
    if picture.pts is not None and picture.time_base is not None:
        return float(picture.pts * picture.time_base)
    return count / float(stream.average_rate or DEFAULT_RATE)
