"""Keep sums of everywhere beside those of units."""

from django.db import migrations, models

FILL = """
    INSERT INTO measures_tally (measure, part, everywhere, span, start, value)
    SELECT measure, part, true, span, start, sum(value) FROM measures_tally GROUP BY 1, 2, 4, 5
"""


class Migration(migrations.Migration):
    dependencies = [
        ("measures", "0001_initial"),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="tally",
            name="tally_once",
        ),
        migrations.RemoveIndex(
            model_name="tally",
            name="tally_everywhere",
        ),
        migrations.AddField(
            model_name="tally",
            name="everywhere",
            field=models.BooleanField(default=False),
        ),
        migrations.AddIndex(
            model_name="tally",
            index=models.Index(
                condition=models.Q(("everywhere", False)),
                fields=["measure", "span", "start"],
                name="tally_of_many_units",
            ),
        ),
        migrations.AddConstraint(
            model_name="tally",
            constraint=models.UniqueConstraint(
                fields=("measure", "everywhere", "unit_id", "span", "start", "part"),
                name="tally_once",
                nulls_distinct=False,
            ),
        ),
        migrations.AddConstraint(
            model_name="tally",
            constraint=models.CheckConstraint(
                condition=models.Q(("everywhere", False), ("unit_id__isnull", True), _connector="OR"),
                name="tally_everywhere_is_no_unit",
            ),
        ),
        migrations.RunSQL(FILL, "DELETE FROM measures_tally WHERE everywhere"),
    ]
