"""Mail: letters (their content), outbox (written in the transaction of the change), postman (sends them)."""
