from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("casework", "0004_case_bundle")]

    operations = [
        migrations.AddField(
            model_name="draft",
            name="parts",
            field=models.JSONField(blank=True, default=list, verbose_name="合并的事项"),
        ),
    ]
