from django.apps import AppConfig


class EventsConfig(AppConfig):
    name = "fengqiao.foundation.events"
    label = "foundation_events"
