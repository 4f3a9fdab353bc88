"""Formatting: how a Dockerfile is laid out, never what it says."""
