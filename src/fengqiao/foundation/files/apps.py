from django.apps import AppConfig


class FilesConfig(AppConfig):
    name = "fengqiao.foundation.files"
    label = "foundation_files"
