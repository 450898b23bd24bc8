from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0002_body_staff"),
    ]

    operations = [
        migrations.AlterField(
            model_name="post",
            name="role",
            field=models.CharField(
                choices=[
                    ("grid_worker", "Grid worker"),
                    ("grid_head", "Village secretary and grid head"),
                    ("mediator", "Mediator"),
                    ("station_officer", "Town station officer"),
                    ("department_officer", "Department officer"),
                    ("mass_work_chief", "Mass Work Department chief"),
                    ("centre_officer", "Reception centre officer"),
                    ("arbitrator", "Arbitrator"),
                    ("petition_officer", "Petition officer"),
                    ("discipline_officer", "Discipline inspection officer"),
                    ("lawyer", "Retained lawyer"),
                    ("branch_secretary", "Branch secretary"),
                    ("banner_leader", "Banner leader"),
                    ("deputy", "Deputy"),
                    ("interviewer", "Survey interviewer"),
                    ("reserve_cadre", "Reserve cadre"),
                    ("system_admin", "System administrator"),
                    ("security_admin", "Security administrator"),
                    ("audit_admin", "Audit administrator"),
                ],
                max_length=24,
            ),
        ),
    ]
