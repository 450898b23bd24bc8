from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("channels", "0002_appeared"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="delivery",
            index=models.Index(
                condition=models.Q(("state__in", ("stuck", "unsure"))),
                fields=["edition"],
                name="delivery_still",
            ),
        ),
        migrations.AddIndex(
            model_name="reply",
            index=models.Index(
                condition=models.Q(("state__in", ("stuck", "unsure"))), fields=["message"], name="reply_still"
            ),
        ),
    ]
