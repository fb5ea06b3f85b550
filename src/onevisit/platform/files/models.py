"""What is known of a stored file. Its bytes lie in the data folder, under the first letters of their hash."""

from __future__ import annotations

from django.db import models
from django.db.models import Q


class StoredFile(models.Model):
    """One file by its SHA-256. Two people who upload the same bytes share the row; neither learns of the other."""

    sha256 = models.CharField("摘要", max_length=64, primary_key=True)
    size = models.PositiveIntegerField("字节数")
    media_type = models.CharField("类型", max_length=60)
    stored_at = models.DateTimeField("存入时间")
    erased_at = models.DateTimeField("清除时间", null=True, blank=True)

    class Meta:
        verbose_name = "文件"
        constraints = [models.CheckConstraint(condition=Q(size__gt=0), name="file_is_not_empty")]

    def __str__(self) -> str:
        return self.sha256[:12]
