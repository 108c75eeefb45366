from django.apps import AppConfig


class InboxConfig(AppConfig):
    name = "sulis_web.inbox"
    label = "inbox"
    default_auto_field = "django.db.models.BigAutoField"
