from django.apps import AppConfig

from fengqiao.foundation.scoping.permissions import register_permissions


class AccountsConfig(AppConfig):
    name = "fengqiao.domains.accounts"
    label = "accounts"

    def ready(self) -> None:
        from fengqiao.domains.accounts.policies import PERMISSIONS

        register_permissions(PERMISSIONS)
