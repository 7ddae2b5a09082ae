"""The library of ronten: reading, parsing, annotating, describing, storing, querying and analysing minutes."""
