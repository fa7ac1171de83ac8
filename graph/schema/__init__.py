"""The types that clients see, one file for each subject."""
