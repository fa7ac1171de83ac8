"""GraphQL: what clients see, and how each root field is answered."""
