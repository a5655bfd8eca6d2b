"""Providers: what a lower domain needs to know of an upper one is registered here, and only here."""


def wire() -> None:
    """This function will register every provider; called once when all apps are ready."""
