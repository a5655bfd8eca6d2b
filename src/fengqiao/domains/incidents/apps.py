from django.apps import AppConfig

from fengqiao.foundation.scoping.permissions import register_permissions


class IncidentsConfig(AppConfig):
    name = "fengqiao.domains.incidents"
    label = "incidents"

    def ready(self) -> None:
        from fengqiao.domains.incidents.policies import PERMISSIONS

        register_permissions(PERMISSIONS)
