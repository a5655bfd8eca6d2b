from django.apps import AppConfig

from fengqiao.foundation.scoping.permissions import register_permissions


class DisputesConfig(AppConfig):
    name = "fengqiao.domains.disputes"
    label = "disputes"

    def ready(self) -> None:
        from fengqiao.domains.disputes.policies import PERMISSIONS

        register_permissions(PERMISSIONS)
