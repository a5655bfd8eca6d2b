"""Pages of signing in."""

from __future__ import annotations

from django.contrib.auth import update_session_auth_hash
from django.contrib.auth.decorators import login_required
from django.contrib.auth.views import LoginView, LogoutView
from django.http import HttpResponse
from django.shortcuts import redirect, render

from fengqiao.domains.accounts.actions import change_password
from fengqiao.domains.accounts.contracts import WeakPasswordError
from fengqiao.domains.accounts.forms import NewPasswordForm
from fengqiao.foundation.scoping.requests import FengqiaoRequest

sign_in = LoginView.as_view(template_name="accounts/sign_in.html", redirect_authenticated_user=True)
sign_out = LogoutView.as_view()


@login_required
def new_password(request: FengqiaoRequest) -> HttpResponse:
    """This page will let the one who is signed in choose a new password."""
    user = request.user
    assert user.is_authenticated  # login_required saw to it
    form = NewPasswordForm(request.POST or None)
    if form.is_valid():
        try:
            change_password(actor=request.actor, user_id=user.pk, password=form.cleaned_data["password"])
        except WeakPasswordError as error:
            for message in error.messages:
                form.add_error("password", message)
        else:
            user.refresh_from_db()
            update_session_auth_hash(request, user)
            return redirect("first_page")
    return render(request, "accounts/new_password.html", {"form": form})
