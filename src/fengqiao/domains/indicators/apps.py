from django.apps import AppConfig

from fengqiao.foundation.scoping.permissions import register_permissions


class IndicatorsConfig(AppConfig):
    name = "fengqiao.domains.indicators"
    label = "indicators"

    def ready(self) -> None:
        from fengqiao.domains.indicators.policies import PERMISSIONS

        register_permissions(PERMISSIONS)
