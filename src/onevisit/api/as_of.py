"""The day that a question is about, and the matter in an address."""

from datetime import date

from ninja import Field, Schema
from pydantic import field_validator

from onevisit.platform import clock
from onevisit.rules.calendar import chinese_date


class Which(Schema):
    """The matter in the address."""

    key: str = Field(pattern=r"^[a-z0-9_-]{1,60}$", description="事项的键", examples=["food-business-permit"])


class AsOf(Schema):
    """As of which day."""

    on: date | None = Field(
        None, description="看哪一天有效的目录：今天或者以前的一天；不写就是今天", examples=["2026-10-01"]
    )

    @field_validator("on")
    @classmethod
    def _has_come(cls, value: date | None) -> date | None:
        if value is not None and value > clock.today():
            raise ValueError(f"{chinese_date(value)}还没有到，那一天的版本还不能看")
        return value

    @property
    def day(self) -> date:
        """The day asked for, or this one."""
        return self.on or clock.today()
