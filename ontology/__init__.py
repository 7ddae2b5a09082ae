"""What can be said: classes and properties, SHACL shapes, SKOS vocabularies and the JSON-LD context."""
