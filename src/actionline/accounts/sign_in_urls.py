"""allauth's pages, under addresses of our own.

They are named one by one, so that what is not here does not exist. allauth looks them up by
these names, without a namespace.
"""

from allauth.account import views as account
from allauth.mfa.base import views as second_step
from allauth.mfa.recovery_codes import views as recovery
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as passkey
from allauth.socialaccount import views as social
from allauth.socialaccount.providers.openid_connect import views as oidc
from allauth.usersessions.views import list_usersessions
from csp.constants import SELF
from csp.decorators import csp_update
from django.urls import path

#: The square code for the authenticator app is a picture within the page.
activate_totp = csp_update({"img-src": [SELF, "data:"]})(totp.activate_totp)

urlpatterns = [
    path("sign-in/", account.login, name="account_login"),
    path("sign-in/code/", account.request_login_code, name="account_request_login_code"),
    path("sign-in/code/enter/", account.confirm_login_code, name="account_confirm_login_code"),
    path("sign-in/again/", account.reauthenticate, name="account_reauthenticate"),
    path("sign-in/passkey/", passkey.login_webauthn, name="mfa_login_webauthn"),
    path("sign-out/", account.logout, name="account_logout"),
    path("sign-up/", account.signup, name="account_signup"),
    path("closed/", account.account_inactive, name="account_inactive"),
    path("e-mail/", account.email, name="account_email"),
    path("e-mail/code/", account.email_verification_sent, name="account_email_verification_sent"),
    path("password/", account.password_change, name="account_change_password"),
    path("password/set/", account.password_set, name="account_set_password"),
    path("password/forgotten/", account.password_reset, name="account_reset_password"),
    path(
        "password/forgotten/code/",
        account.confirm_password_reset_code,
        name="account_confirm_password_reset_code",
    ),
    path(
        "password/forgotten/new/",
        account.complete_password_reset,
        name="account_complete_password_reset",
    ),
    path(
        "password/forgotten/done/",
        account.password_reset_from_key_done,
        name="account_password_reset_completed",
    ),
    path("second-step/", second_step.index, name="mfa_index"),
    path("second-step/enter/", second_step.authenticate, name="mfa_authenticate"),
    path("second-step/again/", second_step.reauthenticate, name="mfa_reauthenticate"),
    path("second-step/app/", activate_totp, name="mfa_activate_totp"),
    path("second-step/app/remove/", totp.deactivate_totp, name="mfa_deactivate_totp"),
    path("second-step/codes/", recovery.view_recovery_codes, name="mfa_view_recovery_codes"),
    path(
        "second-step/codes/new/",
        recovery.generate_recovery_codes,
        name="mfa_generate_recovery_codes",
    ),
    path(
        "second-step/codes.txt",
        recovery.download_recovery_codes,
        name="mfa_download_recovery_codes",
    ),
    path("passkeys/", passkey.list_webauthn, name="mfa_list_webauthn"),
    path("passkeys/add/", passkey.add_webauthn, name="mfa_add_webauthn"),
    path("passkeys/again/", passkey.reauthenticate_webauthn, name="mfa_reauthenticate_webauthn"),
    path("passkeys/<int:pk>/", passkey.edit_webauthn, name="mfa_edit_webauthn"),
    path("passkeys/<int:pk>/remove/", passkey.remove_webauthn, name="mfa_remove_webauthn"),
    path("sessions/", list_usersessions, name="usersessions_list"),
    path("providers/", social.connections, name="socialaccount_connections"),
    path("providers/cancelled/", social.login_cancelled, name="socialaccount_login_cancelled"),
    path("providers/failed/", social.login_error, name="socialaccount_login_error"),
    path("providers/sign-up/", social.signup, name="socialaccount_signup"),
    path("providers/<str:provider_id>/", oidc.login, name="openid_connect_login"),
]
