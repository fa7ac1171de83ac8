"""All SQL for reading. Each function reads many keys in one statement."""
