"""Documentation unit tests: what the guides say is true of the code."""
