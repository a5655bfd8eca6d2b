"""Frames to detections to tracks to scene events: pure computation, without files, clock or network.

`pipeline.Pipeline` is the way in; a scene model under `scenes/` is a pure function of the track log
that the pipeline makes, so that it can be replayed without any picture.
"""
