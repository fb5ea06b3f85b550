from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("catalogue", "0003_publishing")]

    operations = [
        migrations.CreateModel(
            name="Bundle",
            fields=[
                (
                    "key",
                    models.SlugField(max_length=58, primary_key=True, serialize=False, verbose_name="键"),
                ),
                ("name", models.CharField(max_length=60, verbose_name="名称")),
                ("definition", models.TextField(verbose_name="定义")),
                ("sha256", models.CharField(max_length=64, verbose_name="摘要")),
                ("order", models.PositiveIntegerField(default=100, verbose_name="排序")),
            ],
            options={"verbose_name": "一件事", "ordering": ["order", "key"]},
        ),
    ]
