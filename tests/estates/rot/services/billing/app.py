"""Sends bills."""
