from django.apps import AppConfig

from fengqiao.foundation.scoping.permissions import register_permissions


class CamerasConfig(AppConfig):
    name = "fengqiao.domains.cameras"
    label = "cameras"

    def ready(self) -> None:
        from fengqiao.domains.cameras.policies import PERMISSIONS

        register_permissions(PERMISSIONS)
