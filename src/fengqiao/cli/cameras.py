"""`fq cameras`: register cameras from a file, make and end the keys of camera sides."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from fengqiao.cli.counting import counted
from fengqiao.config.station import open_database

cameras = typer.Typer(no_args_is_help=True, help="Register cameras; make and end the keys of camera sides.")
BAD_INPUT = 2
SHAPE = """The file has the shape

    cameras:
      - code: CAM-1
        name: Yard of the town hall
        place_type: car_park
        longitude: 108.877
        latitude: 33.604
        bearing_degrees: 205
        view_degrees: 84
        height_metres: 5.5
        filing_number: 2025-001
        filed_date: 2025-03-01
        has_sign: true
        retention_days: 30
        unit_code: "619999410100"
        zones:
          - {name: yard, scene: zone_intrusion, corners: [[0.1, 0.4], [0.9, 0.4], [0.5, 0.9]],
             active_from: "20:00", active_to: "06:00"}"""


@cameras.command(
    "add", help=f"Register the cameras of a file, all or none; known ones stay as they are.\n\n\b\n{SHAPE}"
)
def add(file: Annotated[Path, typer.Argument(metavar="FILE.yaml", help="The cameras, as shown below.")]) -> None:
    with open_database():
        from fengqiao.domains.cameras.contracts import CamerasError
        from fengqiao.domains.cameras.public import load_cameras
        from fengqiao.domains.cameras.schemas import CameraFileError, read_cameras
        from fengqiao.domains.organisation.contracts import OrganisationError
        from fengqiao.foundation.scoping.contracts import SYSTEM

        try:
            wanted = read_cameras(path=file)
            added = load_cameras(actor=SYSTEM, cameras=wanted)
        except CameraFileError as error:
            raise _refused("add", str(error.parameters["problem"]), "Correct it and start again.") from error
        except (CamerasError, OrganisationError) as error:
            raise _refused("add", f"{error.code} ({error})", "Nothing was registered.") from error
    typer.echo(f"{counted(added, 'camera')} registered, {len(wanted) - added} known before")
    if added:
        typer.echo(
            "Next:  ./fq cameras key NAME --camera CODE   then   ./fq watch RTSP --camera CODE --server … --key …"
        )


@cameras.command("key")
def key(
    name: Annotated[str, typer.Argument(help="What the camera side is called, such as 'box in the hall'.")],
    *,
    camera: Annotated[list[str], typer.Option(help="A camera it speaks for; give it again for more.")],
) -> None:
    """Make a key for a camera side and print it, the only time that it can be read."""
    with open_database():
        from fengqiao.domains.cameras.contracts import CamerasError
        from fengqiao.domains.cameras.public import make_edge_key
        from fengqiao.foundation.scoping.contracts import SYSTEM

        try:
            made = make_edge_key(actor=SYSTEM, name=name, camera_codes=camera)
        except CamerasError as error:
            raise _refused("key", f"{error.code} ({error})", "./fq cameras add registers cameras.") from error
    typer.echo(f"The key is shown once; keep it in FENGQIAO_EDGE_KEY of the camera side ({name}).", err=True)
    typer.echo(made)


@cameras.command("revoke")
def revoke(name: Annotated[str, typer.Argument(help="The name it was made under.")]) -> None:
    """End a key at once."""
    with open_database():
        from fengqiao.domains.cameras.contracts import CamerasError
        from fengqiao.domains.cameras.public import revoke_edge_key
        from fengqiao.foundation.scoping.contracts import SYSTEM

        try:
            revoke_edge_key(actor=SYSTEM, name=name)
        except CamerasError as error:
            raise _refused("revoke", f"no key is called {name}", "") from error
    typer.echo(f"The key {name} is ended.")


def _refused(command: str, what: str, remedy: str) -> typer.Exit:
    typer.echo(f"./fq cameras {command}: {what}", err=True)
    if remedy:
        typer.echo(f"    {remedy}", err=True)
    return typer.Exit(BAD_INPUT)
