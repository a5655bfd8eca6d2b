"""The fq commands: each parses, makes one call, prints."""

from fengqiao.cli.application import application


def main() -> None:
    """This function will run the command line."""
    application()
