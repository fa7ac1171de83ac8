"""Mail: letters (their content), outbox (written in the transaction of the change), smtp_sender (sends them)."""
