from django.apps import AppConfig

from fengqiao.foundation.scoping.permissions import register_permissions


class OrganisationConfig(AppConfig):
    name = "fengqiao.domains.organisation"
    label = "organisation"

    def ready(self) -> None:
        from fengqiao.domains.organisation.policies import PERMISSIONS

        register_permissions(PERMISSIONS)
