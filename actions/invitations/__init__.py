"""Invitations and invite codes: inviting, answering, expiring."""
