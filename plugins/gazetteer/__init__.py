"""Gazetteer: a searchable service catalog and decision log from what repositories already hold."""

__version__ = "0.1.0"
