from django.apps import AppConfig


class ClockConfig(AppConfig):
    name = "fengqiao.foundation.clock"
    label = "foundation_clock"
