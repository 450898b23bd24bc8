import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import yixian.kernel.sealed


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("places", "0003_branches"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Snapshot",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("chain_seq", models.PositiveIntegerField(default=0)),
                ("chain_head", models.BinaryField(default=b"")),
                ("uid", models.UUIDField(unique=True)),
                ("purpose", models.CharField(max_length=40)),
                ("source_stream", models.CharField(max_length=60)),
                ("source_seq", models.PositiveIntegerField()),
                (
                    "stand",
                    models.CharField(
                        choices=[
                            ("draft", "waits for the second person"),
                            ("returned", "sent back"),
                            ("up", "published"),
                            ("withdrawn", "withdrawn"),
                        ],
                        max_length=10,
                    ),
                ),
                ("draft", yixian.kernel.sealed.SealedField(default=b"")),
                ("text", models.TextField(blank=True)),
                ("digest", models.CharField(blank=True, max_length=64)),
                ("made_at", models.DateTimeField()),
                ("checked_at", models.DateTimeField(null=True)),
                ("vouched", models.PositiveSmallIntegerField(default=0)),
                ("published_at", models.DateTimeField(null=True)),
                ("withdrawn_at", models.DateTimeField(null=True)),
                ("remark", yixian.kernel.sealed.SealedField(default=b"")),
                ("reason", yixian.kernel.sealed.SealedField(default=b"")),
                (
                    "checked_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "made_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="places.unit"
                    ),
                ),
            ],
            options={
                "verbose_name": "public text",
                "verbose_name_plural": "public texts",
                "indexes": [models.Index(fields=["source_stream"], name="snapshot_source")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("checked_by__isnull", True),
                            models.Q(("checked_by", models.F("made_by")), _negated=True),
                            _connector="OR",
                        ),
                        name="snapshot_two_persons",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                models.Q(("text", ""), _negated=True),
                                ("checked_by__isnull", False),
                                ("published_at__isnull", False),
                                ("stand", "up"),
                            ),
                            models.Q(models.Q(("stand", "up"), _negated=True), ("text", "")),
                            _connector="OR",
                        ),
                        name="snapshot_in_clear_while_published",
                    ),
                ],
            },
        ),
    ]
