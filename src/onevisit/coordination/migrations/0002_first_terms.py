"""The terms that every installation begins with; the district confirms or changes them."""

from datetime import date

from django.db import migrations

SINCE = date(2017, 1, 1)  # before every case that there can be


def first(apps, schema_editor):
    """The order names no days. A day to answer is what was asked for; the others follow it, and are marked so."""
    values = {"answer": 1, "chief": 1, "position": 1, "decision": 3, "source": "", "assumed": True}
    apps.get_model("coordination", "CoordinationTerms").objects.get_or_create(since=SINCE, defaults=values)


class Migration(migrations.Migration):
    dependencies = [("coordination", "0001_initial")]

    operations = [migrations.RunPython(first, migrations.RunPython.noop)]
