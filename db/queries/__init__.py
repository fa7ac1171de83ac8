"""All SQL for reading. Each function reads many by their keys, in one statement."""
