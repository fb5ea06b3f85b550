"""Parcels that were registered before marks were kept get the one that they begin with."""

from django.db import migrations


def first_marks(apps, schema_editor):
    """Each stood as posted from its registration on; all of them were sent by a hand-out window."""
    mark = apps.get_model("exchange", "WaybillMark")
    without = apps.get_model("exchange", "Waybill").objects.filter(marks=None)
    mark.objects.bulk_create(
        mark(waybill=row, stand="posted", at=row.registered_at, as_what="出件窗口") for row in without.iterator()
    )


class Migration(migrations.Migration):
    dependencies = [("exchange", "0002_courier_both_ways")]

    operations = [migrations.RunPython(first_marks, migrations.RunPython.noop)]
