"""The register of licences. What a certificate says lies in the case's contents, by hash; its bytes with the files."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from onevisit.licences.standing import Life, Status
from onevisit.platform.organs.models import Organ
from onevisit.platform.people.models import Party

VALID = Status.VALID.value


class Licence(models.Model):
    """电子证照: one result that was issued. `data` is the hash of what it says, `file` that of its printed form.

    `token` stands in the address of the QR code: who has the certificate in hand can verify it, nobody can guess it.
    """

    identifier = models.CharField("电子证照标识", max_length=100, blank=True)
    number = models.CharField("证号", max_length=40)
    type = models.ForeignKey(
        "catalogue.LicenceType", models.PROTECT, null=True, blank=True, related_name="licences"
    )
    holder = models.ForeignKey(Party, models.PROTECT, related_name="licences")
    organ = models.ForeignKey(Organ, models.PROTECT, related_name="licences")
    case = models.ForeignKey("casework.Case", models.PROTECT, related_name="licences")
    result = models.SlugField("结果", max_length=60)
    title = models.CharField("名称", max_length=100)
    valid_from = models.DateField("有效期起")
    valid_to = models.DateField("有效期止", null=True, blank=True)
    status = models.CharField(
        "状态", max_length=10, choices=[(s.value, s.label) for s in Status], default=VALID
    )
    status_since = models.DateField("状态自", null=True, blank=True)
    data = models.CharField("内容摘要", max_length=64)
    template = models.CharField("版式", max_length=30)
    file = models.CharField("文件摘要", max_length=64, null=True, blank=True, db_index=True)
    token = models.CharField("核验码", max_length=22, unique=True)

    class Meta:
        verbose_name = "电子证照"
        constraints = [
            models.UniqueConstraint("case", "result", name="licence_once_a_result"),
            models.UniqueConstraint(
                "identifier", condition=~Q(identifier=""), name="licence_identifier_once"
            ),
            models.CheckConstraint(
                condition=Q(valid_to=None) | Q(valid_to__gte=F("valid_from")),
                name="licence_ends_after_it_begins",
            ),
            models.CheckConstraint(
                condition=Q(status=VALID, status_since=None)
                | (~Q(status=VALID) & Q(status_since__isnull=False)),
                name="licence_status_has_a_day",
            ),
            models.CheckConstraint(condition=~Q(token="") & ~Q(data=""), name="licence_has_token_and_data"),
        ]
        indexes = [models.Index(fields=["holder", "-valid_from", "-id"], name="licence_by_holder")]

    def __str__(self) -> str:
        return f"{self.title} {self.number}"

    @property
    def life(self) -> Life:
        """Its dates and status, of which `standing` is asked."""
        return Life(self.valid_from, self.valid_to, Status(self.status), self.status_since)
