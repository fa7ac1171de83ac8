"""Resources: sharing and assigning."""
