"""The file shapes, one module a version, and the way from a document to the model."""
