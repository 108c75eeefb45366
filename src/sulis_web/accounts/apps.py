from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "sulis_web.accounts"
    label = "accounts"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from django.contrib.auth.signals import user_logged_in
        from django.utils import timezone

        from sulis_web.accounts import sessions

        def begun(request: object, **_about: object) -> None:
            """However a sign-in came about, it says when it began: one that does not is taken for one that is over."""
            sessions.stamp(request, at=timezone.now())  # type: ignore[arg-type]

        user_logged_in.connect(begun, weak=False, dispatch_uid="sulis_web.accounts.begun")
