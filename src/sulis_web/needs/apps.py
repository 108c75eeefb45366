from django.apps import AppConfig


class NeedsConfig(AppConfig):
    name = "sulis_web.needs"
    label = "needs"
    default_auto_field = "django.db.models.BigAutoField"
