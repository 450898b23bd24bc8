import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("disclosure", "0001_initial"),
        ("matters", "0005_channels"),
        ("places", "0003_branches"),
    ]

    operations = [
        migrations.CreateModel(
            name="Entry",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("uid", models.UUIDField(unique=True)),
                ("up_at", models.DateTimeField(null=True)),
                ("answered_at", models.DateTimeField(null=True)),
                ("down_at", models.DateTimeField(null=True)),
                (
                    "why",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("asked", "whoever raised it asked for it"),
                            ("withdrawn", "the matter was withdrawn"),
                            ("about", "it turned out to be about a unit or a person"),
                            ("closed", "it turned out that it may not be public"),
                            ("recognised", "somebody could be recognised"),
                            ("done", "it was answered, and its time on the board is over"),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "answer",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="disclosure.snapshot",
                    ),
                ),
                (
                    "matter",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="board_entry",
                        to="matters.matter",
                    ),
                ),
                (
                    "raised",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="disclosure.snapshot",
                    ),
                ),
                (
                    "town",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="places.unit",
                    ),
                ),
            ],
            options={
                "verbose_name": "entry of the board",
                "verbose_name_plural": "entries of the board",
                "indexes": [
                    models.Index(
                        condition=models.Q(("down_at__isnull", True), ("up_at__isnull", False)),
                        fields=["-up_at", "-id"],
                        name="board_up",
                    ),
                    models.Index(
                        condition=models.Q(("down_at__isnull", True), ("up_at__isnull", False)),
                        fields=["town", "-up_at"],
                        name="board_town",
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("down_at__isnull", True), ("why", "")),
                            models.Q(("down_at__isnull", False), models.Q(("why", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="board_down_for_a_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("answered_at__isnull", True), ("answer__isnull", False), _connector="OR"
                        ),
                        name="board_answered_with_a_text",
                    ),
                ],
            },
        ),
    ]
