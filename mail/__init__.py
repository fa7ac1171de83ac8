"""Mail: letters (what each says), outbox (posted with the change), postman (sends them)."""
