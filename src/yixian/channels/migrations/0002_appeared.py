from django.db import migrations, models
from django.db.models.functions import Greatest


class Migration(migrations.Migration):
    dependencies = [("channels", "0001_initial")]

    operations = [
        migrations.RemoveIndex(model_name="publication", name="publication_changed"),
        migrations.AddIndex(
            model_name="publication",
            index=models.Index(
                models.OrderBy(
                    Greatest(
                        "changed_at",
                        models.Func(
                            models.Value("Asia/Shanghai"),
                            models.F("valid_from"),
                            function="timezone",
                            output_field=models.DateTimeField(),
                            template="%(function)s(%(expressions)s::timestamp)",
                        ),
                    ),
                    descending=True,
                ),
                models.OrderBy(models.F("id"), descending=True),
                condition=models.Q(("published_at__isnull", False), ("state__in", ("live", "withdrawn"))),
                name="publication_appeared",
            ),
        ),
    ]
