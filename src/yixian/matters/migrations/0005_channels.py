from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("matters", "0004_passage"),
    ]

    operations = [
        migrations.AlterField(
            model_name="matter",
            name="channel",
            field=models.CharField(
                choices=[
                    ("counter", "At the counter"),
                    ("phone", "By telephone"),
                    ("web", "On the website"),
                    ("field", "To a cadre on the spot"),
                    ("letter", "By letter"),
                    ("gathering", "At a gathering or a fair"),
                    ("deputy", "Through a deputy"),
                    ("message", "By the messaging account"),
                    ("screening", "Found in a screening round"),
                    ("handed_over", "Handed over by another body"),
                ],
                max_length=12,
            ),
        ),
    ]
