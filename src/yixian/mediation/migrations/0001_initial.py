import django.contrib.postgres.fields
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import yixian.kernel.sealed


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("matters", "0004_passage"),
        ("places", "0002_bodies"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Agreement",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("uid", models.UUIDField(unique=True)),
                (
                    "form",
                    models.CharField(
                        choices=[("written", "Written"), ("oral", "Oral, recorded by the mediator")],
                        max_length=8,
                    ),
                ),
                (
                    "subject",
                    models.CharField(
                        choices=[
                            ("performance", "Money, or what each side does"),
                            ("status", "Marriage, parentage, adoption or custody"),
                            ("ownership", "To whom a thing or a right belongs"),
                            ("special", "What a court decides in a special procedure"),
                            ("outside", "Something that is no matter for the courts"),
                            ("utilities", "The supply of water, heat, gas or power is stopped"),
                        ],
                        max_length=12,
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "being drawn up"),
                            ("effective", "in effect"),
                            ("replaced", "replaced, the dispute was taken up again"),
                        ],
                        max_length=10,
                    ),
                ),
                ("facts", yixian.kernel.sealed.SealedField(default=b"")),
                ("clauses", yixian.kernel.sealed.SealedField(default=b"")),
                ("copies", models.PositiveSmallIntegerField(default=0)),
                ("drafted_at", models.DateTimeField()),
                ("effective_on", models.DateField(null=True)),
                (
                    "matter",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="mediation_agreements",
                        to="matters.matter",
                    ),
                ),
            ],
            options={
                "verbose_name": "mediation agreement",
                "verbose_name_plural": "mediation agreements",
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="Aid",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("uid", models.UUIDField(unique=True)),
                (
                    "ground",
                    models.CharField(
                        choices=[
                            ("hardship", "Cannot afford a lawyer"),
                            ("wages", "Wages are owed"),
                            ("injury", "Injury at work or in an accident"),
                            ("maintenance", "Maintenance or support"),
                            ("violence", "Violence in the family"),
                            ("other", "Another ground"),
                        ],
                        max_length=12,
                    ),
                ),
                ("words", yixian.kernel.sealed.SealedField(default=b"")),
                ("asked_on", models.DateField()),
                (
                    "state",
                    models.CharField(
                        choices=[("asked", "asked for"), ("granted", "granted"), ("refused", "not granted")],
                        max_length=8,
                    ),
                ),
                ("decided_on", models.DateField(null=True)),
                ("reason", yixian.kernel.sealed.SealedField(default=b"")),
                (
                    "matter",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="legal_aid",
                        to="matters.matter",
                    ),
                ),
            ],
            options={
                "verbose_name": "legal aid",
                "verbose_name_plural": "legal aid",
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="Committee",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("since", models.DateField()),
                ("groups", models.BooleanField(null=True)),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="mediation_terms",
                        to="places.unit",
                    ),
                ),
            ],
            options={
                "verbose_name": "mediation committee",
                "verbose_name_plural": "mediation committees",
                "ordering": ["unit_id", "since"],
            },
        ),
        migrations.CreateModel(
            name="Confirmation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("uid", models.UUIDField(unique=True)),
                ("applied_on", models.DateField()),
                ("last_day", models.DateField()),
                ("court", models.CharField(max_length=60)),
                (
                    "ruling",
                    models.CharField(
                        choices=[
                            ("pending", "with the court"),
                            ("confirmed", "confirmed by the court"),
                            ("refused", "refused by the court"),
                            ("withdrawn", "taken back by the parties"),
                        ],
                        max_length=10,
                    ),
                ),
                ("ruled_on", models.DateField(null=True)),
                ("number", models.CharField(blank=True, max_length=60)),
                (
                    "agreement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="confirmations",
                        to="mediation.agreement",
                    ),
                ),
            ],
            options={
                "verbose_name": "judicial confirmation",
                "verbose_name_plural": "judicial confirmations",
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="Mediator",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("uid", models.UUIDField(unique=True)),
                ("name", models.CharField(max_length=40)),
                (
                    "standing",
                    models.CharField(
                        choices=[
                            ("staff", "Staff of the body"),
                            ("elected", "Elected member of the committee"),
                            ("engaged", "Engaged by the committee"),
                            ("invited", "Invited from outside"),
                        ],
                        max_length=8,
                    ),
                ),
                ("chair", models.BooleanField(default=False)),
                ("woman", models.BooleanField(default=False)),
                (
                    "skills",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=2), default=list, size=None
                    ),
                ),
                (
                    "languages",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("chinese", "Chinese"),
                                ("mongolian", "Mongolian"),
                                ("sign", "Sign language"),
                                ("other", "Another language"),
                            ],
                            max_length=10,
                        ),
                        default=list,
                        size=None,
                    ),
                ),
                ("since", models.DateField()),
                ("until", models.DateField(null=True)),
                (
                    "person",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="mediating",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="mediators",
                        to="places.unit",
                    ),
                ),
            ],
            options={
                "verbose_name": "mediator",
                "verbose_name_plural": "mediators",
                "ordering": ["unit_id", "pk"],
            },
        ),
        migrations.CreateModel(
            name="Appointment",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("uid", models.UUIDField(unique=True)),
                (
                    "chooser",
                    models.CharField(
                        choices=[
                            ("parties", "The parties chose"),
                            ("committee", "Proposed by the body, accepted by the parties"),
                        ],
                        max_length=10,
                    ),
                ),
                ("since", models.DateTimeField()),
                ("ended_at", models.DateTimeField(null=True)),
                (
                    "tie",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("kin", "Related to a party"),
                            ("household", "Lives in a party's household"),
                            ("interest", "Has an interest of their own in it"),
                            ("colleague", "Works in the same unit as a party"),
                            ("unit", "It is about their own unit"),
                            ("other", "Something else that may bias them"),
                        ],
                        max_length=10,
                    ),
                ),
                ("reason", yixian.kernel.sealed.SealedField(default=b"")),
                (
                    "matter",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="mediation_appointments",
                        to="matters.matter",
                    ),
                ),
                (
                    "mediator",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="appointments",
                        to="mediation.mediator",
                    ),
                ),
            ],
            options={
                "verbose_name": "appointment",
                "verbose_name_plural": "appointments",
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="Obligation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("uid", models.UUIDField(unique=True)),
                (
                    "by_side",
                    models.CharField(
                        choices=[
                            ("raiser", "whoever raised it"),
                            ("other", "the other party"),
                            ("both", "both parties"),
                        ],
                        max_length=8,
                    ),
                ),
                (
                    "to_side",
                    models.CharField(
                        choices=[
                            ("raiser", "whoever raised it"),
                            ("other", "the other party"),
                            ("both", "both parties"),
                        ],
                        max_length=8,
                    ),
                ),
                ("what", yixian.kernel.sealed.SealedField(default=b"")),
                ("way", yixian.kernel.sealed.SealedField(default=b"")),
                ("amount", models.DecimalField(decimal_places=2, max_digits=12, null=True)),
                ("due_on", models.DateField()),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "not in effect yet"),
                            ("open", "to be performed"),
                            ("part", "performed in part"),
                            ("performed", "performed"),
                            ("defaulted", "not performed"),
                        ],
                        max_length=10,
                    ),
                ),
                ("settled_on", models.DateField(null=True)),
                ("proof", yixian.kernel.sealed.SealedField(default=b"")),
                (
                    "agreement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="obligations",
                        to="mediation.agreement",
                    ),
                ),
                (
                    "matter",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="obligations",
                        to="matters.matter",
                    ),
                ),
            ],
            options={
                "verbose_name": "obligation",
                "verbose_name_plural": "obligations",
                "ordering": ["due_on", "pk"],
            },
        ),
        migrations.CreateModel(
            name="Opinion",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("uid", models.UUIDField(unique=True)),
                ("lawyer", models.CharField(max_length=40)),
                ("on", models.DateField()),
                ("text", yixian.kernel.sealed.SealedField(default=b"")),
                (
                    "matter",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="legal_opinions",
                        to="matters.matter",
                    ),
                ),
            ],
            options={
                "verbose_name": "legal opinion",
                "verbose_name_plural": "legal opinions",
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="Session",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("uid", models.UUIDField(unique=True)),
                ("number", models.PositiveSmallIntegerField()),
                ("begins_at", models.DateTimeField()),
                ("place", models.CharField(max_length=80)),
                ("is_open", models.BooleanField(default=False)),
                (
                    "state",
                    models.CharField(
                        choices=[("planned", "planned"), ("held", "held"), ("cancelled", "called off")],
                        max_length=10,
                    ),
                ),
                (
                    "present",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("raiser", "Whoever raised it"),
                                ("other", "The other party"),
                                ("agent", "Somebody who speaks for a party"),
                                ("mediator", "The mediator"),
                                ("relative", "Relatives, neighbours or colleagues invited"),
                                ("expert", "Somebody with special knowledge, invited"),
                                ("interpreter", "An interpreter"),
                            ],
                            max_length=12,
                        ),
                        default=list,
                        size=None,
                    ),
                ),
                (
                    "result",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("goes_on", "Another session follows"),
                            ("agreed", "The parties agree"),
                            ("not_agreed", "The parties do not agree"),
                        ],
                        max_length=10,
                    ),
                ),
                ("read_out", models.BooleanField(default=False)),
                ("course", yixian.kernel.sealed.SealedField(default=b"")),
                ("outcome", yixian.kernel.sealed.SealedField(default=b"")),
                (
                    "matter",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="mediation_sessions",
                        to="matters.matter",
                    ),
                ),
            ],
            options={
                "verbose_name": "mediation session",
                "verbose_name_plural": "mediation sessions",
                "ordering": ["number"],
            },
        ),
        migrations.CreateModel(
            name="Signature",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("signer", models.CharField(max_length=24)),
                (
                    "way",
                    models.CharField(
                        choices=[
                            ("signature", "Signed on paper"),
                            ("fingerprint", "Fingerprint on paper"),
                            ("seal", "Sealed on paper"),
                            ("electronic", "Reliable electronic signature"),
                        ],
                        max_length=12,
                    ),
                ),
                ("on", models.DateField()),
                (
                    "agreement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="signatures",
                        to="mediation.agreement",
                    ),
                ),
                (
                    "party",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="matters.party",
                    ),
                ),
            ],
            options={
                "verbose_name": "signature",
                "verbose_name_plural": "signatures",
                "ordering": ["pk"],
            },
        ),
        migrations.AddConstraint(
            model_name="agreement",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state", "replaced"), _negated=True),
                fields=("matter",),
                name="agreement_one_that_counts",
            ),
        ),
        migrations.AddConstraint(
            model_name="agreement",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "effective"), _negated=True),
                    ("effective_on__isnull", False),
                    _connector="OR",
                ),
                name="agreement_in_effect_since",
            ),
        ),
        migrations.AddConstraint(
            model_name="committee",
            constraint=models.UniqueConstraint(fields=("unit", "since"), name="committee_term_begins_once"),
        ),
        migrations.AddConstraint(
            model_name="confirmation",
            constraint=models.UniqueConstraint(
                condition=models.Q(("ruling__in", ("pending", "confirmed"))),
                fields=("agreement",),
                name="confirmation_one_at_a_time",
            ),
        ),
        migrations.AddConstraint(
            model_name="confirmation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("ruled_on__isnull", True), ("ruling", "pending")),
                    models.Q(models.Q(("ruling", "pending"), _negated=True), ("ruled_on__isnull", False)),
                    _connector="OR",
                ),
                name="confirmation_ruled_on_a_day",
            ),
        ),
        migrations.AddIndex(
            model_name="mediator",
            index=models.Index(fields=["unit", "since"], name="mediator_unit"),
        ),
        migrations.AddConstraint(
            model_name="mediator",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("until__isnull", True), ("until__gte", models.F("since")), _connector="OR"
                ),
                name="mediator_ends_after_beginning",
            ),
        ),
        migrations.AddConstraint(
            model_name="mediator",
            constraint=models.UniqueConstraint(
                condition=models.Q(("until__isnull", True)),
                fields=("unit", "name"),
                name="mediator_once_at_a_unit",
            ),
        ),
        migrations.AddConstraint(
            model_name="appointment",
            constraint=models.UniqueConstraint(
                condition=models.Q(("ended_at__isnull", True)),
                fields=("matter", "mediator"),
                name="appointment_once_at_a_time",
            ),
        ),
        migrations.AddIndex(
            model_name="obligation",
            index=models.Index(
                condition=models.Q(("state__in", ("open", "part"))),
                fields=["due_on", "id"],
                name="obligation_due",
            ),
        ),
        migrations.AddConstraint(
            model_name="obligation",
            constraint=models.CheckConstraint(
                condition=models.Q(("amount__isnull", True), ("amount__gt", 0), _connector="OR"),
                name="obligation_of_some_money",
            ),
        ),
        migrations.AddIndex(
            model_name="session",
            index=models.Index(
                condition=models.Q(("state", "planned")), fields=["begins_at"], name="session_planned"
            ),
        ),
        migrations.AddConstraint(
            model_name="session",
            constraint=models.UniqueConstraint(fields=("matter", "number"), name="session_once_a_number"),
        ),
        migrations.AddConstraint(
            model_name="signature",
            constraint=models.UniqueConstraint(fields=("agreement", "signer"), name="signature_once_each"),
        ),
    ]
