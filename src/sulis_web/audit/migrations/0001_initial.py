from typing import Any

from django.db import migrations, models

from sulis_web.audit import triggers
from sulis_web.audit.models import WordsField

TEXTS = ("role", "session", "purpose", "gateway", "request_id", "channel", "object_type", "object_id")


def set_up(apps: Any, schema_editor: Any) -> None:
    triggers.set_up(schema_editor.connection)


def take_down(apps: Any, schema_editor: Any) -> None:
    triggers.take_down(schema_editor.connection)


def text(**more: Any) -> models.CharField:
    return models.CharField(**{"max_length": 120, "blank": True} | more)


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Event",
            fields=[
                ("seq", models.BigIntegerField(primary_key=True, serialize=False)),
                ("at", models.DateTimeField()),
                ("action", models.CharField(max_length=20)),
                ("person", text(blank=False)),
                ("organisation", text()),
                *((name, text()) for name in TEXTS),
                ("fields", WordsField(blank=True)),
                ("recipients", WordsField(blank=True)),
                ("ids", WordsField(blank=True)),
                ("reason", models.TextField(blank=True)),
                ("before", text()),
                ("after", text()),
                ("installation", text()),
                ("epoch", models.PositiveIntegerField()),
                ("previous", text(max_length=64)),
                ("hash", text(max_length=64, blank=False)),
            ],
            options={
                "db_table": "audit_event",
                "ordering": ["-seq"],
                "indexes": [
                    models.Index(fields=["at"], name="audit_by_time"),
                    models.Index(fields=["person", "seq"], name="audit_by_person"),
                    models.Index(fields=["organisation", "seq"], name="audit_by_organisation"),
                    models.Index(fields=["object_id", "seq"], name="audit_by_object"),
                ],
            },
        ),
        migrations.RunPython(set_up, take_down),
        # From here on Django neither empties nor alters the table of itself.
        migrations.AlterModelOptions(name="event", options={"ordering": ["-seq"], "managed": False}),
    ]
