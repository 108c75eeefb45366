from django.db import migrations, models

import sulis_web.records.models


def draw_public_ids(apps, schema_editor):
    """One for each person, before the column says that no two are alike."""
    people = apps.get_model("partnership", "Person")
    for person in people.objects.all():
        person.public_id = sulis_web.records.models.public_id()
        person.save(update_fields=["public_id"])


def load_again(apps, schema_editor):
    """What the plan says is kept elsewhere from here on: the next load of the reviewed files fills it."""
    apps.get_model("partnership", "Partnership").objects.update(fingerprint="")


class Migration(migrations.Migration):
    dependencies = [
        ("partnership", "0001_initial"),
    ]

    operations = [
        migrations.RemoveField(
            model_name="record",
            name="parent",
        ),
        migrations.RemoveField(
            model_name="person",
            name="role",
        ),
        migrations.AddField(
            model_name="person",
            name="epoch",
            field=models.PositiveIntegerField(default=0, editable=False),
        ),
        migrations.AddField(
            model_name="person",
            name="public_id",
            field=models.CharField(default="", editable=False, max_length=16),
        ),
        migrations.RunPython(draw_public_ids, migrations.RunPython.noop),
        migrations.RunPython(load_again, migrations.RunPython.noop),
        migrations.AlterField(
            model_name="person",
            name="public_id",
            field=models.CharField(
                default=sulis_web.records.models.public_id, editable=False, max_length=16, unique=True
            ),
        ),
        migrations.DeleteModel(
            name="Link",
        ),
        migrations.DeleteModel(
            name="Record",
        ),
    ]
