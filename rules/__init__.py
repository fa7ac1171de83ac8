"""Pure decisions: permissions, state transitions, validation. No I/O; `now` is an argument."""
