from django.apps import AppConfig


class MeasuresConfig(AppConfig):
    name = "sulis_web.measures"
    label = "measures"
    default_auto_field = "django.db.models.BigAutoField"
