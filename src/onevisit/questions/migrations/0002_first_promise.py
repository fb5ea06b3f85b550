"""The promise that every installation begins with; the district confirms or changes it (questions.commands.set_promise)."""

from datetime import date

from django.db import migrations

SINCE = date(2017, 1, 1)  # before every question that there can be


def first(apps, schema_editor):
    """No law sets this limit: five working days on the model of another city's rule for its hotline, marked so."""
    apps.get_model("questions", "AnswerPromise").objects.get_or_create(
        since=SINCE, defaults={"days": 5, "source": "《安阳市政务服务条例》第五十条", "assumed": True}
    )


class Migration(migrations.Migration):
    dependencies = [("questions", "0001_initial")]

    operations = [migrations.RunPython(first, migrations.RunPython.noop)]
