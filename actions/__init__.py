"""Use cases: every change of state is one plain async function in product words."""
