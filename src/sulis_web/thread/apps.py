from django.apps import AppConfig


class ThreadConfig(AppConfig):
    name = "sulis_web.thread"
    label = "thread"
    default_auto_field = "django.db.models.BigAutoField"
