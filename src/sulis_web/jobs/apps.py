from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class JobsConfig(AppConfig):
    name = "sulis_web.jobs"
    label = "jobs"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Each app's ``tasks`` says which kinds of job it has and what falls due by itself."""
        autodiscover_modules("tasks")
