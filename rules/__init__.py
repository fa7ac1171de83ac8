"""Pure decisions: who may do what, which state follows which. No I/O; `now` is an argument."""
