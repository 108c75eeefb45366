from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("evidence", "0001_evidence")]

    operations = [
        migrations.AddField("decision", "replaced", models.CharField(blank=True, max_length=200)),
        migrations.AlterField(
            "decision",
            "what",
            models.CharField(
                choices=[
                    ("replaced", "Took the place of an earlier one"),
                    ("withdrawn", "Withdrawn"),
                    ("reinstated", "Taken back in"),
                ],
                max_length=12,
            ),
        ),
    ]
