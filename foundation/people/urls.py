from __future__ import annotations

from django.urls import path

from foundation.people.views import (
    first_administrator,
    invitations,
    journal,
    me,
    organisations,
    people,
    posts,
    sessions,
)

app_name = "people"

urlpatterns = [
    path("organisations/", organisations.organisation_list, name="organisation_list"),
    path("organisations/csv/", organisations.organisation_list_download, {"form": "csv"}, name="organisation_list_csv"),
    path(
        "organisations/xlsx/", organisations.organisation_list_download, {"form": "xlsx"}, name="organisation_list_xlsx"
    ),
    path("organisations/new/", organisations.organisation_add, name="organisation_add"),
    path("organisations/<uuid:pk>/", organisations.organisation, name="organisation"),
    path(
        "organisations/<uuid:pk>/add-component/",
        organisations.organisation_add_component,
        name="organisation_add_component",
    ),
    path("organisations/<uuid:pk>/rename/", organisations.organisation_rename, name="organisation_rename"),
    path("organisations/<uuid:pk>/retire/", organisations.organisation_retire, name="organisation_retire"),
    path("organisations/<uuid:pk>/add-post/", organisations.post_add, name="post_add"),
    path("organisations/<uuid:pk>/invite/", invitations.invitation_add, name="invitation_add"),
    path("posts/<uuid:pk>/", posts.post, name="post"),
    path("posts/<uuid:pk>/rename/", posts.post_rename, name="post_rename"),
    path("posts/<uuid:pk>/retire/", posts.post_retire, name="post_retire"),
    path("posts/<uuid:pk>/appoint/", posts.post_appoint, name="post_appoint"),
    path("posts/<uuid:pk>/hand-over/", posts.post_hand_over, name="post_hand_over"),
    path("posts/<uuid:pk>/delegate/", posts.post_delegate, name="post_delegate"),
    path("delegations/<uuid:pk>/end/", posts.delegation_end, name="delegation_end"),
    path("people/", people.person_list, name="person_list"),
    path("people/new/", people.person_add, name="person_add"),
    path("people/<uuid:pk>/", people.person, name="person"),
    path("people/<uuid:pk>/rename/", people.person_rename, name="person_rename"),
    path("people/<uuid:pk>/add-membership/", people.membership_choose, name="membership_choose"),
    path("people/<uuid:pk>/add-membership/<uuid:organisation_pk>/", people.membership_add, name="membership_add"),
    path("memberships/<uuid:pk>/change/", people.membership_change, name="membership_change"),
    path("memberships/<uuid:pk>/end/", people.membership_end, name="membership_end"),
    path("invitations/<uuid:pk>/renew/", invitations.invitation_renew, name="invitation_renew"),
    path("invitations/<uuid:pk>/revoke/", invitations.invitation_revoke, name="invitation_revoke"),
    path("journal/", journal.journal, name="journal"),
    path("accounts/me/", me.me, name="me"),
    path("accounts/me/save/", me.me_save, name="me_save"),
    path("accounts/me/tokens/new/", me.token_add, name="token_add"),
    path("accounts/me/tokens/<uuid:pk>/revoke/", me.token_revoke, name="token_revoke"),
    path("accounts/sessions/", sessions.session_list, name="session_list"),
    path("accounts/sessions/revoke-others/", sessions.session_revoke_others, name="session_revoke_others"),
    path("accounts/sessions/<int:pk>/revoke/", sessions.session_revoke, name="session_revoke"),
    path("accounts/invitation/<str:token>/", invitations.invitation_accept, name="invitation_accept"),
    path("accounts/first/<str:token>/", first_administrator.first_administrator, name="first_administrator"),
]
