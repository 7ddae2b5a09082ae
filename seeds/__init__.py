"""Documents that a new graph starts from, each with its origin."""
