"""API descriptions to one surface model."""
