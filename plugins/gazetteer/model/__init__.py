"""Values only: what the rest of the house passes around. Nothing here reads a file or knows a format."""
