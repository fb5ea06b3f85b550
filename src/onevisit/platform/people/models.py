"""Persons sign in; parties ask for things. A citizen is both, an enterprise is a party that persons act for."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Q


class PartyKind(models.TextChoices):
    """What kind of applicant a party is."""

    PERSON = "person", "自然人"
    ENTERPRISE = "enterprise", "法人或其他组织"


class Party(models.Model):
    """Somebody in whose name an application is made. `identifier` is a citizen's number or a credit code."""

    kind = models.CharField("类别", max_length=10, choices=PartyKind)
    name = models.CharField("姓名或名称", max_length=100)
    identifier = models.CharField("证件号码", max_length=18)
    phone = models.CharField("电话", max_length=20, blank=True)
    address = models.CharField("地址", max_length=200, blank=True)
    verified_by = models.CharField("核验方式", max_length=60, blank=True)

    class Meta:
        verbose_name = "申请人"
        constraints = [
            models.UniqueConstraint("kind", "identifier", name="party_identifier_once"),
            models.CheckConstraint(
                condition=~Q(name="") & ~Q(identifier=""), name="party_has_name_and_identifier"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class PersonManager(BaseUserManager["Person"]):
    """How accounts come to be: by the pack, or by signing up."""

    def create_user(
        self, username: str, password: str | None, name: str, party: Party | None = None
    ) -> Person:
        """A new account. A password of None can never be used to sign in."""
        person = self.model(username=username, name=name, party=party)
        person.set_password(password)
        person.save(using=self._db)
        return person


class Person(AbstractBaseUser):
    """An account. Staff have posts (`organs.Post`), citizens a `party`; one person can be both."""

    username = models.CharField("登录名", max_length=60, unique=True)
    name = models.CharField("姓名", max_length=60)
    party = models.ForeignKey(Party, models.PROTECT, null=True, blank=True, related_name="people")
    is_active = models.BooleanField("启用", default=True)

    USERNAME_FIELD = "username"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]
    objects = PersonManager()

    class Meta:
        verbose_name = "账号"

    def __str__(self) -> str:
        return self.name


class Representation(models.Model):
    """A person acts for a party, from a day, until a day (or still)."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="represents")
    party = models.ForeignKey(Party, models.CASCADE, related_name="represented_by")
    as_what = models.CharField("身份", max_length=30, default="法定代表人")
    since = models.DateField("自")
    until = models.DateField("至", null=True, blank=True)

    class Meta:
        verbose_name = "代表关系"
        constraints = [
            models.UniqueConstraint("person", "party", "since", name="representation_once"),
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gte=models.F("since")), name="representation_ends_after"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} → {self.party}"
