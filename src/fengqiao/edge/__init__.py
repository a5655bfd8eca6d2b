"""The camera-side process: source → engines.vision → durable spool → ingest API of the server.

It runs on a machine beside the cameras, has its own settings, and knows the server only by its HTTP contract.
"""
