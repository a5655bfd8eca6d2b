from django.apps import AppConfig

from fengqiao.foundation.scoping.permissions import register_permissions


class CasesConfig(AppConfig):
    name = "fengqiao.domains.cases"
    label = "cases"

    def ready(self) -> None:
        from fengqiao.domains.cases.policies import PERMISSIONS

        register_permissions(PERMISSIONS)
