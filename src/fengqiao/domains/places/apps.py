from django.apps import AppConfig

from fengqiao.foundation.scoping.permissions import register_permissions


class PlacesConfig(AppConfig):
    name = "fengqiao.domains.places"
    label = "places"

    def ready(self) -> None:
        from fengqiao.domains.places.policies import PERMISSIONS

        register_permissions(PERMISSIONS)
