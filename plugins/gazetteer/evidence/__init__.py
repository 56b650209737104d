"""What a document or file claims about entities and paths, and what ties it to them."""
