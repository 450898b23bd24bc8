from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("board", "0001_initial"),
        ("disclosure", "0001_initial"),
        ("matters", "0005_channels"),
        ("places", "0003_branches"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="entry",
            index=models.Index(
                condition=models.Q(("down_at__isnull", False)), fields=["-down_at", "-id"], name="board_down"
            ),
        ),
    ]
