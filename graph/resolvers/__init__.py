"""How each root field is answered, one file a noun."""
