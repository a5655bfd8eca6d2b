from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from fengqiao.engines.vision.frames import Frame, PrivacyMask


@dataclass(frozen=True, slots=True)
class TimedFrame:
    frame: Frame
    at: datetime


class VideoSource(Protocol):
    @property
    def name(self) -> str: ...

    @property
    def is_live(self) -> bool: ...

    @property
    def is_generated(self) -> bool:
        """Whether it was drawn and not filmed."""
        ...

    def frames(self, *, mask: PrivacyMask) -> Iterator[TimedFrame]: ...
