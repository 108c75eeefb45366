from django.urls import path

from sulis_web.accounts.views import account, factors, invitations, openid, passwords, sign_in

urlpatterns = [
    path("sign-in/", sign_in.sign_in, name="sign-in"),
    path("sign-in/code/", sign_in.code, name="sign-in-code"),
    path("sign-in/organisation/", openid.start, name="openid"),
    path("sign-in/organisation/answer/", openid.answer, name="openid-answer"),
    path("sign-in/new-password/", passwords.reset, name="reset-password"),
    path("sign-in/new-password/sent/", passwords.sent, name="reset-sent"),
    path("sign-in/new-password/<slug:id>/<slug:token>/", passwords.new_password, name="new-password"),
    path("sign-out/", sign_in.sign_out, name="sign-out"),
    path("invitation/<slug:secret>/", invitations.accept, name="accept-invitation"),
    path("invitation/<slug:secret>/join/", invitations.join, name="join"),
    path("account/", account.account, name="account"),
    path("account/act/", account.act, name="act"),
    path("account/end-sign-ins/", account.end_sign_ins, name="end-sign-ins"),
    path("account/password/", account.password, name="change-password"),
    path("account/confirm/", account.confirm, name="confirm"),
    path("account/confirm/organisation/", openid.again, name="confirm-openid"),
    path("account/purpose/", account.purpose, name="purpose"),
    path("account/unlink/", factors.unlink, name="unlink"),
    path("account/second-factor/", factors.second_factor, name="second-factor"),
    path("account/second-factor/authenticator/", factors.add_authenticator, name="add-authenticator"),
    path("account/second-factor/passkey/", factors.add_passkey, name="add-passkey"),
    path("account/second-factor/recovery-codes/", factors.recovery_codes, name="recovery-codes"),
    path("account/second-factor/<slug:key>/take-away/", factors.remove_factor, name="remove-factor"),
    path("register/organisations/<slug:id>/invite/", invitations.invite, name="invite"),
    path("people/<slug:id>/end/", invitations.end_membership, name="end-membership"),
]
