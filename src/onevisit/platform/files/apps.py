"""Django's name for this capability."""

from django.apps import AppConfig


class FilesConfig(AppConfig):
    name = "onevisit.platform.files"
    label = "files"
    verbose_name = "文件"
