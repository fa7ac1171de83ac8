"""Caseloads: places on a therapist's list."""
