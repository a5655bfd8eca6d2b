"""The fq commands: each parses, makes one call, prints."""

import sys

import typer

from fengqiao.cli.disk import full_disk_advice
from fengqiao.cli.frequent import HIDDEN, SHOWN, frequent
from fengqiao.cli.table import PARTS, table
from fengqiao.config.environment import SettingError
from fengqiao.config.station import OutsideDatabaseError
from fengqiao.foundation.postgres import ClusterError
from fengqiao.foundation.postgres.binaries import NoBinariesError

BAD_INPUT = 2


def main() -> None:
    """This function will run the command line; what the operator can mend is told in words, with exit status 2."""
    try:
        _table()(prog_name="./fq")
    except (SettingError, ClusterError, NoBinariesError, OutsideDatabaseError) as error:
        sys.stderr.write(f"fq: {error}\n")
        sys.exit(BAD_INPUT)
    except Exception as error:
        advice = full_disk_advice(error)
        if advice is None:
            raise
        sys.stderr.write(f"fq: {advice}\n")
        sys.exit(BAD_INPUT)


def _table() -> typer.Typer:
    word = sys.argv[1] if sys.argv[1:] else ""
    if word in {*SHOWN, *HIDDEN}:
        return frequent
    return table(only=word if word in PARTS else "")
