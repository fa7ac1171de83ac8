"""Accounts: registering, signing in, passwords, access tokens."""
