"""What is served: the Flask application, its pages, its API, the SPARQL endpoint and the command line."""
