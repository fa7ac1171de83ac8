"""The commands of `app/cli.py`, one file each."""
