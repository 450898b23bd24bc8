from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("places", "0002_bodies"),
    ]

    operations = [
        migrations.AlterField(
            model_name="unit",
            name="kind",
            field=models.CharField(
                choices=[
                    ("banner", "Banner"),
                    ("town", "Town"),
                    ("village", "Village"),
                    ("community", "Community"),
                    ("grid1", "First-level grid"),
                    ("grid2", "Second-level grid"),
                    ("grid3", "Third-level grid"),
                    ("department", "Department"),
                    ("room", "Mass-work room"),
                    ("station", "Mass-work station"),
                    ("department_station", "Department mass-work station"),
                    ("assembly", "Villagers' representatives' meeting"),
                    ("town_meeting", "Town joint meeting"),
                    ("reception_centre", "Joint reception centre"),
                    ("banner_meeting", "Banner joint meeting"),
                    ("mediation_committee", "People's mediation committee"),
                    ("judicial_office", "Judicial office"),
                    ("court_desk", "Mediation before court action"),
                    ("lawyer", "Retained lawyer"),
                    ("land_arbitration", "Land and pasture contract arbitration commission"),
                    ("labour_arbitration", "Labour arbitration commission"),
                    ("traffic_committee", "Traffic damages mediation committee"),
                    ("medical_committee", "Medical dispute mediation committee"),
                    ("police_mediation", "Police and justice joint mediation room"),
                    ("petition_office", "Petition office"),
                    ("review_office", "Office for the review of petition opinions"),
                    ("discipline", "Discipline inspection and supervision commission"),
                    ("branch", "Party branch"),
                    ("joint_office", "Joint office of a community and its villages"),
                ],
                max_length=24,
            ),
        ),
    ]
