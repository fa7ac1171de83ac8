"""Resolvers of the root fields, one file for each subject."""
