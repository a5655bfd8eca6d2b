from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import av
from av.error import FFmpegError

from fengqiao.edge.errors import SourceBrokenError, SourceMissingError, SourceUnreadableError
from fengqiao.edge.sources.contracts import TimedFrame
from fengqiao.edge.sources.decoding import decode, only_video_stream
from fengqiao.engines.vision.clips import GENERATED_MARK
from fengqiao.engines.vision.frames import Frame, PrivacyMask

LARGEST_GAP_SECONDS = 2.0
"""A sound track or a rounded length may last a little longer than the pictures; more is a cut file."""

WHAT_TO_GIVE = "Give a video file: MP4, MKV, AVI, GIF …"


class VideoFile:
    """A recording: its moments are `started_at` plus the presentation time, however fast it is read."""

    is_live = False

    def __init__(self, *, path: Path, started_at: datetime) -> None:
        self.name = str(path)
        self._path, self._started_at = path, started_at
        container = self._open()
        only_video_stream(container=container, name=self.name)
        self.is_generated = GENERATED_MARK in str(container.metadata.get("comment", ""))
        container.close()

    def frames(self, *, mask: PrivacyMask) -> Iterator[TimedFrame]:
        """This function will yield every frame; raises SourceBrokenError where the file breaks off."""
        container = self._open()
        sequence, seconds = -1, 0.0
        try:
            stream = only_video_stream(container=container, name=self.name)
            declared = float(container.duration or 0) / av.time_base
            for sequence, (seconds, picture) in enumerate(decode(container=container, stream=stream)):
                frame = Frame(sequence=sequence, seconds=seconds, source=picture, mask=mask)
                yield TimedFrame(frame=frame, at=self._started_at + timedelta(seconds=seconds))
        except FFmpegError as problem:
            raise self._broken(seconds=seconds, why=str(problem.strerror)) from problem
        finally:
            container.close()
        if sequence < 0:
            raise SourceUnreadableError(where=self.name, what="not one picture could be decoded", remedy=WHAT_TO_GIVE)
        if seconds < declared - LARGEST_GAP_SECONDS:
            raise self._broken(seconds=seconds, why=f"{declared:.1f} s were announced")

    def _broken(self, *, seconds: float, why: str) -> SourceBrokenError:
        return SourceBrokenError(
            where=self.name,
            what=f"breaks off after {seconds:.1f} s ({why})",
            remedy="What came before was analysed; copy the file again.",
        )

    def _open(self) -> Any:
        if not self._path.exists():
            raise SourceMissingError(
                where=self.name, what="there is no such file", remedy="Check the path and its spelling."
            )
        if self._path.is_dir():
            raise SourceUnreadableError(where=self.name, what="is a folder", remedy="Name one video file in it.")
        try:
            return av.open(self.name)
        except PermissionError as problem:
            raise SourceUnreadableError(
                where=self.name, what="may not be read", remedy="Correct the rights of the file."
            ) from problem
        except FFmpegError as problem:
            raise SourceUnreadableError(
                where=self.name, what=f"is not a video ({problem.strerror})", remedy=WHAT_TO_GIVE
            ) from problem
