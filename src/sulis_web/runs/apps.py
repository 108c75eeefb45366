from django.apps import AppConfig


class RunsConfig(AppConfig):
    name = "sulis_web.runs"
    label = "runs"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from sulis_web.partnership.evidence import tell_of_assessments
        from sulis_web.runs.queries import day_of_latest

        tell_of_assessments(day_of_latest)
