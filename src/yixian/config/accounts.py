"""Who may make an account: nobody by themselves; administrators do."""

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """allauth's behaviour with sign-up closed."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Refuse: staff are entered by an administrator, residents need no account."""
        return False
