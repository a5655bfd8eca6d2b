from django.apps import AppConfig


class SimulationConfig(AppConfig):
    name = "fengqiao.foundation.simulation"
    label = "foundation_simulation"
