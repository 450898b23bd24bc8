import datetime

import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import yixian.kernel.sealed


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("matters", "0005_channels"),
        ("people", "0003_branch_secretary"),
        ("places", "0003_branches"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Concern",
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
                ("source", models.CharField(max_length=20)),
                ("source_uid", models.UUIDField()),
                ("heard_at", models.DateTimeField()),
                ("headline", models.CharField(blank=True, max_length=60)),
                ("words", yixian.kernel.sealed.SealedField(default=b"")),
                (
                    "fate",
                    models.CharField(
                        choices=[
                            ("open", "no end yet"),
                            ("answered", "answered on the spot"),
                            ("matter", "turned into a matter"),
                            ("merged", "joined with a matter"),
                            ("carried", "carried on to the next time"),
                            ("closed", "closed with a reason"),
                        ],
                        default="open",
                        max_length=10,
                    ),
                ),
                ("fated_at", models.DateTimeField(null=True)),
                ("answer", yixian.kernel.sealed.SealedField(default=b"")),
                ("carried_to", models.UUIDField(null=True)),
                ("checked_at", models.DateTimeField(null=True)),
                ("clock", models.JSONField(null=True)),
                (
                    "due_at",
                    models.DateTimeField(default=datetime.datetime(9999, 1, 1, 0, 0, tzinfo=datetime.UTC)),
                ),
                (
                    "about_units",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.IntegerField(), default=list, size=None
                    ),
                ),
                (
                    "about_persons",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.IntegerField(), default=list, size=None
                    ),
                ),
                (
                    "sight",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.IntegerField(), default=list, size=None
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1)),
                ("last_token", models.UUIDField(null=True)),
                (
                    "carried_from",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="carried_on",
                        to="concerns.concern",
                    ),
                ),
                (
                    "closed_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "heard_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "matter",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="concerns",
                        to="matters.matter",
                    ),
                ),
                (
                    "place",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="places.unit"
                    ),
                ),
                (
                    "speaker",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="concerns",
                        to="people.resident",
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
                "verbose_name": "concern",
                "verbose_name_plural": "concerns",
            },
        ),
        migrations.CreateModel(
            name="Said",
            fields=[
                ("uid", models.UUIDField(primary_key=True, serialize=False)),
                ("seq", models.PositiveIntegerField()),
                ("at", models.DateTimeField()),
                ("text", yixian.kernel.sealed.SealedField(default=b"")),
                (
                    "concern",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="said",
                        to="concerns.concern",
                    ),
                ),
            ],
            options={
                "verbose_name": "remark on a concern",
                "verbose_name_plural": "remarks on a concern",
                "ordering": ["seq"],
            },
        ),
        migrations.AddIndex(
            model_name="concern",
            index=models.Index(fields=["source", "source_uid", "id"], name="concern_record"),
        ),
        migrations.AddIndex(
            model_name="concern",
            index=models.Index(
                condition=models.Q(
                    ("fate", "open"),
                    models.Q(("checked_at__isnull", True), ("fate", "closed")),
                    _connector="OR",
                ),
                fields=["due_at", "id"],
                name="concern_due",
            ),
        ),
        migrations.AddIndex(
            model_name="concern",
            index=models.Index(
                condition=models.Q(
                    ("fate", "open"),
                    models.Q(("checked_at__isnull", True), ("fate", "closed")),
                    _connector="OR",
                ),
                fields=["unit", "due_at", "id"],
                name="concern_unit",
            ),
        ),
        migrations.AddIndex(
            model_name="concern",
            index=models.Index(fields=["heard_by", "due_at", "id"], name="concern_hearer"),
        ),
        migrations.AddIndex(
            model_name="concern",
            index=models.Index(fields=["-heard_at", "-id"], name="concern_heard"),
        ),
        migrations.AddIndex(
            model_name="concern",
            index=models.Index(
                condition=models.Q(("matter__isnull", False)), fields=["matter"], name="concern_matter"
            ),
        ),
        migrations.AddIndex(
            model_name="concern",
            index=django.contrib.postgres.indexes.GinIndex(fields=["sight"], name="concern_sight"),
        ),
        migrations.AddConstraint(
            model_name="concern",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("fate", "open"), ("fated_at__isnull", True)),
                    models.Q(models.Q(("fate", "open"), _negated=True), ("fated_at__isnull", False)),
                    _connector="OR",
                ),
                name="concern_fate_has_a_day",
            ),
        ),
        migrations.AddConstraint(
            model_name="concern",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("fate__in", ("matter", "merged")), ("matter__isnull", False)),
                    models.Q(
                        models.Q(("fate__in", ("matter", "merged")), _negated=True), ("matter__isnull", True)
                    ),
                    _connector="OR",
                ),
                name="concern_matter_where_it_became_one",
            ),
        ),
        migrations.AddConstraint(
            model_name="concern",
            constraint=models.CheckConstraint(
                condition=models.Q(("checked_at__isnull", True), ("fate", "closed"), _connector="OR"),
                name="concern_checked_where_closed",
            ),
        ),
        migrations.AddConstraint(
            model_name="said",
            constraint=models.UniqueConstraint(fields=("concern", "seq"), name="said_once_in_its_event"),
        ),
    ]
