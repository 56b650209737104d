"""Text to structure with places; these modules know nothing of services."""
