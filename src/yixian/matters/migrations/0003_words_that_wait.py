from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("matters", "0002_initial")]

    operations = [
        migrations.AddField(model_name="matter", name="asked_at", field=models.DateTimeField(null=True)),
        migrations.AddIndex(
            model_name="matter",
            index=models.Index(
                condition=models.Q(("asked_at__isnull", False)),
                fields=["holder", "due_at", "id"],
                name="matter_asked",
            ),
        ),
    ]
