from django.apps import AppConfig


class GovernanceConfig(AppConfig):
    name = "sulis_web.governance"
    label = "governance"
    default_auto_field = "django.db.models.BigAutoField"
