from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("deputies", "0001_initial"),
        ("places", "0003_branches"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="deputy",
            name="deputy_once_of_a_kind",
        ),
        migrations.RemoveConstraint(
            model_name="deputy",
            name="deputy_term_ends_after_it_begins",
        ),
        migrations.AddConstraint(
            model_name="deputy",
            constraint=models.UniqueConstraint(
                condition=models.Q(("until__isnull", True)),
                fields=("person", "kind", "constituency"),
                name="deputy_once_for_a_constituency",
            ),
        ),
        migrations.AddConstraint(
            model_name="deputy",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("until__isnull", True), ("until__gte", models.F("since")), _connector="OR"
                ),
                name="deputy_term_does_not_end_before_it_begins",
            ),
        ),
    ]
