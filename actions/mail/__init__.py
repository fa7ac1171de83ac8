"""Mails: delivering them, and what follows."""
