"""Use cases: every change of state is one async function."""
