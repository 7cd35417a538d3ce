"""Organisations, posts and who holds them, persons, memberships, roles, delegations."""
