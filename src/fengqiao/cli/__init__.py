"""The fq commands: each parses, makes one call, prints."""

import sys

from fengqiao.cli.application import application
from fengqiao.config.environment import SettingError
from fengqiao.foundation.postgres import ClusterError
from fengqiao.foundation.postgres.binaries import NoBinariesError

BAD_INPUT = 2


def main() -> None:
    """This function will run the command line; what the operator can mend is told in words, with exit status 2."""
    try:
        application()
    except (SettingError, ClusterError, NoBinariesError) as error:
        sys.stderr.write(f"fq: {error}\n")
        sys.exit(BAD_INPUT)
