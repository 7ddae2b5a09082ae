"""Keeps the graph: an embedded Oxigraph by default, any SPARQL 1.1 server by configuration."""
