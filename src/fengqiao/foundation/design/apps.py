from django.apps import AppConfig


class DesignConfig(AppConfig):
    name = "fengqiao.foundation.design"
    label = "foundation_design"
