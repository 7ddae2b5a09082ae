"""Joins the steps: from bytes to findings, and from findings to the graph."""
