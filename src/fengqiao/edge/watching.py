"""One camera from source to spool: every frame seen, every intrusion made a durable warning."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field

from fengqiao.edge.configuration import zones_of
from fengqiao.edge.contracts import CameraConfiguration
from fengqiao.edge.errors import SourceBrokenError
from fengqiao.edge.identifiers import new_uuid7
from fengqiao.edge.sources import VideoSource
from fengqiao.edge.spool import Spool, SpooledWarning
from fengqiao.edge.warning_events import build_warning
from fengqiao.engines.vision.clips import ClipRecorder
from fengqiao.engines.vision.detectors import Detector
from fengqiao.engines.vision.frames import Frame, PrivacyMask
from fengqiao.engines.vision.pipeline import Pipeline, PipelineCounts
from fengqiao.engines.vision.scenes.zone_intrusion import Change, Intrusion

AFTER_SECONDS = 12.0
"""A clip ends this long after its cause at the latest: a reviewer need not wait for the visit to end."""


@dataclass(slots=True)
class WatchSummary:
    counts: PipelineCounts
    warnings: list[SpooledWarning] = field(default_factory=list)
    broken: SourceBrokenError | None = None
    """The source broke off; everything before was analysed."""


class CameraWatch:
    """Owns pipeline and recorder of one camera; ended by the source, by `should_stop` or by an error."""

    def __init__(
        self,
        *,
        configuration: CameraConfiguration,
        detector: Detector,
        source: VideoSource,
        spool: Spool,
        on_warning: Callable[[SpooledWarning], None],
    ) -> None:
        self._configuration, self._detector = configuration, detector
        self._source, self._spool, self._on_warning = source, spool, on_warning
        self._zones = {zone.name: zone for zone in zones_of(configuration=configuration)}
        self._pipeline = Pipeline(
            detector=detector, zones=tuple(self._zones.values()), analysed_fps=configuration.analysed_fps
        )
        self._recorder = ClipRecorder()
        self._recording_since: dict[str, float] = {}
        self.summary = WatchSummary(counts=self._pipeline.counts)

    def run(self, *, should_stop: Callable[[], bool]) -> WatchSummary:
        """This function will watch to the end of the source and return what came of it."""
        mask = PrivacyMask(polygons=self._configuration.masks)
        try:
            for timed in self._source.frames(mask=mask):
                self._recorder.add(frame=timed.frame)
                seen = self._pipeline.observe(frame=timed.frame, at=timed.at)
                self._take(changes=seen.changes, frame=timed.frame)
                self._end_long_clips(seconds=timed.frame.seconds)
                if should_stop():
                    break
        except SourceBrokenError as problem:
            self.summary.broken = problem
        for change in self._pipeline.finish():
            self._end_clip(intrusion=change.intrusion)
        return self.summary

    def _take(self, *, changes: tuple[Change, ...], frame: Frame) -> None:
        for change in changes:
            if change.kind == "opened":
                self._recorder.begin(key=change.intrusion.zone)
                self._recording_since[change.intrusion.zone] = frame.seconds
            else:
                self._end_clip(intrusion=change.intrusion)

    def _end_long_clips(self, *, seconds: float) -> None:
        for zone, since in tuple(self._recording_since.items()):
            # A clock that was set back must not leave a clip open for ever.
            if not 0 <= seconds - since < AFTER_SECONDS:
                current = self._pipeline.current(zone=zone)
                if current is not None:
                    self._end_clip(intrusion=current)

    def _end_clip(self, *, intrusion: Intrusion) -> None:
        """Makes the warning of a visit, once: a visit that goes on after its clip has been told already."""
        if self._recording_since.pop(intrusion.zone, None) is None:
            return
        clip = self._recorder.finish(key=intrusion.zone)
        warning_id = str(new_uuid7(unix_milliseconds=time.time_ns() // 1_000_000))
        event = build_warning(
            warning_id=warning_id,
            camera=self._configuration.code,
            zone=self._zones[intrusion.zone],
            intrusion=intrusion,
            card=self._detector.card,
            clip=clip,
            is_generated=self._source.is_generated,
        )
        warning = self._spool.put(event=event, clip=clip.content)
        self.summary.warnings.append(warning)
        self._on_warning(warning)
