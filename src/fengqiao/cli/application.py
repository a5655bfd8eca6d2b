"""The table of commands."""

from __future__ import annotations

import typer

from fengqiao.cli.archive import backup, restore
from fengqiao.cli.audit import audit
from fengqiao.cli.bench import bench
from fengqiao.cli.cameras import cameras
from fengqiao.cli.frequent import add_frequent
from fengqiao.cli.frontend import frontend
from fengqiao.cli.import_calls import imports
from fengqiao.cli.import_station import add_station_imports
from fengqiao.cli.init import init
from fengqiao.cli.lists import lists
from fengqiao.cli.models import models
from fengqiao.cli.operations import doctor, status, stop
from fengqiao.cli.quality import run_checks, run_tests
from fengqiao.cli.watch import watch

application = typer.Typer(
    name="fq",
    help="Fengqiao (枫桥): an open platform for community police stations.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
add_frequent(application)
application.command("test")(run_tests)
application.command("check")(run_checks)
application.command()(watch)
application.command()(init)
application.command()(bench)
application.command()(frontend)
application.command()(status)
application.command()(stop)
application.command()(doctor)
application.command()(backup)
application.command()(restore)
application.add_typer(models, name="models")
application.add_typer(audit, name="audit")
application.add_typer(lists, name="lists")
add_station_imports(imports)
application.add_typer(imports, name="import")
application.add_typer(cameras, name="cameras")
