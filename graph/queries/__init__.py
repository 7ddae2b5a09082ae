"""The named queries; `graph.analysis` asks them."""
