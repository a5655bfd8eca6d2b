"""The car park at night: an owner loading a car is rejected; two people trying three doors are not."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass

from fengqiao.demo.cast import Cast
from fengqiao.demo.county.contracts import Camera, DaySignal
from fengqiao.demo.footage import FootageKind, make_warning
from fengqiao.demo.story.calls import CallStrand
from fengqiao.demo.story.page_links import page_of
from fengqiao.demo.story.patience import UNDECIDED, Patience, looks
from fengqiao.demo.story.strands import ENDED, Played, Step, first_unplayed, seconds, when
from fengqiao.domains.cameras.contracts import RejectReason, WarningRecord, WarningState
from fengqiao.domains.cameras.public import (
    get_warning,
    make_edge_key,
    receive_warning,
    review_warning,
    revoke_edge_key,
)
from fengqiao.domains.incidents.public import get_incident
from fengqiao.foundation.scoping.contracts import SYSTEM
from fengqiao.foundation.simulation.contracts import ActTold, Text

BEAT, VIEW = "car_doors", "cameras.view_warnings"
REACHES_THE_ROOM_AFTER, LOOKED_AT_AFTER = seconds(25), seconds(70)
DOORS_LOOKED_AT_AFTER = seconds(45)
CAMERA_SIDE = "停车场边缘盒"


@dataclass(frozen=True, slots=True)
class Recording:
    """What a camera saw: drawn by the project, watched by the camera side's own pipeline."""

    camera: Camera
    kind: FootageKind
    starts_at: datetime.datetime

    def render(self) -> tuple[bytes, bytes]:
        """This function will give event and clip; drawn at the first call, read back afterwards."""
        return make_warning(
            camera_code=self.camera.code, zone=self.camera.zones[0], started_at=self.starts_at, kind=self.kind
        )

    def send(self) -> str:
        """This function will post the warning as the camera side does, and return its id."""
        event, clip = self.render()
        name = f"{CAMERA_SIDE} {self.starts_at:%Y-%m-%d %H:%M}"
        key = make_edge_key(actor=SYSTEM, name=name, camera_codes=[self.camera.code])
        receipt = receive_warning(key=key, event=event, clip=clip)
        revoke_edge_key(actor=SYSTEM, name=name)
        return receipt.id


@dataclass(frozen=True, slots=True)
class OwnerStrand:
    """Somebody loads the own car. The zone says "presence"; a person says "everyday"."""

    signal: DaySignal
    recording: Recording
    cast: Cast
    patience: Patience | None = None

    def next_step(self, played: Played) -> Step | None:
        return first_unplayed(list(self._steps(played)), played)

    def _steps(self, played: Played) -> Iterator[Step]:
        code = f"{self.signal.code}/warning"
        yield Step(self.recording.starts_at + REACHES_THE_ROOM_AFTER, code, self._raise)
        raised = played.get(code)
        if raised is None:
            return
        stem, warning = self.signal.code, raised["warning"]
        decides = Step(when(raised) + LOOKED_AT_AFTER, f"{stem}/reject", lambda: self._reject(warning))
        yield from looks(stem=stem, begins=decides, warning_id=warning, patience=self.patience, played=played)

    def _raise(self) -> ActTold:
        return ActTold(result={"warning": self.recording.send()})

    def _reject(self, warning_id: str) -> ActTold:
        if not is_undecided(warning_id):
            return ActTold(result={ENDED: True})
        actor = self.cast.video_reviewer(self.signal.station_code, self.cast.now())
        note = self.signal.feedback_text
        record = review_warning(
            actor=actor,
            warning_id=warning_id,
            decision=WarningState.REJECTED,
            reject_reason=RejectReason.EVERYDAY,
            note=note,
        )
        return ActTold(
            line=Text(
                f"视觉预警 · {record.camera.name}：{actor.name}看过片段，日常活动，不予推送",
                f"camera warning · {record.camera.name}: {actor.name} looks at the clip: everyday, rejected",
            ),
            page=page_of("cameras:warning", record.id),
            scope_path=record.camera.scope_path,
            permission=VIEW,
            beat=BEAT,
        )


@dataclass(frozen=True, slots=True)
class CarDoorsStrand(CallStrand):
    """Two people, three handles. What a named person confirms becomes an incident like any other."""

    cast: Cast
    recording: Recording | None = None
    patience: Patience | None = None

    def _beginning(self, played: Played) -> Iterator[Step]:
        if self.recording is None:
            return
        code = self._code("warning")
        yield Step(self.recording.starts_at + REACHES_THE_ROOM_AFTER, code, self._raise)
        raised = played.get(code)
        if raised is None:
            return
        stem, warning = self.signal.code, raised["warning"]
        decides = Step(when(raised) + DOORS_LOOKED_AT_AFTER, self._code("take"), lambda: self._confirm(warning))
        yield from looks(stem=stem, begins=decides, warning_id=warning, patience=self.patience, played=played)

    def _raise(self) -> ActTold:
        if self.recording is None:
            raise ValueError("a warning without a recording")
        return ActTold(result={"warning": self.recording.send()})

    def _confirm(self, warning_id: str) -> ActTold:
        """Whoever at a screen was quicker has decided: what was confirmed is handled, what was rejected is not."""
        record = self._decided(warning_id)
        if record.state is not WarningState.CONFIRMED:
            return ActTold(result={"warning": warning_id, ENDED: True})
        incident = get_incident(actor=SYSTEM, number=record.incident_number)
        told = self._sorted(incident, self._dispatcher(None))
        return ActTold(
            result={**told.result, "warning": warning_id, "reviewer": record.reviewed_by},
            line=Text(
                f"视觉预警 · {record.camera.name}：{record.reviewed_by}确认“{self.signal.text}”"
                f"→ 警情{record.incident_number}",
                f"camera warning · {record.camera.name}: confirmed by {record.reviewed_by} → incident "
                f"{record.incident_number}",
            ),
            page=page_of("cameras:warning", record.id),
            scope_path=record.camera.scope_path,
            permission=VIEW,
            beat=BEAT,
        )

    def _decided(self, warning_id: str) -> WarningRecord:
        if not is_undecided(warning_id):
            return get_warning(actor=SYSTEM, warning_id=warning_id)
        actor = self.cast.video_reviewer(self.signal.station_code, self.cast.now())
        return review_warning(
            actor=actor, warning_id=warning_id, decision=WarningState.CONFIRMED, note=self.signal.text
        )


def is_undecided(warning_id: str) -> bool:
    """This function will tell whether nobody has decided on a warning yet."""
    return get_warning(actor=SYSTEM, warning_id=warning_id).state in UNDECIDED
