"""The MkDocs plugins: the only folder that imports mkdocs."""
