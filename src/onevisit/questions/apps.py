"""Django's name for this capability."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class QuestionsConfig(AppConfig):
    name = "onevisit.questions"
    label = "questions"
    verbose_name = "在线咨询"

    def ready(self) -> None:
        from onevisit.questions import errands  # noqa: F401 — it registers its round.
        from onevisit.questions.triggers import GUARD

        post_migrate.connect(GUARD.after_migrate, sender=self)
