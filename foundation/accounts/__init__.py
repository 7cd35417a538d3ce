"""Users, sign-in, second factors, sessions and API tokens."""
