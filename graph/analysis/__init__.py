"""Questions to the graph and their answers as plain data; the queries stand in `graph/queries`."""
