import django.db.models.deletion
from django.contrib.postgres.fields import ArrayField
from django.db import migrations, models
from django.db.models import Q

OPEN = ("offered", "refused")
UNDER_WAY = Q(("state__in", OPEN))


class Migration(migrations.Migration):
    dependencies = [("matters", "0003_words_that_wait"), ("places", "0002_bodies")]

    operations = [
        migrations.AddField(
            model_name="matter",
            name="sign",
            field=models.CharField(max_length=4, default="纠"),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="matter",
            name="settled_kind",
            field=models.CharField(blank=True, max_length=24, default=""),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="matter",
            name="offered_to",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="places.unit",
            ),
        ),
        migrations.AddField(
            model_name="matter",
            name="keepers",
            field=ArrayField(base_field=models.IntegerField(), default=list, size=None),
        ),
        migrations.AddIndex(
            model_name="matter",
            index=models.Index(
                condition=Q(("offered_to__isnull", False)),
                fields=["offered_to", "due_at", "id"],
                name="matter_offered",
            ),
        ),
        migrations.CreateModel(
            name="Passage",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("uid", models.UUIDField(unique=True)),
                ("from_procedure", models.CharField(max_length=40)),
                ("to_procedure", models.CharField(max_length=40)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("offered", "offered"),
                            ("refused", "refused, to be decided on"),
                            ("taken", "taken"),
                            ("kept", "stayed where it was"),
                            ("returned", "given back"),
                        ],
                        max_length=8,
                    ),
                ),
                (
                    "ground",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("not_competent", "It is not within our powers"),
                            ("wrong_place", "Another place is competent"),
                            ("in_hand", "Another body deals with it already"),
                            ("incomplete", "What is needed to judge it is missing"),
                            ("concerned", "We are concerned ourselves"),
                            ("silent", "No answer came in time"),
                            ("other", "Another reason"),
                        ],
                        max_length=16,
                    ),
                ),
                (
                    "taking",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("accepted", "it accepted"),
                            ("silent", "it did not object in time"),
                            ("ordered", "it was so decided"),
                        ],
                        max_length=8,
                    ),
                ),
                ("offered_at", models.DateTimeField()),
                ("answered_at", models.DateTimeField(null=True)),
                ("settled_at", models.DateTimeField(null=True)),
                ("returned_at", models.DateTimeField(null=True)),
                ("clock", models.JSONField(null=True)),
                ("due_at", models.DateTimeField(null=True)),
                ("left", models.JSONField(null=True)),
                (
                    "from_unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="places.unit"
                    ),
                ),
                (
                    "matter",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="passages",
                        to="matters.matter",
                    ),
                ),
                (
                    "to_unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="places.unit"
                    ),
                ),
            ],
            options={
                "verbose_name": "hand-over",
                "verbose_name_plural": "hand-overs",
                "ordering": ["id"],
                "indexes": [
                    models.Index(
                        condition=Q(("due_at__isnull", False)), fields=["due_at"], name="passage_due"
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=UNDER_WAY, fields=("matter",), name="passage_one_at_a_time"
                    ),
                    models.CheckConstraint(
                        condition=Q(UNDER_WAY, ("settled_at__isnull", True))
                        | Q(~UNDER_WAY, ("settled_at__isnull", False)),
                        name="passage_settled_or_open",
                    ),
                ],
            },
        ),
    ]
