"""Where frames come from: a file, analysed as fast as it can be read, or a live stream."""

from datetime import datetime
from pathlib import Path
from urllib.parse import urlsplit

from fengqiao.edge.errors import SourceUnreadableError
from fengqiao.edge.sources.contracts import TimedFrame, VideoSource
from fengqiao.edge.sources.files import VideoFile
from fengqiao.edge.sources.live import LiveStream

__all__ = ["LiveStream", "TimedFrame", "VideoFile", "VideoSource", "open_source"]

LIVE_SCHEMES = frozenset({"rtsp", "rtsps"})


def open_source(*, address: str, started_at: datetime) -> VideoSource:
    """This function will open a path or an RTSP address; `started_at` is the moment a file begins to show."""
    scheme = urlsplit(address).scheme.lower() if "://" in address else ""
    if scheme in LIVE_SCHEMES:
        return LiveStream(address=address, time_zone=started_at.tzinfo)
    if scheme:
        raise SourceUnreadableError(
            where=address,
            what=f"sources of the kind {scheme}:// are not read",
            remedy="Give a video file or an address that begins with rtsp://.",
        )
    return VideoFile(path=Path(address), started_at=started_at)
