from django.apps import AppConfig

from fengqiao.foundation.scoping.permissions import register_permissions


class DutiesConfig(AppConfig):
    name = "fengqiao.domains.duties"
    label = "duties"

    def ready(self) -> None:
        from fengqiao.domains.duties.policies import PERMISSIONS

        register_permissions(PERMISSIONS)
