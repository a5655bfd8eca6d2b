from django.apps import AppConfig

from fengqiao.foundation.scoping.permissions import register_permissions


class TasksConfig(AppConfig):
    name = "fengqiao.domains.tasks"
    label = "tasks"

    def ready(self) -> None:
        from fengqiao.domains.tasks.policies import PERMISSIONS

        register_permissions(PERMISSIONS)
