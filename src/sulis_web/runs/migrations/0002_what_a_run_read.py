from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("runs", "0001_initial")]

    operations = [migrations.AddField("run", "read", models.JSONField(null=True))]
