from django.apps import AppConfig


class ConfigConfig(AppConfig):
    """Joins the domains once all are loaded: events to handlers, providers to those that ask."""

    name = "fengqiao.config"
    label = "config"

    def ready(self) -> None:
        from fengqiao.config.subscriptions import SUBSCRIPTIONS
        from fengqiao.config.wiring import wire
        from fengqiao.foundation.events.subscriptions import register_subscriptions

        register_subscriptions(SUBSCRIPTIONS)
        wire()
