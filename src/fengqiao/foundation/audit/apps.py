from django.apps import AppConfig


class AuditConfig(AppConfig):
    name = "fengqiao.foundation.audit"
    label = "foundation_audit"
